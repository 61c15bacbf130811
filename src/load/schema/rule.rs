//! Rules over the whole plan.

use crate::load::quantity::{Minutes, Price, Shift};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules that belong to no single team or service.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "rules")]
pub struct Rules {
    /// Limit and price of the number of different shifts in use.
    pub distinct_shifts: Option<DistinctShifts>,
    /// From the end of a shift to the start of the same person's next.
    pub rest_between_shifts: Option<Rest>,
}

/// A different shift is a different rule, start and length.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "distinct-shifts")]
pub struct DistinctShifts {
    /// At most so many.
    #[schemars(range(min = 1))]
    pub at_most: Option<u32>,
    /// Price of each one in use.
    pub price: Option<Price<Shift>>,
}

/// From the end of a shift to the start of the next.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "rest-between-shifts")]
pub struct Rest {
    /// At least so long.
    pub at_least: Minutes,
}
