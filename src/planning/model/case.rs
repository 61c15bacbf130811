//! What planning starts from: a model and the heads that its promises require.

use super::lever::ServiceIntervals;
use super::organisation::Model;
use queueing::{Curve, LinearPiece};
use serde::{Deserialize, Serialize};

/// A model with its requirement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The organisation.
    pub model: Model,
    /// For each service, in the model's order.
    #[serde(rename = "needs")]
    pub requirements: Vec<Requirement>,
}

impl Case {
    /// Contacts of the intervals of a place.
    pub fn volume_of(&self, place: &ServiceIntervals) -> f64 {
        place.intervals.iter().map(|&interval| self.model.services[place.service].volume[interval]).sum()
    }
}

/// What one service requires, interval by interval. Heads are effective heads present, after shrinkage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// Offered load in erlangs; for deferrable work its arrivals in erlangs.
    pub load: Vec<f64>,
    /// Heads that keep the desired target in the interval by itself, with occupancy and minimum; 0 where closed.
    pub desired: Vec<u32>,
    /// Heads that must be there (their lack is a shortage): adequate target, targets over the interval without a
    /// price, occupancy and minimum.
    #[serde(rename = "floor")]
    pub minimum: Vec<u32>,
    /// For targets that give and take between intervals: what heads buy. Empty where no target needs it.
    pub curves: Vec<TargetCurves>,
    /// Where levers may move volume or work, by interval: the requirement as a linear function of them. Empty where no program asks.
    #[serde(skip)]
    pub linearisations: Vec<Option<Linearisation>>,
}

/// The requirement of a queue in one interval as a linear function of volume and work, around those for which it was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linearisation {
    /// Contacts for which the requirement was worked out.
    pub contacts: f64,
    /// Their load in erlangs.
    pub load: f64,
    /// Minutes of work among it beyond contacts times handle time.
    pub minutes: f64,
    /// Heads that the promises of the interval ask for there, the least number aside.
    pub heads: u32,
    /// Erlangs that so many heads carry within the promises; the load where nothing is promised for the interval.
    pub capacity: f64,
    /// Erlangs that one more head carries; zero where nothing is promised for the interval.
    pub marginal_capacity: f64,
    /// Heads asked for by curves that are too steep below them.
    pub least_heads: u32,
}

/// The curves of one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetCurves {
    /// True for the desired target, false for the adequate one.
    pub desired: bool,
    /// The class of customers that it is promised to; `None`: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<usize>,
    /// For each interval, units gained by heads; `None` where closed or without volume.
    pub gains: Vec<Option<Curve>>,
    /// For each interval, linear pieces under which the gain stays: the envelope of its curve.
    #[serde(rename = "lines")]
    pub pieces: Vec<Vec<LinearPiece>>,
    /// For each interval, units that would keep the promise exactly.
    pub goals: Vec<f64>,
}
