//! Every rule of the roster. Help, documentation and tests are made from this list.

use super::rule::RosterRule;
use super::rules::*;

/// All rules.
pub static RULES: &[&dyn RosterRule] = &[&meet_cover::MeetCover, &consecutive_days::ConsecutiveDays, &minutes::Minutes];

/// Rules that are in force without being named: what they say stands in the model itself.
pub static ALWAYS: &[&str] = &[meet_cover::CARD.id];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static dyn RosterRule> {
    RULES.iter().find(|rule| rule.card().id == id).copied()
}
