//! The spans over which something is counted, and how limits are scaled where the horizon cuts them.

use crate::model::{Calendar, Period};
use chrono::{Datelike, Months};

/// One span: its days inside the horizon and how long it is altogether.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Days of the horizon, ascending; never empty.
    pub days: Vec<u32>,
    /// Days of the whole span.
    pub whole: u32,
}

impl Span {
    /// A least number, scaled to the days inside and rounded down.
    pub fn at_least(&self, limit: u32) -> u32 {
        (u64::from(limit) * self.days.len() as u64 / u64::from(self.whole)) as u32
    }

    /// A largest number, scaled to the days inside and rounded up.
    pub fn at_most(&self, limit: u32) -> u32 {
        (u64::from(limit) * self.days.len() as u64).div_ceil(u64::from(self.whole)) as u32
    }
}

/// The spans of a period in order. Rolling windows are those that lie whole inside the horizon.
pub fn spans(calendar: &Calendar, period: Period) -> Vec<Span> {
    let all: Vec<u32> = (0..calendar.days).collect();
    match period {
        Period::Horizon => vec![Span { whole: calendar.days, days: all }],
        Period::Week => calendar.weeks().into_iter().map(|days| Span { days, whole: 7 }).collect(),
        Period::Days(length) => {
            all.chunks(length as usize).map(|days| Span { days: days.to_vec(), whole: length }).collect()
        }
        Period::Rolling(length) => {
            all.windows(length as usize).map(|days| Span { days: days.to_vec(), whole: length }).collect()
        }
        Period::Month => {
            let month = |day: &u32| {
                let date = calendar.date(i64::from(*day));
                (date.year(), date.month())
            };
            let same = |left: &u32, right: &u32| month(left) == month(right);
            all.chunk_by(same)
                .map(|days| Span { days: days.to_vec(), whole: length_of_month(calendar, days[0]) })
                .collect()
        }
    }
}

fn length_of_month(calendar: &Calendar, day: u32) -> u32 {
    let first = calendar.date(i64::from(day)).with_day(1).expect("every month has a first day");
    ((first + Months::new(1)) - first).num_days() as u32
}
