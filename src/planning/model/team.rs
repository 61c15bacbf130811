//! People who are interchangeable, and what they are paid.

use super::calendar::Clock;
use crate::model::variability::Routing;
use base::money::Rate;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// A group of people with the same skills, contract and pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Team {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// People in the team. The price of a decided head is for one week.
    pub heads: Capacity,
    /// Services the team can do, with its efficiency: effective heads that one head is worth.
    pub skills: Vec<(usize, f64)>,
    /// Share of rostered time that is paid but not available (leave, training, sickness).
    pub shrinkage: f64,
    /// Pay for one hour.
    pub wage: Rate,
    /// Additions to pay.
    pub premiums: Vec<Premium>,
    /// Indices of the shift templates the team works.
    pub shifts: Vec<usize>,
    /// Days off in each calendar week.
    pub days_off: Option<DaysOffTerms>,
    /// Contract hours.
    pub hours: Option<ContractHoursTerms>,
    /// Hours above contract.
    pub overtime: Option<OvertimeTerms>,
    /// Which contacts it is given, and how surely its people come.
    #[serde(default, skip_serializing_if = "Routing::is_usual")]
    pub routing: Routing,
}

/// A number that is given, or decided between bounds at a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Capacity {
    /// So many.
    Given(u32),
    /// Any number from `min` to `max`, each at a price.
    Decided {
        /// At least.
        min: u32,
        /// At most.
        max: u32,
        /// For each unit (the unit of time is the owner's).
        price: Rate,
    },
}

impl Capacity {
    /// The largest number possible.
    pub fn most(self) -> u32 {
        match self {
            Capacity::Given(count) => count,
            Capacity::Decided { max, .. } => max,
        }
    }
}

/// Days off in each calendar week. In a week cut by the edge of the horizon the number is scaled by the days
/// inside it, rounded down; in a whole week the days outside opening hours count as days off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysOffTerms {
    /// At least so many, 0 to 7.
    pub per_week: u32,
    /// They are neighbours; the week is a circle (Sunday is beside Monday).
    pub consecutive: bool,
}

/// Contract hours, balanced over the team in each calendar week; a week cut by the edge of the horizon counts
/// by its share of the team's working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractHoursTerms {
    /// Paid minutes of one head in a week.
    pub per_week: u32,
    /// True if they are paid whether scheduled or not.
    pub guaranteed: bool,
}

/// Paid time above contract hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OvertimeTerms {
    /// At most so many minutes a head and week.
    pub up_to: u32,
    /// Addition to the wage, for one hour.
    pub add: Rate,
}

/// An addition to pay for minutes worked at certain times. Additions add up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Premium {
    /// The account is `wages.premium.<name>`.
    pub name: String,
    /// Local clock window `[from, to)`, through midnight if `to <= from`; `None`: the whole day.
    pub window: Option<(Clock, Clock)>,
    /// On which civil dates the minutes count.
    pub days: PremiumDays,
    /// Addition for one hour; of one in per cent, for a person who earns the team's wage.
    pub add: Rate,
    /// Where the addition is a share of the wage: the share in millionths, of each person's own wage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_wage: Option<i64>,
}

/// The civil dates on which a premium is paid, by the date of the minute itself, not of the shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PremiumDays {
    /// Every date.
    All,
    /// The calendar's weekend days.
    Weekend,
    /// The calendar's holidays.
    Holiday,
    /// These days of the week.
    On(Vec<Weekday>),
}
