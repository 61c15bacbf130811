//! Counters, rooms, desks, vehicles: what people need to serve.

use super::team::Capacity;
use serde::{Deserialize, Serialize};

/// A thing that each serving head occupies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How many there are. The price of a decided one is for one day of the horizon.
    pub count: Capacity,
    /// True for room (counters, bays, beds), false for things.
    #[serde(default)]
    pub space: bool,
    /// Indices of the services that need one for each head that serves.
    pub used_by: Vec<usize>,
}
