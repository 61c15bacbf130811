//! Ways to bring supply and demand together, as this organisation declares them.

use super::service::Target;
use base::money::Rate;
use serde::{Deserialize, Serialize};

/// One lever: what it may do, how far, and at which price. Which fields a kind of lever reads is said on its card; the loader
/// refuses the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lever {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Id of the kind of lever.
    pub kind: String,
    /// Where it takes volume or work from, or where it holds.
    pub from: Vec<ServiceIntervals>,
    /// Where it puts them.
    pub to: Vec<ServiceIntervals>,
    /// Indices of the teams it is about, ascending.
    pub teams: Vec<usize>,
    /// Indices of the resources it is about, ascending.
    pub resources: Vec<usize>,
    /// Days and hours in which it may be used, for levers about people: each an unbroken run of intervals of one date.
    pub blocks: Vec<LeverWindow>,
    /// Largest part of the volume.
    pub limit: f64,
    /// At most so much a day (contacts), or at once (people, things).
    pub at_most: Option<f64>,
    /// At least so many contacts on a day on which it is used at all.
    pub at_least: Option<f64>,
    /// Price of each unit: a contact, a minute of work, a head-hour, an hour of a thing.
    pub price: Rate,
    /// What each unit earns.
    pub earns: Rate,
    /// Price of using it at all, once for the plan.
    pub fixed: Rate,
    /// Part of the handle time that is saved.
    pub saves: f64,
    /// Part that comes back (contacts, postponed minutes), or does not show up.
    pub back: f64,
    /// Intervals until it comes back, or by which it moves earlier.
    pub ahead: u32,
    /// Intervals by which it moves later.
    pub later: u32,
    /// Minutes by which a shift grows or shrinks.
    pub minutes: u32,
    /// True if it shrinks.
    pub shorter: bool,
    /// Part of the wage that a minute longer costs, or a minute shorter saves, in millionths.
    pub pay: i64,
    /// True if a supplier sends people by the hour instead of taking contacts.
    pub hourly: bool,
    /// Share that a supplier answers in time; their contacts then count towards the promise.
    pub answered: Option<f64>,
    /// What changes in the model when it is on.
    pub changes: Vec<ModelChange>,
}

/// Some intervals of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceIntervals {
    /// Index of the service.
    pub service: usize,
    /// Intervals of the horizon, ascending; the service is open in all of them.
    pub intervals: Vec<usize>,
}

/// Consecutive intervals of one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeverWindow {
    /// Day of the horizon.
    pub day: u32,
    /// First interval.
    pub from: usize,
    /// First interval after it.
    pub until: usize,
}

/// One thing that another process, another promise or better waiting changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModelChange {
    /// Mean minutes of work for a contact of a service.
    Handle {
        /// Index of the service.
        service: usize,
        /// Minutes.
        minutes: f64,
    },
    /// Mean minutes until a waiting customer of a service hangs up.
    Patience {
        /// Index of the service.
        service: usize,
        /// Minutes.
        minutes: f64,
    },
    /// What is aimed at.
    Desired {
        /// Index of the service.
        service: usize,
        /// The other promise.
        target: Target,
    },
    /// How many there are of a resource.
    Count {
        /// Index of the resource.
        resource: usize,
        /// The number.
        count: u32,
    },
    /// One flow runs and others do not.
    Flow {
        /// Index of the flow.
        flow: usize,
        /// Whether it runs.
        on: bool,
    },
    /// What one head of a team is worth at a service that it learns, or does otherwise.
    Skill {
        /// Index of the team.
        team: usize,
        /// Index of the service.
        service: usize,
        /// Effective heads.
        efficiency: f64,
    },
}

/// True if one of some places holds an interval of the service.
pub fn lies_in(places: &[ServiceIntervals], service: usize, interval: usize) -> bool {
    places.iter().any(|place| place.service == service && place.intervals.binary_search(&interval).is_ok())
}
