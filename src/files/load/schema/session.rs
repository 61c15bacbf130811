//! One provider's session.

use super::Named;
use super::time::RandomTime;
use crate::load::quantity::{Title, WrittenClock, WrittenMinutes, WrittenShare};
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
    pub length: WrittenMinutes,
    /// Between two starts that may be booked.
    pub slot: WrittenMinutes,
    /// Step of the computing grid; a whole number of them makes a slot.
    #[serde(default = "minute")]
    pub step: WrittenMinutes,
    /// Time of day of the first start, for tables.
    #[serde(default = "midnight")]
    pub begin: WrittenClock,
    /// Service of one who comes.
    pub service: RandomTime,
    /// Share of those booked who stay away.
    #[serde(default = "nobody")]
    pub no_show: WrittenShare,
    /// Emergencies between the appointments.
    pub emergencies: Option<Emergencies>,
    /// What a minute costs, in any unit.
    #[serde(default)]
    pub weights: WrittenWeights,
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
pub struct WrittenWeights {
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

impl Default for WrittenWeights {
    fn default() -> Self {
        WrittenWeights { waiting: one(), idle: one(), overtime: one() }
    }
}

fn one() -> f64 {
    1.0
}

fn minute() -> WrittenMinutes {
    WrittenMinutes(1)
}

fn midnight() -> WrittenClock {
    WrittenClock(0)
}

fn nobody() -> WrittenShare {
    WrittenShare(0.0)
}
