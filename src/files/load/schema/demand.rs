//! Where the volume comes from.

use super::Named;
use crate::load::quantity::{Date, Factor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A series of rows with a date, or a weekly profile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "demand")]
pub enum Demand {
    /// Rows with a timestamp.
    Series(Series),
    /// A profile of a week times the contacts of a week.
    Weekly(Weekly),
    /// What flows bring, and nothing else.
    Flow(FromFlow),
}

/// The word.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "demand-flow")]
pub enum FromFlow {
    /// What flows bring, and nothing else.
    Flow,
}

/// A CSV file with a timestamp in each row.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "demand-series")]
pub struct Series {
    /// CSV with a header; `${NAME}` and `${NAME:-default}` are replaced from the environment.
    pub file: String,
    /// Column of local timestamps, ascending.
    #[serde(default = "start")]
    pub time: String,
    /// Column of contacts; without it each row is one contact.
    pub volume: Option<String>,
    /// An open interval without any row.
    #[serde(default)]
    pub gaps: Gaps,
    /// Plan for a typical week made of many.
    pub average: Option<Average>,
    /// Factors for single dates.
    #[serde(default)]
    pub special: Named<Factor, Date>,
}

fn start() -> String {
    "start".to_string()
}

/// An open interval without any row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "gaps")]
pub enum Gaps {
    /// Is an error.
    #[default]
    Error,
    /// Has no contacts.
    Zero,
}

/// The dates that make a typical week.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "average")]
pub struct Average {
    /// First date.
    pub from: Date,
    /// Last date.
    pub to: Date,
    /// Dates left out.
    #[serde(default)]
    pub skip: Vec<Date>,
}

/// A CSV file with the columns `day`, `time` and `weight`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "demand-weekly")]
pub struct Weekly {
    /// CSV with the columns `day` (days), `time` (clock) and `weight`; variables as in `file`.
    pub weekly: String,
    /// Contacts in a whole week.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub volume: f64,
    /// Factors for single dates.
    #[serde(default)]
    pub special: Named<Factor, Date>,
}
