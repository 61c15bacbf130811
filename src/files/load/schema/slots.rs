//! Appointments: who asks for them, and what is said of all slots together.

use crate::load::quantity::{
    Contact, Day, DayKey, Days, Duration, Id, Price, WrittenClock, WrittenDeadline, WrittenShare,
};
use planning::model::Scope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Requests of one urgency.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "requests")]
pub struct Requests {
    /// Share of the requests of the service.
    pub share: WrittenShare,
    /// How far ahead a visit is wanted; at once if it is left out.
    #[serde(default)]
    pub lead: Vec<DaysShare>,
    /// What is promised.
    pub access: Option<WrittenAccess>,
    /// Price of a request that finds no slot.
    pub unmet: Price<Contact>,
    /// Price of each working day from the wanted day to the visit.
    pub delay: Option<Price<Day>>,
    /// Room held back for requests of the same day.
    pub hold: Option<WrittenHold>,
}

/// A share from so many working days.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "days-share")]
pub struct DaysShare {
    /// Working days.
    #[schemars(range(max = 1000))]
    pub days: u32,
    /// The share.
    pub share: WrittenShare,
}

/// A share, or one for each number of days.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "share-by-lead")]
pub enum ShareByDays {
    /// From so many working days between booking and visit; the first from 0.
    Days(Vec<DaysShare>),
    /// Always the same.
    Same(WrittenShare),
}

/// How early or late people come: one of `early` and `late`, and how much that varies.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "arrives")]
pub struct WrittenArrives {
    /// Time by which they are early on average.
    pub early: Option<Duration>,
    /// Time by which they are late on average.
    pub late: Option<Duration>,
    /// Standard deviation; normally distributed.
    pub sd: Option<Duration>,
}

/// A share of the requests is seen in time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "access")]
pub struct WrittenAccess {
    /// The share.
    pub share: WrittenShare,
    /// "same day", or a number of working days.
    pub within: WrittenDeadline,
    /// Price of each request missed; without it the promise must hold.
    pub price: Option<Price<Contact>>,
}

/// Slots that only urgent requests of the day may take, until they are released.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "hold")]
pub struct WrittenHold {
    /// Working days before the slot's own.
    #[serde(default)]
    #[schemars(range(max = 1000))]
    pub days_before: u32,
    /// Time of day.
    pub at: WrittenClock,
    /// Share of the released slots that others take.
    #[serde(default = "half")]
    pub refill: WrittenShare,
}

fn half() -> WrittenShare {
    WrittenShare(0.5)
}

/// What is said of all slots together.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "slots")]
pub struct Slots {
    /// Today's template: CSV with the columns `type`, `day`, `start`, and any of `team`, `count`, `extra`, `held`.
    pub template: Option<String>,
    /// Slots booked already: CSV with the same columns.
    pub booked: Option<String>,
    /// Open the template's slots and no others.
    #[serde(default)]
    pub keep_template: bool,
    /// Days of the week with the same slots.
    #[serde(default)]
    pub repeat: Vec<Days>,
    /// Price of the peak of the combined load.
    pub level: Option<LevelPrice>,
    /// Rows of the template.
    #[serde(default)]
    pub template_rows: Vec<TemplateRow>,
    /// Slots booked already.
    #[serde(default)]
    pub booked_rows: Vec<TemplateRow>,
}

/// A price on the largest number of people at work at once.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "level")]
pub struct LevelPrice {
    /// For each head of the peak of each span.
    pub price: Price<Day>,
    /// The span.
    #[serde(default = "day")]
    #[schemars(with = "SpanWord", extend("default" = "day"))]
    pub over: Scope,
}

fn day() -> Scope {
    Scope::Day
}

/// The spans of [`LevelPrice`].
#[derive(JsonSchema)]
#[schemars(rename = "span", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used; the model's type is read")]
enum SpanWord {
    /// Each date.
    Day,
    /// Monday to Sunday.
    Week,
    /// The whole plan.
    Horizon,
}

/// Slots that begin at the same time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "template-row")]
pub struct TemplateRow {
    /// Id of the service.
    #[serde(rename = "type")]
    pub service: String,
    /// Days of the week, or a date.
    pub day: DayKey,
    /// Their begin.
    pub start: WrittenClock,
    /// Id of the team that serves them; any if it is left out.
    pub team: Option<String>,
    /// How many.
    #[serde(default = "one")]
    #[schemars(range(max = 10_000))]
    pub count: u32,
    /// Places beyond one to a slot.
    #[serde(default)]
    #[schemars(range(max = 10_000))]
    pub extra: u32,
    /// Urgency for which they are held back.
    pub held: Option<Id>,
}

fn one() -> u32 {
    1
}
