//! The columns that rules share while they write.

use super::about::About;
use crate::mip::{Draft, Expression, Pen, Variable};
use crate::model::{Clock, Count};
use std::collections::BTreeMap;

/// One shift that may be worked, and how many work it.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Index of the team.
    pub team: usize,
    /// Index of the shift rule.
    pub rule: usize,
    /// Local start.
    pub start: Clock,
    /// Minutes from start to end.
    pub span: u32,
    /// Day on which it starts.
    pub day: u32,
    /// Elapsed minute at which it starts.
    pub minute: i64,
    /// Heads who work it.
    pub heads: Variable,
    /// Largest number of them.
    pub most: u32,
}

/// One position of one break of one shift, and how many take it there.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Index into [`Sheet::works`].
    pub work: usize,
    /// Index of the break in its shift rule.
    pub which: usize,
    /// Minutes after the start of the shift.
    pub begin: u32,
    /// Heads who take it there.
    pub heads: Variable,
}

/// One way to spread the days off of a team over a week, and how many people have it.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Index of the team.
    pub team: usize,
    /// The week, counted from the first.
    pub week: usize,
    /// Days of the horizon in that week.
    pub days: Vec<u32>,
    /// Those of them that may be worked.
    pub working: Vec<u32>,
    /// Heads who have it.
    pub heads: Variable,
}

/// A program while its rules write it.
#[derive(Default)]
pub struct Sheet {
    draft: Draft<About>,
    /// Shifts that may be worked.
    pub works: Vec<Work>,
    /// Positions of their breaks.
    pub rests: Vec<Rest>,
    /// Day patterns, where days off are agreed.
    pub patterns: Vec<Pattern>,
    /// Heads of a day pattern on a shift, by (pattern, shift), where rest ties the days of a pattern together.
    pub allotted: BTreeMap<(usize, usize), Variable>,
    /// Heads of each team.
    pub heads: Vec<Variable>,
    /// Number of each resource.
    pub counts: Vec<Variable>,
    /// Present heads of a team in an interval: sums of columns.
    pub present: BTreeMap<(usize, usize), Vec<(Variable, f64)>>,
    /// Heads of a team on a service in an interval, by (interval, service, team), where they are a decision.
    pub split: BTreeMap<(usize, usize, usize), Variable>,
    /// Effective heads of a service in an interval, by (service, interval).
    pub supply: BTreeMap<(usize, usize), Variable>,
    /// Heads that a service lacks in an interval, by (service, interval), where that has a price.
    pub short: BTreeMap<(usize, usize), Variable>,
}

impl Sheet {
    /// The pen of one rule.
    pub fn pen(&mut self, rule: &'static str) -> Pen<'_, About> {
        self.draft.pen(rule)
    }

    /// A whole number that is given or decided, about somebody. More of it is a way out of a conflict.
    pub fn count(&mut self, rule: &'static str, about: About, count: Count) -> Variable {
        let (least, most) = match count {
            Count::Given(count) => (count, count),
            Count::Decided { min, max, .. } => (min, max),
        };
        self.pen(rule).held(about, least, most)
    }

    /// Hands over the draft, keeping the columns.
    pub fn take_draft(&mut self) -> Draft<About> {
        std::mem::take(&mut self.draft)
    }

    /// Heads of a team who start a shift on a day.
    pub fn starting(&self, team: usize, day: u32) -> Expression {
        self.works.iter().filter(|work| work.team == team && work.day == day).map(|work| work.heads).sum()
    }
}
