//! Which shifts may be worked.

use crate::load::quantity::{ClockSteps, Days, DurationSteps, Id, Title, WrittenClock, WrittenMinutes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A family of shifts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "shift")]
pub struct WrittenShift {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// Words that stand for this shift, and others, wherever shifts are named.
    #[serde(default)]
    pub tags: Vec<Id>,
    /// Allowed starts.
    pub start: ClockSteps,
    /// Allowed paid lengths; unpaid breaks come on top.
    pub paid: DurationSteps,
    /// Latest end; before the start means on the next day.
    pub end_by: Option<WrittenClock>,
    /// Days on which it may start.
    #[serde(default = "Days::all")]
    pub days: Days,
    /// Breaks in the order in which they are taken.
    #[serde(default)]
    pub breaks: Vec<WrittenBreak>,
    /// Least time between the end of a break and the begin of the next.
    #[serde(default = "none")]
    pub spacing: WrittenMinutes,
}

fn none() -> WrittenMinutes {
    WrittenMinutes(0)
}

/// One break of a shift.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "break")]
pub struct WrittenBreak {
    /// What people call it.
    pub name: Title,
    /// How long it is.
    pub length: WrittenMinutes,
    /// Whether it is paid.
    pub paid: bool,
    /// Allowed begins, from the start of the shift.
    pub begins: DurationSteps,
}
