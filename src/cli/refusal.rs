//! Why a verb ends without its result.

use super::exit::Exit;
use crate::run::Failure;
use base::diagnostic::{Diagnostic, Diagnostics};

/// How a verb ends: the exit code of its result, or why there is none.
pub type VerbResult = Result<Exit, Refusal>;

/// Why a verb has no result.
#[derive(Debug)]
pub enum Refusal {
    /// What was typed, or a file, cannot be used.
    Input(Diagnostics),
    /// No plan came out.
    Failure(Failure),
    /// The program or the machine failed.
    Bug(String),
}

impl From<Diagnostics> for Refusal {
    fn from(problems: Diagnostics) -> Refusal {
        Refusal::Input(problems)
    }
}

impl From<Diagnostic> for Refusal {
    fn from(problem: Diagnostic) -> Refusal {
        Refusal::Input(problem.into())
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal::Failure(failure)
    }
}

/// A table that cannot be written as CSV is a bug.
impl From<csv::Error> for Refusal {
    fn from(error: csv::Error) -> Refusal {
        Refusal::Bug(error.to_string())
    }
}
