//! Heads that are wanted on shifts of a day.

use base::money::Rate;
use serde::{Deserialize, Serialize};

/// How many people are wanted on certain shifts of one day. A head counts once, on the day its shift starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Short name of the group of covers it comes from.
    pub id: String,
    /// Day of the horizon.
    pub day: u32,
    /// Indices of the shift templates that count.
    pub shifts: Vec<usize>,
    /// Indices of the teams that count.
    pub teams: Vec<usize>,
    /// Only people with this skill count.
    pub skill: Option<String>,
    /// Heads wanted.
    pub need: u32,
    /// Price of each missing head; `None`: none may be missing.
    pub under: Option<Rate>,
    /// Price of each head too many; `None`: none may be too many.
    pub over: Option<Rate>,
}
