//! Every rule of the staffing plan. Help, documentation and tests are made from this list; the order is the order
//! of writing: columns first, then what reads them.

use super::rules::*;
use crate::levers::*;
use crate::staffing::rule::StaffingRule;

/// All rules.
pub static RULES: &[&dyn StaffingRule] = &[
    &allowed_shifts::AllowedShifts,
    &take_breaks::TakeBreaks,
    &headcount::Headcount,
    &days_off::DaysOff,
    &rest_between_shifts::RestBetweenShifts,
    &split_skills::SplitSkills,
    &share_resources::ShareResources,
    &meet_requirement::MeetRequirement,
    &keep_target::KeepTarget,
    &finish_in_time::FinishInTime,
    &open_slots::OpenSlots,
    &overbook_slots::OverbookSlots,
    &book_requests::BookRequests,
    &hold_slots::HoldSlots,
    &fill_slots::FillSlots,
    &access_target::AccessTarget,
    &repeat_slots::RepeatSlots,
    &keep_template::KeepTemplate,
    &honour_bookings::HonourBookings,
    &level_load::LevelLoad,
    &contract_hours::ContractHours,
    &overtime::Overtime,
    &distinct_shifts::DistinctShifts,
    &pay_wages::PayWages,
    &pay_premiums::PayPremiums,
];

/// So many rules stand first and write the columns of shifts and breaks, which levers read.
pub const COLUMNS_OF_SHIFTS: usize = 2;

/// Every lever, and what holds for all of them. They are written before the rules that read what they change.
pub static LEVERS: &[&dyn StaffingRule] = &[
    &stock::Stock,
    &schedule::Schedule,
    &subcontract::Subcontract,
    &peak_routine::PeakRoutine,
    &participation::Participation,
    &share::Share,
    &redesign::REDESIGN,
    &comfort::COMFORT,
    &appointments::Appointments,
    &substitute::Substitute,
    &diversify::Diversify,
    &off_peak::OffPeak,
    &promote::Promote,
    &expectation::EXPECTATION,
    &conserve_volume::ConserveVolume,
    &lever_budget::LeverBudget,
];

/// What of the staffing plan holds where people have names: everything about intervals. What a team promises its people is
/// left to the rules of the roster.
pub static OF_INTERVALS: &[&dyn StaffingRule] = &[
    &allowed_shifts::AllowedShifts,
    &take_breaks::TakeBreaks,
    &split_skills::SplitSkills,
    &share_resources::ShareResources,
    &meet_requirement::MeetRequirement,
    &keep_target::KeepTarget,
    &finish_in_time::FinishInTime,
    &open_slots::OpenSlots,
    &overbook_slots::OverbookSlots,
    &book_requests::BookRequests,
    &hold_slots::HoldSlots,
    &fill_slots::FillSlots,
    &access_target::AccessTarget,
    &repeat_slots::RepeatSlots,
    &keep_template::KeepTemplate,
    &honour_bookings::HonourBookings,
    &level_load::LevelLoad,
    &distinct_shifts::DistinctShifts,
];

/// The rule or lever with an id.
pub fn rule(id: &str) -> Option<&'static dyn StaffingRule> {
    RULES.iter().chain(LEVERS).find(|rule| rule.card().id == id).copied()
}
