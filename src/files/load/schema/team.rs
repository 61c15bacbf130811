//! People who are interchangeable.

use super::Named;
use crate::load::quantity::{
    Addition, Days, Duration, Factor, Hour, Price, Title, Week, WrittenClock, WrittenMinutes, WrittenPremiumDays,
    WrittenShare,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// People with the same skills, contract and pay.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "team")]
pub struct WrittenTeam {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// People in the team, or a decision; the number of its employees if it has any.
    pub heads: Option<WrittenCount<Price<Week>>>,
    /// Efficiency for each service.
    #[serde(default)]
    pub skills: Named<Factor>,
    /// Share of rostered time that is paid and not available.
    #[serde(default = "nothing")]
    pub shrinkage: WrittenShare,
    /// Pay for an hour.
    pub wage: Price<Hour>,
    /// Additions to pay.
    #[serde(default)]
    pub premium: Vec<WrittenPremium>,
    /// Ids of shift templates, or tags of theirs.
    pub shifts: Vec<String>,
    /// Days off in each calendar week.
    pub days_off: Option<WrittenDaysOff>,
    /// Contract hours.
    pub hours: Option<WrittenHours>,
    /// Hours above contract.
    pub overtime: Option<WrittenOvertime>,
    /// Services in the order in which it takes them; in a simulation only.
    #[serde(default)]
    pub prefer: Vec<String>,
    /// Services it is given only after a contact has waited so long; in a simulation only.
    #[serde(default)]
    pub overflow: Named<Duration>,
    /// Part of the shrinkage that nobody foresees: each shift is missed with this chance; all of it if it is left out. In a
    /// simulation only.
    pub absence: Option<WrittenShare>,
}

fn nothing() -> WrittenShare {
    WrittenShare(0.0)
}

/// A number that is given, or decided between bounds at a price.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "count-{P}")]
pub enum WrittenCount<P> {
    /// So many.
    Given(#[schemars(range(max = 100_000))] u32),
    /// A decision.
    Decided(DecidedCount<P>),
}

/// A number to be decided.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "decided-{P}")]
pub struct DecidedCount<P> {
    /// At least.
    #[schemars(range(max = 100_000))]
    pub min: u32,
    /// At most.
    #[schemars(range(max = 100_000))]
    pub max: u32,
    /// Price of each one.
    pub price: P,
}

/// An addition to pay for minutes worked at certain times.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "premium")]
pub struct WrittenPremium {
    /// The name of its account.
    pub name: Title,
    /// From this time of day; midnight if it is left out.
    pub from: Option<WrittenClock>,
    /// To this time of day; midnight if it is left out.
    pub to: Option<WrittenClock>,
    /// On these dates, by the date of the minute.
    #[serde(default = "every_day")]
    pub days: WrittenPremiumDays,
    /// A share of the wage, or money for an hour.
    pub add: Addition,
}

fn every_day() -> WrittenPremiumDays {
    WrittenPremiumDays::On(Days::all())
}

/// Days off in each calendar week.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "days-off")]
pub struct WrittenDaysOff {
    /// At least so many.
    #[schemars(range(max = 7))]
    pub per_week: u32,
    /// They are neighbours.
    #[serde(default)]
    pub consecutive: bool,
}

/// Contract hours, balanced over the team.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "hours")]
pub struct WrittenHours {
    /// Paid time of one head in a week.
    pub per_week: WrittenMinutes,
    /// Paid even when not worked.
    #[serde(default)]
    pub guaranteed: bool,
}

/// Hours above contract.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "overtime")]
pub struct WrittenOvertime {
    /// At most, for a head and week.
    pub up_to: WrittenMinutes,
    /// Addition to the wage.
    pub add: Addition,
}
