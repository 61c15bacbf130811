//! The spans over which something is counted, and how limits are scaled where the horizon cuts them.

use crate::model::{Calendar, Employee, Period, Policy};
use chrono::{Datelike, Months};

/// One span: its days inside the horizon and how long it is altogether.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedPeriod {
    /// Days of the horizon, ascending; never empty.
    pub days: Vec<u32>,
    /// Days of the whole span.
    pub whole: u32,
    /// Days of it that lie before the plan and are known.
    pub back: u32,
    /// True for windows that roll.
    pub overlaps_others: bool,
}

impl CountedPeriod {
    /// A least number, scaled to the days inside and rounded down.
    pub fn at_least(&self, limit: u32) -> u32 {
        (u64::from(limit) * self.known() / u64::from(self.whole)) as u32
    }

    /// A largest number, scaled to the days inside and rounded up.
    pub fn at_most(&self, limit: u32) -> u32 {
        (u64::from(limit) * self.known()).div_ceil(u64::from(self.whole)) as u32
    }

    fn known(&self) -> u64 {
        self.days.len() as u64 + u64::from(self.back)
    }
}

/// The spans of a period in order. Rolling windows are those that lie whole inside the horizon.
pub fn spans(calendar: &Calendar, period: Period) -> Vec<CountedPeriod> {
    let all: Vec<u32> = (0..calendar.days).collect();
    let span = |days: &[u32], whole: u32| CountedPeriod { days: days.to_vec(), whole, back: 0, overlaps_others: false };
    match period {
        Period::Horizon => vec![span(&all, calendar.days)],
        Period::Week => calendar.weeks().iter().map(|days| span(days, 7)).collect(),
        Period::Days(length) => all.chunks(length.max(1) as usize).map(|days| span(days, length.max(1))).collect(),
        Period::Rolling(length) => {
            let windows = all.windows(length.max(1) as usize);
            windows.map(|days| CountedPeriod { overlaps_others: true, ..span(days, length.max(1)) }).collect()
        }
        Period::Month => {
            let month = |day: &u32| {
                let date = calendar.date(i64::from(*day));
                (date.year(), date.month())
            };
            let same = |left: &u32, right: &u32| month(left) == month(right);
            all.chunk_by(same).map(|days| span(days, length_of_month(calendar, days[0]))).collect()
        }
    }
}

/// The spans of a period one after the other, for rules that do not roll: blocks of as many days take the place of windows.
pub fn blocks(calendar: &Calendar, period: Period) -> Vec<CountedPeriod> {
    match period {
        Period::Rolling(length) => spans(calendar, Period::Days(length)),
        other => spans(calendar, other),
    }
}

/// Whether a block of a period ends with each day of the plan.
pub fn last_days(calendar: &Calendar, period: Period) -> Vec<bool> {
    let mut last = vec![false; calendar.days as usize];
    for span in blocks(calendar, period) {
        last[span.days[span.days.len() - 1] as usize] = true;
    }
    last
}

/// The spans of a period for one employee: rolling windows reach back before the plan where history is given.
pub fn spans_of(calendar: &Calendar, period: Period, employee: &Employee) -> Vec<CountedPeriod> {
    let mut found = spans(calendar, period);
    if let (Period::Rolling(whole), true) = (period, employee.history.is_some()) {
        let early = (1..whole.min(calendar.days + 1)).map(|inside| CountedPeriod {
            days: (0..inside).collect(),
            whole,
            back: whole - inside,
            overlaps_others: true,
        });
        found.splice(0..0, early);
    }
    found
}

/// True if a rule that holds on certain days holds on a day before the plan: if it holds on every day of the plan that
/// is the same day of the week.
pub fn holds_before(calendar: &Calendar, policy: &Policy, day: i64) -> bool {
    let mut alike = (0..calendar.days).filter(|&inside| (i64::from(inside) - day) % 7 == 0).peekable();
    match alike.peek() {
        Some(_) => alike.all(|inside| policy.days.contains(&inside)),
        None => policy.days.len() == calendar.days as usize,
    }
}

fn length_of_month(calendar: &Calendar, day: u32) -> u32 {
    let first = calendar.date(i64::from(day)).with_day(1).expect("every month has a first day");
    ((first + Months::new(1)) - first).num_days() as u32
}
