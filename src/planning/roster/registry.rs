//! Looks rules of a roster up.

use super::rule::RosterRule;
use super::rules::RULES;
use crate::rule::{Card, Registered, find};

/// The cards of rules that are in force without being named: what they say stands in the model itself.
pub fn always() -> impl Iterator<Item = &'static Card> {
    RULES.iter().map(|rule| rule.card).filter(|card| card.is_always_in_force())
}

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Registered<dyn RosterRule>> {
    find(RULES, id)
}
