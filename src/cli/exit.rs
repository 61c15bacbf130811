//! Exit codes. Scripts rely on them; a new one is added at the end and never means something else later.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done; also when nobody reads the output to its end (`| head`) |
//! | 1 | a bug of ours, or the machine failed (a disk that is full) |
//! | 2 | bad input or usage |
//! | 3 | no plan can exist |
//! | 4 | stopped without a plan |
//! | 5 | a checked plan breaks rules, its books do not agree, or a promise that was checked by simulation does not surely hold |
//! | 130 | Ctrl-C was pressed twice |
//!
//! Of several scenarios the worst decides: 1, then 2, 3, 4, 0.

use crate::compare::Trouble;
use crate::run::Failure;
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// A bug of ours, or the machine failed.
    Bug,
    /// Bad input or usage.
    Input,
    /// No plan can exist.
    Infeasible,
    /// Stopped without a plan.
    Stopped,
    /// A checked plan breaks rules or promises.
    Broken,
}

/// Ctrl-C was pressed twice.
pub const INTERRUPTED_TWICE: i32 = 130;

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Bug => 1,
            Exit::Input => 2,
            Exit::Infeasible => 3,
            Exit::Stopped => 4,
            Exit::Broken => 5,
        }
    }

    /// The worse of two.
    #[must_use]
    pub fn worse(self, other: Exit) -> Exit {
        let harm = |exit: Exit| match exit {
            Exit::Done => 0,
            Exit::Stopped => 1,
            Exit::Infeasible => 2,
            Exit::Broken => 3,
            Exit::Input => 4,
            Exit::Bug => 5,
        };
        if harm(other) > harm(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

impl From<&Failure> for Exit {
    fn from(failure: &Failure) -> Exit {
        match failure {
            Failure::Infeasible(_) => Exit::Infeasible,
            Failure::Stopped(_) => Exit::Stopped,
            Failure::Bug(_) => Exit::Bug,
        }
    }
}

impl From<&Trouble> for Exit {
    fn from(trouble: &Trouble) -> Exit {
        match trouble {
            Trouble::Input(_) => Exit::Input,
            Trouble::Failure(failure) => failure.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_worse_than_everything() {
        let all = [Exit::Done, Exit::Stopped, Exit::Infeasible, Exit::Input, Exit::Bug];
        for (index, one) in all.iter().enumerate() {
            for other in &all[index..] {
                assert_eq!(one.worse(*other), *other);
                assert_eq!(other.worse(*one), *other);
            }
        }
    }
}
