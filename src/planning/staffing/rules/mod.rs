//! The rules of a staffing plan, one file each.

use super::rule::StaffingRule;
use crate::rule::register;

register! {
    /// All rules of a staffing plan in the order of writing: columns first, then what reads them.
    RULES: dyn StaffingRule =
    allowed_shifts::AllowedShifts,
    take_breaks::TakeBreaks,
    headcount::Headcount,
    days_off::DaysOffRule,
    rest_between_shifts::StaffingRest,
    split_skills::SplitSkills,
    share_resources::ShareResources,
    meet_requirement::MeetRequirement,
    keep_target::KeepTarget,
    finish_in_time::FinishInTime,
    open_slots::OpenSlots,
    overbook_slots::OverbookSlots,
    book_requests::BookRequests,
    hold_slots::HoldSlots,
    fill_slots::FillSlots,
    access_target::AccessTarget,
    repeat_slots::RepeatSlots,
    keep_template::KeepTemplate,
    honour_bookings::HonourBookings,
    level_load::LevelLoad,
    contract_hours::ContractHours,
    overtime::OvertimeRule,
    distinct_shifts::DistinctShiftsRule,
    pay_wages::StaffingWages,
    pay_premiums::StaffingPremiums,
}
