//! Heads that are wanted on shifts.

use super::Named;
use super::service::Forbidden;
use crate::load::quantity::{Amount, Date, DayKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Heads that are wanted on shifts of a day. A head counts on the day on which its shift starts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "cover")]
pub struct WrittenCover {
    /// The shifts, or tags of shifts, that count; if it is left out the shift of the same name as the cover, or the only one.
    pub shifts: Option<Vec<String>>,
    /// Ids of the teams that count; all if it is left out.
    pub teams: Option<Vec<String>>,
    /// Only people with this skill count.
    pub skill: Option<String>,
    /// Heads on every day, or by days of the week and dates; a date goes before its day of the week. Nothing is asked on
    /// days that are not named.
    pub need: Option<WrittenNeed>,
    /// CSV with the columns `date`, `need`, and any of `shift`, `under`, `over`; read as if it stood in `rows`.
    pub file: Option<String>,
    /// Heads on single dates, instead of `need`.
    pub rows: Option<Vec<CoverRow>>,
    /// Price of a missing head, or "forbidden"; needed, here or in every row.
    pub under: Option<HeadPrice>,
    /// Price of a head too many, or "forbidden"; too many are free if it is left out.
    pub over: Option<HeadPrice>,
}

/// Heads by day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "need")]
pub enum WrittenNeed {
    /// The same on every day.
    Every(#[schemars(range(max = 100_000))] u32),
    /// By days of the week and dates.
    On(Named<WrittenHeads, DayKey>),
}

/// A number of heads.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "heads", inline)]
pub struct WrittenHeads(#[schemars(range(max = 100_000))] pub u32);

/// Heads on one date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "cover-row")]
pub struct CoverRow {
    /// The date.
    pub date: Date,
    /// The shifts, or tags of shifts, that count; those of the cover if it is left out.
    pub shift: Option<Words>,
    /// Heads wanted.
    #[schemars(range(max = 100_000))]
    pub need: u32,
    /// Price of a missing head, or "forbidden"; the cover's if it is left out.
    pub under: Option<HeadPrice>,
    /// Price of a head too many, or "forbidden"; the cover's if it is left out.
    pub over: Option<HeadPrice>,
}

/// One word or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "words")]
pub enum Words {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Words {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Words::One(word) => std::slice::from_ref(word),
            Words::Several(words) => words,
        }
    }
}

/// What a head missing or too many costs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "head-price")]
pub enum HeadPrice {
    /// There is no plan with one.
    Word(Forbidden),
    /// Price of a head: "150/head", or plain money.
    Priced(Amount),
}
