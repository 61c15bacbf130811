//! One provider's session.

use super::Named;
use super::time::RandomTime;
use crate::load::quantity::{Clock, Minutes, Share, Title};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A session file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "session")]
pub struct SessionFile {
    /// What people call it; the name of the file if it is left out.
    pub title: Option<Title>,
    /// People who are booked.
    pub people: u32,
    /// From the first start to the end.
    pub length: Minutes,
    /// Between two starts that may be booked.
    pub slot: Minutes,
    /// Step of the computing grid; a whole number of them makes a slot.
    #[serde(default = "minute")]
    pub step: Minutes,
    /// Time of day of the first start, for tables.
    #[serde(default = "midnight")]
    pub begin: Clock,
    /// Service of one who comes.
    pub service: RandomTime,
    /// Share of those booked who stay away.
    #[serde(default = "nobody")]
    pub no_show: Share,
    /// Emergencies between the appointments.
    pub emergencies: Option<Emergencies>,
    /// What a minute costs, in any unit.
    #[serde(default)]
    pub weights: Weights,
    /// Templates to stand beside the best one: people in each slot, from the first on.
    #[serde(default)]
    pub template: Named<Vec<u32>>,
}

/// Emergencies between the appointments.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "emergencies")]
pub struct Emergencies {
    /// Mean number in an hour.
    pub per_hour: f64,
    /// Service of one; that of the booked if it is left out.
    pub service: Option<RandomTime>,
}

/// What a minute costs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "weights")]
pub struct Weights {
    /// Of a booked person who waits.
    #[serde(default = "one")]
    pub waiting: f64,
    /// Of the session in which the provider has nobody.
    #[serde(default = "one")]
    pub idle: f64,
    /// Of work behind the end.
    #[serde(default = "one")]
    pub overtime: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { waiting: one(), idle: one(), overtime: one() }
    }
}

fn one() -> f64 {
    1.0
}

fn minute() -> Minutes {
    Minutes(1)
}

fn midnight() -> Clock {
    Clock(0)
}

fn nobody() -> Share {
    Share(0.0)
}
