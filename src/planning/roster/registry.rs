//! Every rule of the roster. Help, documentation and tests are made from this list.

use super::rule::RosterRule;
use super::rules::*;
use crate::rule::Card;

/// All rules.
pub static RULES: &[&dyn RosterRule] = &[
    &availability::Availability,
    &fixed_assignments::FixedAssignments,
    &one_shift_a_day::OneShiftADay,
    &meet_cover::MeetCover,
    &wishes::Wishes,
    &pay_wages::PayWages,
    &pay_premiums::PayPremiums,
    &pay_retainer::PayRetainer,
    &shifts::Shifts,
    &minutes::Minutes,
    &shift_kinds::ShiftKinds,
    &overtime_tiers::OvertimeTiers,
    &weekends::Weekends,
    &complete_weekends::CompleteWeekends,
    &consecutive_weekends::ConsecutiveWeekends,
    &consecutive_days::ConsecutiveDays,
    &consecutive_days_off::ConsecutiveDaysOff,
    &earned_days_off::EarnedDaysOff,
    &rest_between_shifts::RestBetweenShifts,
    &compensatory_rest::CompensatoryRest,
    &weekly_rest::WeeklyRest,
    &free_windows::FreeWindows,
    &rest_before_leave::RestBeforeLeave,
    &start_distance::StartDistance,
    &same_shift_again::SameShiftAgain,
    &longest_gap::LongestGap,
    &steady_start::SteadyStart,
    &forbidden_succession::ForbiddenSuccession,
    &forbidden_pattern::ForbiddenPattern,
    &required_pattern::RequiredPattern,
    &rotation::Rotation,
    &skill_match::SkillMatch,
    &skill_mix::SkillMix,
    &skill_share::SkillShare,
    &nobody_alone::NobodyAlone,
    &pair_together::PairTogether,
    &never_together::NeverTogether,
    &fair_shifts::FairShifts,
    &fair_hours::FairHours,
    &budget::Budget,
    &changes::Changes,
];

/// The cards of rules that are in force without being named: what they say stands in the model itself.
pub fn always() -> impl Iterator<Item = &'static Card> {
    RULES.iter().map(|rule| rule.card()).filter(|card| card.is_always_in_force())
}

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static dyn RosterRule> {
    RULES.iter().find(|rule| rule.card().id == id).copied()
}
