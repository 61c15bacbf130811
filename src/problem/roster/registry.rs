//! Every rule of the roster. Help, documentation and tests are made from this list.

use super::rule::RosterRule;
use super::rules::*;

/// All rules.
pub static RULES: &[&dyn RosterRule] = &[
    &availability::Availability,
    &fixed_assignments::FixedAssignments,
    &one_shift_a_day::OneShiftADay,
    &meet_cover::MeetCover,
    &wishes::Wishes,
    &shifts::Shifts,
    &minutes::Minutes,
    &weekends::Weekends,
    &consecutive_days::ConsecutiveDays,
    &consecutive_days_off::ConsecutiveDaysOff,
    &forbidden_succession::ForbiddenSuccession,
];

/// Rules that are in force without being named: what they say stands in the model itself.
pub static ALWAYS: &[&str] = &[
    availability::CARD.id,
    fixed_assignments::CARD.id,
    one_shift_a_day::CARD.id,
    meet_cover::CARD.id,
    wishes::CARD.id,
];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static dyn RosterRule> {
    RULES.iter().find(|rule| rule.card().id == id).copied()
}
