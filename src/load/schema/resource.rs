//! Counters, rooms, desks.

use super::team::Count;
use crate::load::quantity::{Day, Price, Title};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A thing that each serving head occupies.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "resource")]
pub struct Resource {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// How many there are, or a decision.
    pub count: Count<Price<Day>>,
    /// Services whose every serving head needs one.
    pub used_by: Vec<String>,
}
