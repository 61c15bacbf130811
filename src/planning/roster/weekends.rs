//! The weekends of a plan.

use super::periods::CountedPeriod;
use crate::model::Calendar;

/// One weekend that has a day inside the horizon: days in a row that are weekend days of the calendar, at most seven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekend {
    /// First day; negative where it began before the plan.
    pub first: i64,
    /// Last day; it may lie behind the horizon.
    pub last: i64,
}

impl Weekend {
    /// Its first day inside the horizon.
    pub fn first_inside(&self) -> u32 {
        self.first.max(0) as u32
    }

    /// Its last day inside the horizon.
    pub fn last_inside(&self, calendar: &Calendar) -> u32 {
        self.last.min(i64::from(calendar.days) - 1) as u32
    }

    /// True if the span holds its first day inside the horizon.
    pub fn belongs_to(&self, span: &CountedPeriod) -> bool {
        span.days.contains(&self.first_inside())
    }
}

/// All weekends in order.
pub fn weekends(calendar: &Calendar) -> Vec<Weekend> {
    let is_one = |day: i64| calendar.is_weekend(calendar.date(day));
    let mut found = Vec::new();
    let mut day = 0;
    while day < i64::from(calendar.days) {
        if !is_one(day) {
            day += 1;
            continue;
        }
        let earlier = if found.is_empty() { (1..7).take_while(|back| is_one(day - back)).count() as i64 } else { 0 };
        let first = if day == 0 { -earlier } else { day };
        let last = (first..first + 7).take_while(|&day| is_one(day)).last().unwrap_or(day);
        found.push(Weekend { first, last });
        day = last.max(day) + 1;
    }
    found
}
