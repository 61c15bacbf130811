//! Why no plan can exist, in the planner's words.

use crate::base::money::Money;
use serde::Serialize;

/// A set of rules that cannot hold together, none of which can be left out, and what would help.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Conflict {
    /// The rules, each with whom it is about.
    pub members: Vec<Member>,
    /// The cheapest ways out, cheapest first.
    pub ways_out: Vec<WayOut>,
}

/// One rule in conflict with the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Member {
    /// Id of the rule.
    pub rule: String,
    /// About whom.
    pub subject: String,
    /// What it asks for.
    pub sentence: String,
}

/// One rule bent as little as possible.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WayOut {
    /// What to change.
    pub what: String,
    /// By how much.
    pub amount: f64,
    /// Unit of the amount.
    pub unit: String,
    /// What the cheapest plan then costs.
    pub cost: Option<Money>,
}

/// Placeholder.
pub fn conflict(
    _: &super::Case,
    _: &crate::mip::Written<super::balance::About>,
    _: &crate::solve::Settings,
) -> Conflict {
    Conflict::default()
}
