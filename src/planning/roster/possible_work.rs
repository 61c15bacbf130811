//! What may be worked as far as each day by itself is concerned, and what must be.

use super::duty::Duty;
use crate::model::Case;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The duties that no rule forbids, for each employee and day.
pub struct PossibleWork<'a> {
    /// What is planned.
    pub case: &'a Case,
    /// What may be worked.
    pub duties: &'a [Duty],
    /// By employee, then by `day * duties + duty`: ids of the rules that forbid it.
    pub forbidden: Vec<&'a [Vec<&'static str>]>,
}

impl PossibleWork<'_> {
    /// Duties that no rule forbids an employee on a day.
    pub fn may(&self, employee: usize, day: u32) -> impl Iterator<Item = usize> + '_ {
        let duties = self.duties.len();
        let forbidden = &self.forbidden[employee][day as usize * duties..][..duties];
        (0..duties).filter(|&duty| forbidden[duty].is_empty())
    }

    /// True if an employee may start one of these shifts on a day.
    pub fn may_start(&self, employee: usize, day: u32, shifts: &[usize]) -> bool {
        self.may(employee, day).any(|duty| shifts.contains(&self.duties[duty].template))
    }

    /// So many different people at least must work on a day. A head of one cover may be a head of another that counts the
    /// same shift, and nobody works two shifts on a date.
    pub fn needed(&self, day: u32) -> u64 {
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        let mut heads = 0;
        for cover in self.case.model.covers.iter().filter(|cover| cover.day == day && cover.under.is_none()) {
            if cover.shifts.iter().all(|shift| !counted.contains(shift)) {
                counted.extend(&cover.shifts);
                heads += u64::from(cover.need);
            }
        }
        heads
    }

    /// The date of a day of the plan.
    pub fn date(&self, day: u32) -> NaiveDate {
        self.case.model.calendar.date(day.into())
    }
}
