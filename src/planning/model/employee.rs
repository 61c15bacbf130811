//! Named people: who they are, what they may do, what they wish, and what came before the first day.

use super::calendar::Clock;
use base::money::Rate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One named person of a team. Skills, pay and shifts are the team's where nothing else is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Employee {
    /// Short name, unique.
    pub id: String,
    /// What people call them.
    pub name: String,
    /// Index of the team.
    pub team: usize,
    /// Words that rules may choose people by; the id of the contract is one of them.
    pub tags: Vec<String>,
    /// Skills beyond the team's services that cover and rules may ask for.
    pub skills: Vec<Skill>,
    /// Indices of the only shift templates the contract allows, ascending; `None`: those of the team.
    #[serde(default)]
    pub shifts: Option<Vec<usize>>,
    /// Pay for an hour, where it is not the team's.
    pub wage: Option<Rate>,
    /// First date of employment; `None`: before the plan.
    pub from: Option<NaiveDate>,
    /// Last date of employment; `None`: beyond the plan.
    pub until: Option<NaiveDate>,
    /// Local windows in which shifts must lie, by day of the horizon; an end above 1440 is on the next day; `None`: any
    /// time.
    pub available: Option<Vec<Vec<(Clock, Clock)>>>,
    /// Leave and other times away.
    pub absences: Vec<Absence>,
    /// What they would like.
    pub wishes: Vec<Wish>,
    /// What is already decided.
    pub fixed: Vec<FixedAssignment>,
    /// What was published before, day by day; days without an entry were not; `None`: nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Vec<FixedAssignment>>,
    /// Shifts before the first day, ascending by date; `None`: nothing is known, and what lies outside is
    /// assumed to fit.
    pub history: Option<Vec<PastShift>>,
    /// Balance carried in, by id of a fairness rule, in its unit.
    pub carried: BTreeMap<String, i64>,
}

/// A skill and when it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Its name.
    pub name: String,
    /// First date; `None`: always has been.
    pub from: Option<NaiveDate>,
    /// Last date; `None`: for good.
    pub until: Option<NaiveDate>,
}

/// A time away, in whole dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// First date.
    pub from: NaiveDate,
    /// Last date.
    pub until: NaiveDate,
    /// Such as `leave` or `training`.
    pub kind: String,
    /// Paid minutes that each date counts for in rules about minutes.
    pub credit: u32,
}

/// One wish for one day, at a price if it is not fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Day of the horizon.
    pub day: u32,
    /// What is wished.
    pub what: Preference,
    /// Due if it is not fulfilled.
    pub price: Rate,
}

/// What somebody wishes for a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preference {
    /// To work one of these shift templates.
    On(Vec<usize>),
    /// To work none of these shift templates.
    Off(Vec<usize>),
    /// To be off.
    DayOff,
    /// To work.
    DayOn,
    /// If at all, to start in this local window, both ends allowed.
    Start(Clock, Clock),
    /// If at all, to work a shift that overlaps one of this employee's.
    With(usize),
}

/// An assignment that the plan must keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedAssignment {
    /// Day of the horizon.
    pub day: u32,
    /// The shift template, with its local start and span where they matter; `None`: off.
    pub shift: Option<(usize, Option<Clock>, Option<u32>)>,
}

/// A shift worked before the first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastShift {
    /// Day relative to the first day of the horizon; negative.
    pub day: i64,
    /// Index of the shift template.
    #[serde(rename = "rule")]
    pub template: usize,
    /// Local start.
    pub start: Clock,
    /// Minutes from start to end.
    pub span: u32,
}

impl Employee {
    /// True while employed and not away.
    pub fn is_there(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
            && !self.absences.iter().any(|absence| absence.from <= date && date <= absence.until)
    }

    /// True if the skill counts on the date.
    pub fn has_skill(&self, name: &str, date: NaiveDate) -> bool {
        let counts = |skill: &&Skill| {
            skill.from.is_none_or(|from| from <= date) && skill.until.is_none_or(|until| date <= until)
        };
        self.skills.iter().filter(|skill| skill.name == name).any(|skill| counts(&skill))
    }
}
