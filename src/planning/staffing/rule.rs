//! One rule of a staffing plan or one lever, one file, a card and three faces: emit, judge, tell.

use super::builder::StaffingBuilder;
use super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan};

/// A promise that limits or prices a staffing plan.
pub trait StaffingRule: Sync {
    /// Writes the rule's columns, rows and money terms. Sees no plan.
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder);

    /// Judges a finished plan, in whole minutes, heads and cents, from the plan alone. Shares no arithmetic with
    /// [`StaffingRule::emit`].
    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings);

    /// One sentence about a breach that a planner can act on.
    fn tell(&self, case: &Case, breach: &Breach) -> String;

    /// True for what a team promises its people: where people have names, rules of the roster say it.
    fn is_about_people(&self) -> bool {
        false
    }

    /// True for the columns of shifts and breaks, which levers read: they are written first.
    fn writes_shifts(&self) -> bool {
        false
    }

    /// True for a lever that is pulled or not, and nothing between.
    fn is_switch(&self) -> bool {
        false
    }
}
