//! Contacts of a span of time laid into the intervals it covers.

use crate::model::Calendar;

/// Contacts by interval, in the making.
pub struct IntervalVolumes<'a> {
    calendar: &'a Calendar,
    open: &'a [bool],
    intervals: i64,
    /// Contacts in each interval, none where closed.
    pub volume: Vec<f64>,
    /// Intervals that some row reached.
    pub reached: Vec<bool>,
    /// Contacts of the plan that fell on closed intervals only.
    pub closed: f64,
    /// Some span was longer than an interval.
    pub coarse: bool,
    /// Some span lay across a border between intervals without covering whole ones.
    pub uneven: bool,
}

impl<'a> IntervalVolumes<'a> {
    /// Nothing yet.
    pub fn new(calendar: &'a Calendar, open: &'a [bool]) -> Self {
        let intervals = open.len();
        IntervalVolumes {
            calendar,
            open,
            intervals: intervals as i64,
            volume: vec![0.0; intervals],
            reached: vec![false; intervals],
            closed: 0.0,
            coarse: false,
            uneven: false,
        }
    }

    /// Lays contacts evenly over the open part of `[from, to)`, in elapsed seconds of the plan. What lies outside
    /// the plan is left out in proportion; the rest is conserved, or counted as closed.
    pub fn add(&mut self, volume: f64, from: i64, to: i64) {
        let width = i64::from(self.calendar.interval) * 60;
        let to = to.max(from + 1);
        let (first, last) = (from.div_euclid(width), (to - 1).div_euclid(width));
        let range = first.max(0)..(last + 1).min(self.intervals);
        if range.is_empty() {
            return;
        }
        self.coarse |= to - from > width;
        self.uneven |= first != last && (from % width != 0 || to % width != 0);
        let overlap = |interval: i64| to.min((interval + 1) * width) - from.max(interval * width);
        let inside: i64 = range.clone().map(overlap).sum();
        let mut left = if inside == to - from { volume } else { volume * inside as f64 / (to - from) as f64 };
        let open = |interval: &i64| self.open[*interval as usize];
        let mut weight: i64 = range.clone().filter(open).map(overlap).sum();
        if weight == 0 {
            self.closed += left;
        }
        for interval in range {
            self.reached[interval as usize] = true;
            if self.open[interval as usize] {
                let part = overlap(interval);
                // What is left by what is left: the last part takes the rest, so that nothing is lost by rounding.
                let share = if part == weight { left } else { left * part as f64 / weight as f64 };
                self.volume[interval as usize] += share;
                left -= share;
                weight -= part;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn calendar() -> Calendar {
        Calendar {
            timezone: chrono_tz::UTC,
            start: "2026-05-04".parse().unwrap(),
            days: 1,
            interval: 60,
            wrap: false,
            weekend: Vec::new(),
            holidays: BTreeSet::new(),
        }
    }

    #[test]
    fn what_is_spread_adds_up_to_the_bit() {
        let (calendar, open) = (calendar(), [true; 24]);
        for parts in 1..24 {
            let mut spread = IntervalVolumes::new(&calendar, &open);
            spread.add(0.1, 1800, 1800 + parts * 3600);
            let sum: f64 = spread.volume.iter().sum();
            assert!((sum - 0.1).abs() <= f64::EPSILON, "{parts}: {sum}");
            assert!(spread.uneven);
        }
    }

    #[test]
    fn what_lies_outside_or_closed_is_not_laid_in() {
        let (calendar, mut open) = (calendar(), [false; 24]);
        open[1] = true;
        let mut spread = IntervalVolumes::new(&calendar, &open);
        spread.add(4.0, -3600, 3600);
        assert_eq!((spread.closed, spread.volume[0]), (2.0, 0.0));
        spread.add(4.0, 0, 7200);
        assert_eq!((spread.closed, spread.volume[1]), (2.0, 4.0));
        spread.add(4.0, 86_400, 90_000);
        assert_eq!(spread.volume.iter().sum::<f64>(), 4.0);
    }
}
