//! Ways to bring supply and demand together.

use super::Named;
use super::cover::Words;
use crate::load::quantity::{
    Amount, Contact, Days, Duration, HeadHour, Hour, Minute, Price, Title, WrittenMinutes, WrittenShare, WrittenWindow,
};
use crate::load::schema::service::WrittenTarget;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A lever: its kind, where it may be pulled, how far, at which price. `equipoise levers ID` says which keys a kind reads.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "lever")]
pub struct WrittenLever {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// The kind of lever.
    pub kind: LeverKind,
    /// False: as if it were not declared.
    #[serde(default = "yes")]
    pub on: bool,
    /// Where it takes contacts or work from.
    pub from: Option<WrittenScope>,
    /// Where it puts them.
    pub to: Option<WrittenScope>,
    /// Where it holds.
    pub at: Option<WrittenScope>,
    /// Ids of the teams it is about.
    pub teams: Option<Words>,
    /// Ids of the resources it is about.
    pub resources: Option<Words>,
    /// Largest share; all if it is left out.
    pub limit: Option<WrittenShare>,
    /// At most so much a day, at once, or to an interval.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub at_most: Option<f64>,
    /// At least so many contacts on a day on which it is used.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub at_least: Option<f64>,
    /// Price of each contact, minute, head-hour or hour.
    pub price: Option<UnitPrice>,
    /// What each contact, head-hour or hour earns.
    pub earns: Option<UnitPrice>,
    /// Price of using it at all, once.
    pub fixed: Option<Amount>,
    /// Share of the handle time that is saved.
    pub saves: Option<WrittenShare>,
    /// Share that comes back.
    pub back: Option<WrittenShare>,
    /// Time until it comes back.
    pub after: Option<WrittenMinutes>,
    /// Share of bookings that does not show up.
    pub no_show: Option<WrittenShare>,
    /// Longest time before the arrival.
    pub ahead: Option<WrittenMinutes>,
    /// Time for which work is put aside.
    pub later: Option<WrittenMinutes>,
    /// Time by which people stay.
    pub longer: Option<WrittenMinutes>,
    /// Addition to the wage of those who stay.
    pub add: Option<WrittenShare>,
    /// Time by which people leave before the end.
    pub shorter: Option<WrittenMinutes>,
    /// Share of the wage that those keep who leave.
    pub keeps: Option<WrittenShare>,
    /// Share that a supplier answers in time.
    pub answered: Option<WrittenShare>,
    /// Time from the begin of the plan in which nothing can be ordered.
    pub notice: Option<WrittenMinutes>,
    /// Mean time until a waiting customer hangs up.
    pub patience: Option<Duration>,
    /// What is aimed at.
    pub desired: Option<WrittenTarget>,
    /// Handle times by service.
    pub handle: Option<Named<Duration>>,
    /// Numbers by resource.
    pub count: Option<Named<Number>>,
    /// The flow that runs instead.
    pub start: Option<String>,
    /// The flow that it takes the place of.
    pub stop: Option<String>,
    /// By team: services and what one head is worth there.
    pub skills: Option<Named<Named<SubstituteWorth>>>,
}

fn yes() -> bool {
    true
}

/// The fourteen kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "lever-kind")]
pub enum LeverKind {
    /// Deferrable work done ahead or put aside.
    Stock,
    /// People stay longer or leave before the end.
    Schedule,
    /// Suppliers take contacts or send people.
    Subcontract,
    /// Optional tasks wait at the peak.
    PeakRoutine,
    /// Customers do part of the work.
    Participation,
    /// People or things borrowed or lent.
    Share,
    /// Another process.
    Redesign,
    /// Better waiting.
    Comfort,
    /// A part books slots.
    Appointments,
    /// A part goes elsewhere.
    Substitute,
    /// Extra work that earns.
    Diversify,
    /// Other hours of the day.
    OffPeak,
    /// Other days.
    Promote,
    /// Another promise.
    Expectation,
}

impl LeverKind {
    /// The word.
    pub fn id(self) -> &'static str {
        match self {
            LeverKind::Stock => "stock",
            LeverKind::Schedule => "schedule",
            LeverKind::Subcontract => "subcontract",
            LeverKind::PeakRoutine => "peak_routine",
            LeverKind::Participation => "participation",
            LeverKind::Share => "share",
            LeverKind::Redesign => "redesign",
            LeverKind::Comfort => "comfort",
            LeverKind::Appointments => "appointments",
            LeverKind::Substitute => "substitute",
            LeverKind::Diversify => "diversify",
            LeverKind::OffPeak => "off_peak",
            LeverKind::Promote => "promote",
            LeverKind::Expectation => "expectation",
        }
    }
}

/// Services, days and hours; what is left out is all of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "lever-scope")]
pub struct WrittenScope {
    /// Ids of services.
    pub service: Option<Words>,
    /// Days of the week.
    pub days: Option<Days>,
    /// Windows of the day.
    pub hours: Option<LeverWindows>,
}

/// One window or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "lever-windows")]
pub enum LeverWindows {
    /// One.
    One(WrittenWindow),
    /// Several.
    Several(Vec<WrittenWindow>),
}

impl LeverWindows {
    /// All of them.
    pub fn all(&self) -> &[WrittenWindow] {
        match self {
            LeverWindows::One(window) => std::slice::from_ref(window),
            LeverWindows::Several(windows) => windows,
        }
    }
}

/// Money for each unit of what a lever moves.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "unit-price")]
pub enum UnitPrice {
    /// For a head-hour.
    HeadHour(Price<HeadHour>),
    /// For a minute of work.
    Minute(Price<Minute>),
    /// For an hour of a thing.
    Hour(Price<Hour>),
    /// For a contact.
    Contact(Price<Contact>),
}

/// A number of things.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "number", inline)]
pub struct Number(#[schemars(range(max = 100_000))] pub u32);

/// Effective heads that one head is worth.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "worth", inline)]
pub struct SubstituteWorth(#[schemars(range(min = 0.01, max = 100.0))] pub f64);
