//! Counters, rooms, desks.

use super::team::Count;
use crate::load::quantity::{Day, Price, Title};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Room or a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "resource-kind")]
pub enum Kind {
    /// Devices, vehicles, seats.
    #[default]
    Equipment,
    /// Counters, rooms, bays.
    Space,
}

/// A thing that each serving head occupies.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "resource")]
pub struct Resource {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// How many there are, or a decision.
    pub count: Count<Price<Day>>,
    /// What it is; a state map says which of the two binds.
    #[serde(default)]
    pub kind: Kind,
    /// Services whose every serving head needs one.
    pub used_by: Vec<String>,
}
