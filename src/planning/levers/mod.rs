//! One lever, one file: a rule that changes volume, work, people or promises at a price, as far as the program likes.

pub mod judging;
pub mod switching;
pub mod writing;

use crate::rule::register;
use crate::staffing::rule::StaffingRule;

register! {
    /// Every lever, and what holds for all of them. They are written before the rules that read what they change.
    LEVERS: dyn StaffingRule =
    stock::Stock,
    schedule::Schedule,
    subcontract::Subcontract,
    peak_routine::PeakRoutine,
    participation::Participation,
    share::ShareLever,
    redesign::REDESIGN,
    comfort::COMFORT,
    appointments::Appointments,
    substitute::Substitute,
    diversify::Diversify,
    off_peak::OffPeak,
    promote::Promote,
    expectation::EXPECTATION,
    conserve_volume::ConserveVolume,
    lever_budget::LeverBudgetRule,
}
