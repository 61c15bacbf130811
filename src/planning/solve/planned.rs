//! What solving a case comes to: a plan that passed its judges, or why there is none.

use crate::conflict::Conflict;
use crate::model::Case;
use crate::plan::{Ledger, StaffingPlan};
use base::money::Money;
use mip::outcome::{Ending, Outcome};

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
    /// What the plan without any lever costs, where levers were free and it was found.
    pub without: Option<Money>,
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
