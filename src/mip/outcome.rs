//! How an optimisation ended, said exactly.

use serde::{Deserialize, Serialize};

/// The coarse answer, for programs.
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

/// Why the search ended, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The bound met the cost.
    Proved,
    /// The bound came within the gap asked for.
    WithinGap,
    /// Nothing tried for long made the plan cheaper.
    NoProgress,
    /// The time limit came first; another run may end elsewhere.
    TimeLimit,
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// Nobody searched: the plan was given.
    Given,
    /// Two solves agree that the rules conflict.
    Conflict,
}

/// What was reached, in major units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The coarse answer.
    pub verdict: Verdict,
    /// Why the search ended.
    pub ending: Ending,
    /// No plan costs less than this; minus infinity where nothing is known.
    pub bound: f64,
    /// `(cost - bound) / max(|cost|, 0.01)`.
    pub gap: f64,
}
