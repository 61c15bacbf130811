//! Contacts of a span of time laid into the intervals it covers.

use crate::model::Calendar;

/// Contacts by interval, in the making.
pub struct Spread<'a> {
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

impl<'a> Spread<'a> {
    /// Nothing yet.
    pub fn new(calendar: &'a Calendar, open: &'a [bool]) -> Self {
        let intervals = open.len();
        Spread {
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
