//! One rule of a roster as this organisation applies it: to whom, to which shifts, when, how strictly.

use super::calendar::Clock;
use base::money::Rate;
use serde::{Deserialize, Serialize};

/// A rule with its limits. Which fields a rule reads is said on its card; the loader refuses the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name in the file.
    pub id: String,
    /// Id of the rule.
    pub rule: String,
    /// Indices of the employees it is about, ascending.
    pub employees: Vec<usize>,
    /// Indices of the shift templates it is about, ascending; all of them where nothing is said.
    pub shifts: Vec<usize>,
    /// Indices of other shift templates, for rules about two kinds (what must not follow, what must be there too).
    pub others: Vec<usize>,
    /// Days of the horizon on which it holds, ascending.
    pub days: Vec<u32>,
    /// Employees on the other side, for rules about two groups.
    pub partners: Vec<usize>,
    /// A skill it asks for.
    pub skill: Option<String>,
    /// At least so many, in the rule's unit (minutes, or a number).
    pub at_least: Option<u32>,
    /// At most so many.
    pub at_most: Option<u32>,
    /// The span over which it counts.
    pub per: Period,
    /// A length that qualifies it, in the rule's unit: a run after which it applies, days of distance, tolerance.
    pub after: Option<u32>,
    /// A window of the clock: the local time at which it opens, and the minutes that it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(Clock, u32)>,
    /// Cells of a pattern, day after day.
    pub pattern: Vec<PatternCell>,
    /// Money that may be spent, for budgets; or due once.
    pub money: Option<Rate>,
    /// Price of each unit that it is broken by; `None`: it must hold.
    pub price: Option<Rate>,
}

/// The span over which something is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// The whole plan.
    #[default]
    Horizon,
    /// Each calendar week, Monday to Sunday; limits are scaled in weeks cut by the edge.
    Week,
    /// Each calendar month; limits are scaled in months cut by the edge.
    Month,
    /// Blocks of so many days from the first day; limits are scaled in the last.
    Days(u32),
    /// Every window of so many consecutive days inside the horizon and its history.
    Rolling(u32),
}

/// One day of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternCell {
    /// No shift starts.
    Off,
    /// Some shift starts.
    On,
    /// A shift of one of these rules starts.
    Shift(Vec<usize>),
    /// Anything.
    Any,
}
