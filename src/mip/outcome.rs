//! How an optimisation ended: a coarse verdict for programs, the reason for people, the bound and the gap.

use serde::{Deserialize, Serialize};

/// The coarse result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A plan, and proof that none is cheaper by more than the gap asked for.
    Optimal,
    /// A plan, without that proof.
    Feasible,
    /// No plan can exist.
    Infeasible,
    /// Stopped before a plan was found.
    Nothing,
}

/// Why the search ended. Later variants take precedence where several components of a program ended differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The bound equals the cost, within rounding.
    Proved,
    /// The bound came within the gap asked for.
    WithinGap,
    /// No improvement was found for a long time.
    NoProgress,
    /// The time limit was reached; another run may end elsewhere.
    TimeLimit,
    /// The user stopped the search.
    Interrupted,
    /// There was no search: the plan was given.
    Given,
    /// Two solves agree that the rules conflict.
    Conflict,
}

/// What was reached, in major units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The coarse result.
    pub verdict: Verdict,
    /// Why the search ended.
    pub ending: Ending,
    /// No plan costs less than this; minus infinity where nothing is known.
    pub bound: f64,
    /// `(cost - bound) / max(|cost|, 0.01)`.
    pub gap: f64,
}
