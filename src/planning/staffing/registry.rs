//! Looks rules of a staffing plan and levers up.

use super::rule::StaffingRule;
use super::rules::RULES;
use crate::levers::LEVERS;
use crate::rule::{Registered, find};

/// The rule or lever with an id.
pub fn rule(id: &str) -> Option<&'static Registered<dyn StaffingRule>> {
    find(RULES, id).or_else(|| find(LEVERS, id))
}

/// What of a staffing plan holds where people have names: everything about intervals. What a team promises its people is
/// left to the rules of the roster.
pub fn of_intervals() -> impl Iterator<Item = &'static Registered<dyn StaffingRule>> {
    RULES.iter().filter(|registered| !registered.rule.is_about_people())
}

/// True for a lever that is pulled or not, which makes another case.
pub fn is_switch(lever: &str) -> bool {
    find(LEVERS, lever).is_some_and(|registered| registered.rule.is_switch())
}
