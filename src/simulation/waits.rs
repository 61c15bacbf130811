//! Distributions of waits: histograms with a precision of two digits, and percentiles with intervals by sectioning (Asmussen and
//! Glynn, "Stochastic simulation", 2007).

use super::counters::{BlockCounters, ServiceCounters};
use super::estimate::{Estimate, Ratio};
use super::system::System;
use hdrhistogram::Histogram;

/// Replications are dealt to so many sections, whose percentiles differ by chance alone.
const SECTIONS: usize = 10;
/// Histogram units of a minute: tenths of a second.
const UNITS: f64 = 600.0;
/// Longest wait told apart: a hundred days.
const LONGEST: u64 = 86_400_000;

/// The waits of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// Each interval, all replications together.
    intervals: Vec<Histogram<u32>>,
    /// Each section: each day.
    sections: Vec<Vec<Histogram<u32>>>,
}

/// A histogram that takes no memory for waits that nobody has.
fn empty() -> Histogram<u32> {
    let mut histogram = Histogram::new(2).expect("two digits are allowed");
    histogram.auto(true);
    histogram
}

impl Waits {
    pub(super) fn new(intervals: usize, days: usize) -> Self {
        Waits {
            intervals: (0..intervals).map(|_| empty()).collect(),
            sections: (0..SECTIONS).map(|_| (0..days).map(|_| empty()).collect()).collect(),
        }
    }

    /// Adds one replication.
    pub(super) fn add(
        &mut self,
        system: &System,
        replication: u32,
        service: usize,
        services: &[ServiceCounters],
        counters: &[BlockCounters],
    ) {
        let section = &mut self.sections[replication as usize % SECTIONS];
        let mut record = |interval: usize, wait: u64, count: u32| {
            for histogram in [&mut self.intervals[interval], &mut section[system.day_of(interval)]] {
                let recorded = histogram.record_n(wait.min(LONGEST), count);
                debug_assert!(recorded.is_ok(), "histograms grow");
            }
        };
        let mut waiting = vec![0_u32; services.len()];
        for counters in counters {
            let places = service * counters.intervals..(service + 1) * counters.intervals;
            for &(place, minutes) in counters.waits.iter().filter(|(place, _)| places.contains(&(*place as usize))) {
                let interval = counters.first + place as usize - places.start;
                waiting[interval] += 1;
                record(interval, (f64::from(minutes) * UNITS).round() as u64, 1);
            }
        }
        for (interval, cell) in services.iter().enumerate().filter(|(_, cell)| cell.answered + cell.lost > 0) {
            let at_once = (cell.answered + cell.lost).saturating_sub(waiting[interval]);
            if at_once > 0 {
                record(interval, 0, at_once);
            }
        }
    }

    /// The 95th percentile in minutes over all contacts of a day or of the horizon, with an interval from its sections.
    pub(super) fn percentile(&self, day: Option<usize>, quantile: f64) -> Estimate {
        let mut together = empty();
        let mut spread = Ratio::default();
        for section in &self.sections {
            let mut found = empty();
            for histogram in day.map_or(&section[..], |day| &section[day..=day]) {
                let added = found.add(histogram).and_then(|()| together.add(histogram));
                debug_assert!(added.is_ok(), "histograms grow");
            }
            if !found.is_empty() {
                spread.push(of(&found), 1.0);
            }
        }
        Estimate { mean: of(&together), half: spread.estimate(quantile).half }
    }

    /// The 95th percentile in minutes of an interval.
    pub fn of_interval(&self, interval: usize) -> f64 {
        of(&self.intervals[interval])
    }
}

fn of(histogram: &Histogram<u32>) -> f64 {
    if histogram.is_empty() { f64::NAN } else { histogram.value_at_quantile(0.95) as f64 / UNITS }
}
