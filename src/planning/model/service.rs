//! Streams of customer work and what customers are promised.

use super::booking::Booking;
use crate::model::variability::Variability;
use base::money::Rate;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// One stream of customer work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Contacts arriving in each interval of the horizon; zero where closed.
    pub volume: Vec<f64>,
    /// True for the intervals in which the service is open.
    pub open: Vec<bool>,
    /// Days of the week on which it opens, Monday first.
    pub open_days: Vec<Weekday>,
    /// Mean minutes of work for one contact.
    pub handle: f64,
    /// Minutes of work by interval beyond (below zero: short of) volume times handle; empty where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minutes: Vec<f64>,
    /// What becomes of work that nobody does at once.
    pub kind: ServiceKind,
    /// Least effective heads in every open interval, whatever the volume.
    pub minimum: u32,
    /// What too few heads cost, or that they are forbidden.
    pub shortage: Shortage,
    /// What chance does beyond the means.
    #[serde(default, skip_serializing_if = "Variability::is_usual")]
    pub chance: Variability,
    /// What a simulation has shown of the formulas.
    #[serde(default, skip_serializing_if = "Observed::is_nothing")]
    pub observed: Observed,
}

/// What was observed of a queue, by interval, where the formulas are off; empty lists where nothing was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// Heads by which the formula overestimates those present; below zero: underestimates.
    pub lost: Vec<f64>,
    /// Units (contacts, or minutes) by which the first promise without a price that is averaged over a span is raised.
    pub margin: Vec<f64>,
}

impl Observed {
    /// True where nobody observed anything.
    pub fn is_nothing(&self) -> bool {
        *self == Observed::default()
    }

    /// Heads that the formula takes for more than they do in an interval.
    pub fn lost(&self, interval: usize) -> f64 {
        self.lost.get(interval).copied().unwrap_or(0.0)
    }

    /// Units by which the promise is raised in an interval.
    pub fn margin(&self, interval: usize) -> f64 {
        self.margin.get(interval).copied().unwrap_or(0.0)
    }
}

impl Service {
    /// Minutes of work that arrive in an interval.
    pub fn work_in(&self, interval: usize) -> f64 {
        self.volume[interval] * self.handle + self.minutes.get(interval).copied().unwrap_or(0.0)
    }

    /// Mean minutes of work for a contact of an interval.
    pub fn handle_in(&self, interval: usize) -> f64 {
        match self.minutes.get(interval) {
            Some(&minutes) if minutes != 0.0 && self.volume[interval] > 0.0 => {
                self.handle + minutes / self.volume[interval]
            }
            _ => self.handle,
        }
    }
}

/// What becomes of work that nobody does at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ServiceKind {
    /// Served on arrival; customers wait or hang up.
    Queue(QueueTerms),
    /// Work with a deadline.
    Deferrable(Deferrable),
    /// Customers book a slot. The volume counts requests, when they are made.
    Appointment(Booking),
}

/// How a queue behaves and what it promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueTerms {
    /// Mean minutes until a waiting customer hangs up; `None`: nobody does.
    pub patience: Option<f64>,
    /// How contacts that hang up count in the share answered in time.
    pub abandoned: AbandonmentTreatment,
    /// Whether each interval is judged alone or with what the one before left over.
    pub load: LoadModel,
    /// What we aim at.
    pub desired: Option<Target>,
    /// The least we accept.
    pub adequate: Option<Target>,
    /// Largest share of paid time at work spent serving, in every interval.
    pub occupancy: Option<f64>,
    /// Classes of customers, the first to be answered first; their shares add up to one. Empty: first come, first served.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<CustomerClass>,
}

/// Customers of a queue who are answered before or after others, and what they are promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerClass {
    /// Short name, unique in the service.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Their part of the contacts.
    pub share: f64,
    /// Mean minutes until one who waits hangs up; `None`: nobody does.
    pub patience: Option<f64>,
    /// What we aim at for them.
    pub desired: Option<Target>,
    /// The least we accept for them.
    pub adequate: Option<Target>,
}

impl QueueTerms {
    /// What everybody is promised, or a class.
    pub fn targets(&self, class: Option<usize>) -> [Option<Target>; 2] {
        match class.map(|class| &self.classes[class]) {
            None => [self.desired, self.adequate],
            Some(class) => [class.desired, class.adequate],
        }
    }

    /// Everybody, and each class.
    pub fn addressees(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        std::iter::once(None).chain((0..self.classes.len()).map(Some))
    }

    /// The part of the contacts that a class is; all for everybody.
    pub fn part(&self, class: Option<usize>) -> f64 {
        class.map_or(1.0, |class| self.classes[class].share)
    }
}

/// How contacts that hang up count in the share answered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbandonmentTreatment {
    /// They were offered and not answered in time.
    Missed,
    /// They are left out of the share, above and below the line.
    Ignored,
}

/// The load an interval is staffed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoadModel {
    /// Steady state: volume times handle time of the interval itself.
    Steady,
    /// Modified offered load: work begun in earlier intervals is still being served.
    Carried,
}

/// One promise to customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What is promised.
    pub measure: Measure,
    /// Over which span it must hold, averaged over contacts.
    pub over: Scope,
    /// Price of each unit missed (a contact not answered in time, a contact lost, a minute waited too much);
    /// `None`: it must hold.
    pub price: Option<Rate>,
}

/// What a target measures. Times in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Measure {
    /// At least this share is answered within so many minutes.
    Answered {
        /// 0 to 1.
        share: f64,
        /// Minutes.
        within: f64,
    },
    /// The mean wait is at most so many minutes.
    Wait {
        /// Minutes.
        at_most: f64,
    },
    /// At most this share hangs up.
    Lost {
        /// 0 to 1.
        at_most: f64,
    },
    /// Heads are at least load divided by this ratio (plain workload, no queueing).
    Workload {
        /// Above 0, at most 1.
        ratio: f64,
    },
}

impl Measure {
    /// The value that is promised: a share, or minutes.
    pub fn goal(self) -> f64 {
        match self {
            Measure::Answered { share, .. } => share,
            Measure::Wait { at_most } | Measure::Lost { at_most } => at_most,
            Measure::Workload { ratio } => ratio,
        }
    }
}

/// The span over which a target is averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Every interval alone.
    Interval,
    /// Each date.
    Day,
    /// Each calendar week, Monday to Sunday.
    Week,
    /// The whole plan.
    Horizon,
}

/// What missing heads cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shortage {
    /// There is no plan with a shortage.
    Forbidden,
    /// Price of a missing head-hour.
    Priced(Rate),
}

/// Work that may wait until its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferrable {
    /// When work that arrives must be done.
    pub due: DueDate,
    /// Contacts waiting when the plan begins; due as if they had arrived in the first open interval.
    pub backlog_start: f64,
    /// Contacts that may still wait when the plan ends.
    pub backlog_end: f64,
}

/// A deadline, counted from the interval of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueDate {
    /// So many elapsed minutes later.
    Minutes(u32),
    /// By the close of the n-th following day on which the service is open (0: the same day).
    OpenDays(u32),
}
