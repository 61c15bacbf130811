//! The chain, stage by stage: the only place where all layers meet.

use crate::model::Model;
use crate::plan::{Ending, Ledger, Outcome, StaffingPlan};
use crate::problem::Case;
use crate::problem::explain::Conflict;
use crate::solve::Settings;

/// A plan that passed its judges, with the case it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The question.
    pub case: Case,
    /// The answer.
    pub plan: StaffingPlan,
    /// What it costs, line by line.
    pub ledger: Ledger,
    /// How good it is known to be.
    pub outcome: Outcome,
    /// Columns, rows and matrix entries of the program.
    pub size: [usize; 3],
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Failure {
    /// The rules conflict; which ones, and what would help.
    #[error("no plan can exist")]
    Infeasible(Conflict),
    /// The search was stopped before it found a plan.
    #[error("stopped before a plan was found")]
    Stopped(Ending),
    /// A mistake of ours or of the solver's; nothing the user can mend.
    #[error("{0}")]
    Bug(String),
}
