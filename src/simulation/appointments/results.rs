//! Estimates of all figures, with confidence intervals.

use super::booking_system::BookingSystem;
use super::figure_index::{FigureKey, FigureSubject, Metric, id, promise};
use crate::estimate::{Estimate, Ratio, student};

/// Replications are dealt to so many sections, whose percentiles differ by chance alone.
pub(super) const SECTIONS: usize = 10;

/// What one replication counted.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicationSums {
    /// For each figure: what is above the line and what is below it.
    pub sums: Vec<(f64, f64)>,
    /// For each class of requests: how many waited 0, 1, ... working days.
    pub delays: Vec<Vec<u32>>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is.
    pub key: FigureKey,
    /// The id of what it is about; empty for everything.
    pub id: String,
    /// Its mean; not a number where nothing was counted.
    pub estimate: Estimate,
    /// What is promised, if anything is.
    pub promise: Option<f64>,
}

/// A book that was played.
#[derive(Clone, Debug, PartialEq)]
pub struct BookingResults {
    /// What people call the book.
    pub title: String,
    /// Replications.
    pub replications: u32,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// All figures, sorted by their keys.
    pub figures: Vec<Figure>,
}

impl BookingResults {
    pub(super) fn of(
        system: &BookingSystem,
        keys: &[FigureKey],
        sums_of_replications: Vec<ReplicationSums>,
        confidence: f64,
    ) -> BookingResults {
        let replications = sums_of_replications.len() as u32;
        let quantile = student(confidence, replications);
        let figure = |(place, key): (usize, &FigureKey)| Figure {
            key: *key,
            id: id(system, *key).to_owned(),
            estimate: if key.metric == Metric::Delay95 {
                percentile(&sums_of_replications, key.index, confidence)
            } else {
                let mut ratio = Ratio::default();
                sums_of_replications.iter().for_each(|sample| ratio.push(sample.sums[place].0, sample.sums[place].1));
                ratio.estimate(quantile)
            },
            promise: promise(system, *key),
        };
        let figures = keys.iter().enumerate().map(figure).collect();
        BookingResults { title: system.title.clone(), replications, confidence, figures }
    }

    /// One figure, by the kind and the id of what it is about.
    pub fn find(&self, subject: FigureSubject, id: &str, metric: Metric) -> Option<&Figure> {
        self.figures
            .iter()
            .find(|figure| figure.key.subject == subject && figure.key.metric == metric && figure.id == id)
    }
}

/// The 95th percentile of delays, with an interval from the sections.
fn percentile(sums_of_replications: &[ReplicationSums], class: usize, confidence: f64) -> Estimate {
    let mut ratio = Ratio::default();
    let sections = percentiles(sums_of_replications, class);
    sections.iter().for_each(|value| ratio.push(*value, 1.0));
    let half = ratio.estimate(student(confidence, sections.len() as u32)).half;
    Estimate { mean: of(&pooled(sums_of_replications.iter(), class)), half }
}

/// The 95th percentile of each section in which anybody was booked.
pub(super) fn percentiles(sums_of_replications: &[ReplicationSums], class: usize) -> Vec<f64> {
    let section = |number: usize| of(&pooled(sums_of_replications.iter().skip(number).step_by(SECTIONS), class));
    (0..SECTIONS).map(section).filter(|value| !value.is_nan()).collect()
}

fn pooled<'a>(sums_of_replications: impl Iterator<Item = &'a ReplicationSums>, class: usize) -> Vec<u32> {
    let mut sum: Vec<u32> = Vec::new();
    for sample in sums_of_replications {
        let delays = &sample.delays[class];
        sum.resize(sum.len().max(delays.len()), 0);
        sum.iter_mut().zip(delays).for_each(|(sum, count)| *sum += count);
    }
    sum
}

/// The smallest number of days that is enough for 95 in a hundred.
fn of(delays: &[u32]) -> f64 {
    let all: u64 = delays.iter().map(|count| u64::from(*count)).sum();
    let mut so_far = 0;
    let enough = delays.iter().position(|count| {
        so_far += u64::from(*count);
        so_far * 100 >= all * 95
    });
    enough.filter(|_| all > 0).map_or(f64::NAN, |days| days as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_enough_for_all_but_one_in_twenty() {
        assert_eq!(of(&[19, 1]), 0.0);
        assert_eq!(of(&[18, 1, 1]), 1.0);
        assert_eq!(of(&[0, 0, 0, 7]), 3.0);
        assert!(of(&[]).is_nan());
    }
}
