//! One rule of a staffing plan or one lever, one file, four faces: card, emit, judge, tell.

use super::builder::StaffingBuilder;
use super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::rule::Card;

/// A promise that limits or prices a staffing plan.
pub trait StaffingRule: Sync {
    /// What people need to know.
    fn card(&self) -> &'static Card;

    /// Writes the rule's columns, rows and money terms. Sees no plan.
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder);

    /// Judges a finished plan, in whole minutes, heads and cents, from the plan alone. Shares no arithmetic with
    /// [`StaffingRule::emit`].
    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings);

    /// One sentence about a breach that a planner can act on.
    fn tell(&self, case: &Case, breach: &Breach) -> String;
}
