//! Named people: files with a row for each, or a table for each, with the same keys.

use super::Named;
use crate::load::quantity::{
    Amount, ClockRange, Date, DatedSkill, DayKey, Hour, Id, Price, Title, WrittenClock, WrittenMinutes,
};
use crate::load::schema::calendar::OpeningWindows;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// CSV files about people. Each row is read as if it stood in `[employee.ID]`; several tags, skills and shifts of a cell
/// are divided by spaces or `;`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "employees")]
pub struct Employees {
    /// Columns `id` and any of `name`, `team`, `contract`, `tags`, `skills`, `wage`, `from`, `until`.
    pub file: Option<String>,
    /// Columns `employee`, `from`, and any of `until`, `kind`, `credit`.
    pub absences: Option<String>,
    /// Columns `employee`, `days` (days or a date), `from`, `to`; without times the whole day.
    pub availability: Option<String>,
    /// Columns `employee`, `date`, `wish`, `price`, and any of `shifts`, `start`, `with`.
    pub wishes: Option<String>,
    /// Columns `employee`, `date`, and any of `shift`, `start`, `paid`.
    pub fixed: Option<String>,
    /// Columns as in `fixed`, or the `roster.csv` of a plan. With this file every date from its first to its last was
    /// published for everybody: who has no row was off.
    pub published: Option<String>,
    /// Columns `employee`, `date`, `shift`, and any of `start`, `paid`. With this file everybody's history is known:
    /// who has no row was off.
    pub history: Option<String>,
    /// Columns `employee`, `rule`, `balance`.
    pub balances: Option<String>,
}

/// One named person.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "employee")]
pub struct WrittenEmployee {
    /// What people call them; the id if it is left out.
    pub name: Option<Title>,
    /// Id of the team.
    pub team: String,
    /// Id of the contract.
    pub contract: Option<String>,
    /// Words that rules may choose people by.
    #[serde(default)]
    pub tags: Vec<Id>,
    /// Skills that cover and rules may ask for.
    #[serde(default)]
    pub skills: Vec<DatedSkill>,
    /// Pay for an hour; the contract's or the team's if it is left out.
    pub wage: Option<Price<Hour>>,
    /// First date of employment.
    pub from: Option<Date>,
    /// Last date of employment.
    pub until: Option<Date>,
    /// Windows in which shifts must lie, by days of the week or date; a date goes before its day of the week, and days
    /// not named are not available. Any time if it is left out.
    pub available: Option<Named<OpeningWindows, DayKey>>,
    /// Times away.
    #[serde(default)]
    pub absences: Vec<WrittenAbsence>,
    /// What they would like.
    #[serde(default)]
    pub wishes: Vec<WrittenWish>,
    /// What is already decided.
    #[serde(default)]
    pub fixed: Vec<WrittenFixed>,
    /// What was published before, date by date.
    pub published: Option<Vec<WrittenFixed>>,
    /// Shifts before the first date; if it is left out nothing is known.
    pub history: Option<Vec<WrittenPast>>,
    /// Balance carried in, by fairness rule, in its unit.
    #[serde(default)]
    pub balances: Named<i64>,
}

/// A time away, in whole dates.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "absence")]
pub struct WrittenAbsence {
    /// First date.
    pub from: Date,
    /// Last date; the first if it is left out.
    pub until: Option<Date>,
    /// Such as `leave` or `training`.
    #[serde(default = "leave")]
    pub kind: Title,
    /// Paid time that each date counts for in rules about time.
    #[serde(default = "none")]
    pub credit: WrittenMinutes,
}

fn leave() -> Title {
    Title("leave".to_string())
}

fn none() -> WrittenMinutes {
    WrittenMinutes(0)
}

/// One wish for one date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "wish")]
pub struct WrittenWish {
    /// The date.
    pub date: Date,
    /// What is wished.
    pub wish: Wished,
    /// The shifts or tags of shifts of `on` and `off`.
    pub shifts: Option<Vec<String>>,
    /// The times of `start`.
    pub start: Option<ClockRange>,
    /// The colleague of `with`.
    pub with: Option<String>,
    /// Due if it is not fulfilled.
    pub price: Amount,
}

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "wished")]
pub enum Wished {
    /// To work one of `shifts`.
    On,
    /// To work none of `shifts`.
    Off,
    /// To be off.
    DayOff,
    /// To work.
    DayOn,
    /// If at all, to start at `start`.
    Start,
    /// If at all, to work a shift that overlaps one of `with`.
    With,
}

/// What is decided, or was published, for one date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fixed")]
pub struct WrittenFixed {
    /// The date.
    pub date: Date,
    /// Id of the shift; "off", or left out, for a day off.
    pub shift: Option<String>,
    /// When it starts; any of its times if it is left out.
    pub start: Option<WrittenClock>,
    /// Its paid length; any of its lengths if it is left out.
    pub paid: Option<WrittenMinutes>,
}

/// A shift worked before the first date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "past")]
pub struct WrittenPast {
    /// The date on which it started.
    pub date: Date,
    /// Id of the shift.
    pub shift: String,
    /// When it started; needed where the shift has several starts.
    pub start: Option<WrittenClock>,
    /// Its paid length; needed where the shift has several.
    pub paid: Option<WrittenMinutes>,
}

/// What people of one kind of contract have in common. Its id is a tag of theirs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "contract")]
pub struct Contract {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// Pay for an hour; the team's if it is left out.
    pub wage: Option<Price<Hour>>,
    /// Words that rules may choose people by.
    #[serde(default)]
    pub tags: Vec<Id>,
    /// The only shifts, or tags of shifts, they may work; the team's if it is left out.
    pub shifts: Option<Vec<String>>,
}
