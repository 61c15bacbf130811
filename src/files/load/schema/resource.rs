//! Counters, rooms, desks.

use crate::load::quantity::{Day, Price, Title};
use crate::load::schema::team::WrittenCount;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Room or a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "resource-kind")]
pub enum WrittenResourceKind {
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
pub struct WrittenResource {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// How many there are, or a decision.
    pub count: WrittenCount<Price<Day>>,
    /// What it is; a state map says which of the two binds.
    #[serde(default)]
    pub kind: WrittenResourceKind,
    /// Services whose every serving head needs one.
    pub used_by: Vec<String>,
}
