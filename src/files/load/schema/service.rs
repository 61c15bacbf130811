//! A stream of customer work.

use super::Named;
use super::demand::Demand;
use super::slots::Requests;
use super::time::RandomTime;
use crate::load::quantity::{
    Contact, Duration, HeadHour, Hour, Minute, Price, RelativeChange, Title, WrittenDeadline, WrittenMinutes,
    WrittenShare,
};
use crate::load::schema::calendar::OpeningHours;
use crate::load::schema::slots::{ShareByDays, WrittenArrives};
use planning::model::{AbandonmentTreatment, LoadModel, Scope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stream of customer work. `x-kind` names the kind of service that a key belongs to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "service")]
pub struct WrittenService {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// What becomes of work that nobody does at once.
    #[serde(default)]
    pub kind: WrittenServiceKind,
    /// Opening hours; the model's if they are left out.
    pub open: Option<OpeningHours>,
    /// Where the volume comes from.
    pub demand: Demand,
    /// A factor on the demand.
    #[serde(default = "unchanged")]
    pub volume: RelativeChange,
    /// Work for one contact.
    pub handle: RandomTime,
    /// Time until a waiting customer hangs up; nobody does if it is left out.
    #[schemars(extend("x-kind" = "queue"))]
    pub patience: Option<RandomTime>,
    /// Customers who hang up and call again; in a simulation only.
    #[schemars(extend("x-kind" = "queue"))]
    pub retry: Option<WrittenRetry>,
    /// Those who wait for a service of higher priority are answered before others; in a simulation only.
    #[schemars(range(max = 1000), extend("x-kind" = "queue", "default" = 0))]
    pub priority: Option<u32>,
    /// How far whole days are busier or calmer than forecast: standard deviation over mean; in a simulation only.
    #[schemars(extend("default" = "0%"))]
    pub day_spread: Option<WrittenShare>,
    /// What we aim at.
    #[schemars(extend("x-kind" = "queue"))]
    pub desired: Option<WrittenTarget>,
    /// The least we accept.
    #[schemars(extend("x-kind" = "queue"))]
    pub adequate: Option<WrittenTarget>,
    /// Limit of the time spent serving.
    #[schemars(extend("x-kind" = "queue"))]
    pub occupancy: Option<Occupancy>,
    /// Customers who are answered before or after others, each with a promise of their own.
    #[schemars(extend("x-kind" = "queue"))]
    pub class: Option<Named<WrittenClass>>,
    /// How contacts that hang up count: offered and not answered, or left out.
    #[schemars(with = "Option<AbandonedWord>", extend("x-kind" = "queue", "default" = "missed"))]
    pub abandoned: Option<AbandonmentTreatment>,
    /// Whether each interval is judged alone or with what the one before left over.
    #[schemars(with = "Option<LoadWord>", extend("x-kind" = "queue", "default" = "steady"))]
    pub load: Option<LoadModel>,
    /// When work that arrives must be done; required if deferrable.
    #[schemars(extend("x-kind" = "deferrable"))]
    pub due: Option<WrittenDeadline>,
    /// Contacts waiting before the first interval, and how many may wait at the end.
    #[schemars(extend("x-kind" = "deferrable appointment"))]
    pub backlog: Option<Backlog>,
    /// Length of a slot; required of appointments.
    #[schemars(extend("x-kind" = "appointment"))]
    pub length: Option<WrittenMinutes>,
    /// Slots begin on multiples of this after midnight; the interval if it is left out.
    #[schemars(extend("x-kind" = "appointment"))]
    pub every: Option<WrittenMinutes>,
    /// Who asks for appointments, by urgency, the most urgent first; required of appointments.
    #[schemars(extend("x-kind" = "appointment"))]
    pub requests: Option<Named<Requests>>,
    /// So many serve in all opening hours, and no team does.
    #[schemars(range(min = 1, max = 10_000), extend("x-kind" = "appointment"))]
    pub providers: Option<u32>,
    /// Share of bookings that do not come.
    #[schemars(extend("x-kind" = "appointment", "default" = "0%"))]
    pub no_show: Option<ShareByDays>,
    /// Share of bookings given back in time for others.
    #[schemars(extend("x-kind" = "appointment", "default" = "0%"))]
    pub cancelled: Option<WrittenShare>,
    /// Share of the places that are ever filled.
    #[schemars(extend("x-kind" = "appointment", "default" = "100%"))]
    pub fill: Option<WrittenShare>,
    /// Places beyond one to a slot, as a share of the slots of a day, at most.
    #[schemars(extend("x-kind" = "appointment", "default" = "0%"))]
    pub overbook: Option<WrittenShare>,
    /// What one visit earns.
    #[schemars(extend("x-kind" = "appointment"))]
    pub revenue: Option<Price<Contact>>,
    /// What one booking costs, such as its reminders.
    #[schemars(extend("x-kind" = "appointment"))]
    pub per_booking: Option<Price<Contact>>,
    /// Price of an hour that a customer with an appointment waits.
    #[schemars(extend("x-kind" = "appointment"))]
    pub waiting: Option<Price<Hour>>,
    /// Price of an hour of a slot in which nobody comes.
    #[schemars(extend("x-kind" = "appointment"))]
    pub idle: Option<Price<Hour>>,
    /// Price of an hour after the end of the opening hours.
    #[schemars(extend("x-kind" = "appointment"))]
    pub overtime: Option<Price<Hour>>,
    /// How early or late people come to their appointments; in a simulation only.
    #[schemars(extend("x-kind" = "appointment"))]
    pub arrives: Option<WrittenArrives>,
    /// Least heads in every open interval.
    #[serde(default)]
    #[schemars(range(max = 100_000))]
    pub minimum: u32,
    /// Price of a missing head-hour, or "forbidden"; required of queues and deferrable work.
    #[schemars(extend("x-kind" = "queue deferrable"))]
    pub shortage: Option<WrittenShortage>,
}

fn unchanged() -> RelativeChange {
    RelativeChange(1.0)
}

/// What becomes of work that nobody does at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "kind")]
pub enum WrittenServiceKind {
    /// Served on arrival; customers wait or hang up.
    #[default]
    Queue,
    /// Work with a deadline.
    Deferrable,
    /// Customers book a slot.
    Appointment,
}

/// The words of [`AbandonmentTreatment`].
#[derive(JsonSchema)]
#[schemars(rename = "abandoned", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used; the model's type is read")]
enum AbandonedWord {
    /// Offered, not answered.
    Missed,
    /// Left out.
    Ignored,
}

/// The words of [`LoadModel`].
#[derive(JsonSchema)]
#[schemars(rename = "load", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used; the model's type is read")]
enum LoadWord {
    /// Each interval alone.
    Steady,
    /// With what the one before left over.
    Carried,
}

/// The words of [`Scope`].
#[derive(JsonSchema)]
#[schemars(rename = "over", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used; the model's type is read")]
enum ScopeWord {
    /// Every interval alone.
    Interval,
    /// Each date.
    Day,
    /// Monday to Sunday.
    Week,
    /// The whole plan.
    Horizon,
}

/// One promise to customers.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "target")]
pub enum WrittenTarget {
    /// Answered in time.
    Answered(Answered),
    /// Mean wait.
    Wait(Wait),
    /// Share that hangs up.
    Lost(Lost),
    /// Plain workload.
    Workload(Workload),
}

/// At least this share is answered in time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "target-answered")]
pub struct Answered {
    /// Share of contacts.
    pub share: WrittenShare,
    /// The time.
    pub within: Duration,
    /// The span over which it must hold.
    #[serde(default = "interval")]
    #[schemars(with = "ScopeWord", extend("default" = "interval"))]
    pub over: Scope,
    /// Price of each contact missed; without it the target must hold.
    pub price: Option<Price<Contact>>,
}

/// The mean wait is at most so long.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "target-wait")]
pub struct Wait {
    /// The longest mean wait.
    pub wait: Duration,
    /// The span over which it must hold.
    #[serde(default = "interval")]
    #[schemars(with = "ScopeWord", extend("default" = "interval"))]
    pub over: Scope,
    /// Price of each minute waited too much; without it the target must hold.
    pub price: Option<Price<Minute>>,
}

/// At most this share hangs up.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "target-lost")]
pub struct Lost {
    /// Share of contacts.
    pub lost: WrittenShare,
    /// The span over which it must hold.
    #[serde(default = "interval")]
    #[schemars(with = "ScopeWord", extend("default" = "interval"))]
    pub over: Scope,
    /// Price of each contact lost too much; without it the target must hold.
    pub price: Option<Price<Contact>>,
}

/// Load over heads is at most this, in every interval.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "target-workload")]
pub struct Workload {
    /// Load over heads.
    pub workload: WrittenShare,
    /// Interval only.
    #[serde(default = "interval")]
    #[schemars(with = "IntervalWord", extend("default" = "interval"))]
    pub over: Scope,
}

/// The only span of a workload target.
#[derive(JsonSchema)]
#[schemars(rename = "over-interval", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used; the model's type is read")]
enum IntervalWord {
    /// Every interval alone.
    Interval,
}

fn interval() -> Scope {
    Scope::Interval
}

/// Customers who call again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "retry")]
pub struct WrittenRetry {
    /// Share of those who hang up.
    pub share: WrittenShare,
    /// Mean time until they do.
    pub after: Duration,
}

/// A class of customers within a service.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "customer-class")]
pub struct WrittenClass {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// Their part of the contacts; those of all classes add up to one.
    pub share: WrittenShare,
    /// Those with a higher number are answered first; no two classes have the same.
    #[schemars(range(max = 1000))]
    pub priority: u32,
    /// Mean time until one who waits hangs up; the service's if it is left out.
    pub patience: Option<Duration>,
    /// What we aim at for them.
    pub desired: Option<WrittenTarget>,
    /// The least we accept for them.
    pub adequate: Option<WrittenTarget>,
}

/// Limit of the time spent serving.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "occupancy")]
pub struct Occupancy {
    /// Largest share of time spent serving, in every interval.
    pub max: WrittenShare,
}

/// Work waiting at the edges of the plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "backlog")]
pub struct Backlog {
    /// Contacts waiting before the first interval.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub start: f64,
    /// Contacts that may wait at the end.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub end: f64,
}

/// What missing heads cost.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "shortage")]
pub enum WrittenShortage {
    /// There is no plan with a shortage.
    Word(Forbidden),
    /// Price of a missing head-hour.
    Priced(Price<HeadHour>),
}

/// The word.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "forbidden")]
pub enum Forbidden {
    /// There is no plan with a shortage.
    Forbidden,
}
