//! One rule of a roster, one file, a card and three faces: emit, judge, tell.

use super::lines::Lines;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings};
use crate::roster::builder::RosterBuilder;

/// A promise that limits or prices a roster.
pub trait RosterRule: Sync {
    /// Forbids cells, prices cells, adds constraints on lines, or writes rows over people. Sees no roster.
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder);

    /// Judges a finished roster in whole minutes, heads and cents, from the roster alone. Shares no arithmetic with
    /// [`RosterRule::emit`].
    fn judge(&self, case: &Case, policy: &Policy, lines: &Lines, findings: &mut Findings);

    /// One sentence about a breach that a scheduler can act on.
    fn tell(&self, case: &Case, policy: &Policy, breach: &Breach) -> String;
}
