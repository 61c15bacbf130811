//! Shift rules: which starts, lengths and breaks may be worked.

use super::calendar::Clock;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// A family of shifts. Offsets and lengths are elapsed minutes from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShiftTemplate {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Allowed local start times, ascending.
    pub starts: Vec<Clock>,
    /// Allowed spans from start to end, unpaid breaks included, ascending.
    pub spans: Vec<u32>,
    /// Latest local end, counted from the midnight before the start (above 1440 on the next day).
    pub end_by: Option<Clock>,
    /// Days of the week on which it may start.
    pub days: Vec<Weekday>,
    /// Breaks in the order in which they are taken.
    pub breaks: Vec<BreakTemplate>,
    /// Least minutes between the end of a break and the begin of the next.
    pub spacing: u32,
}

/// One break of a shift.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakTemplate {
    /// What people call it.
    pub name: String,
    /// Minutes.
    pub length: u32,
    /// Whether it is paid.
    pub paid: bool,
    /// Allowed begins, minutes after the start of the shift, ascending.
    pub begins: Vec<u32>,
}

impl ShiftTemplate {
    /// Every allowed (start, span).
    pub fn variants(&self) -> impl Iterator<Item = (Clock, u32)> + '_ {
        let fits = |start: Clock, span: u32| self.end_by.is_none_or(|end| start + span <= end);
        self.starts.iter().flat_map(move |&start| {
            self.spans.iter().filter(move |&&span| fits(start, span)).map(move |&span| (start, span))
        })
    }

    /// Paid minutes of a shift of this span.
    pub fn paid(&self, span: u32) -> u32 {
        span - self.breaks.iter().filter(|rest| !rest.paid).map(|rest| rest.length).sum::<u32>()
    }
}
