//! One rule of a roster, one file, a card and three faces: emit, judge, tell.

use super::lines::WorkedLines;
use super::possible_work::PossibleWork;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings};
use crate::roster::builder::RosterBuilder;
use base::diagnostic::Diagnostic;

/// A promise that limits or prices a roster.
pub trait RosterRule: Sync {
    /// Forbids cells, prices cells, adds constraints on lines, or writes rows over people. Sees no roster.
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder);

    /// Judges a finished roster in whole minutes, heads and cents, from the roster alone. Shares no arithmetic with
    /// [`RosterRule::emit`].
    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings);

    /// One sentence about a breach that a scheduler can act on.
    fn tell(&self, case: &Case, policy: &Policy, breach: &Breach) -> String;

    /// What of a policy that must hold can be seen to be impossible without a search, with what to change. Sure of what
    /// it says; nothing found proves nothing.
    fn impossible(&self, _work: &PossibleWork, _policy: &Policy) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// The most shifts that a policy over the whole plan allows each of its people, each with at least so many paid
    /// minutes; `None` if it does not limit them.
    fn most_shifts(&self, _policy: &Policy, _shortest: u32) -> Option<u32> {
        None
    }

    /// The most weekends that a policy over the whole plan allows each of its people; `None` if it does not limit them.
    fn most_weekends(&self, _policy: &Policy) -> Option<u32> {
        None
    }
}
