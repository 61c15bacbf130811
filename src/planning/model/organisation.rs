//! The whole organisation that is planned.

use super::calendar::Calendar;
use super::cover::Cover;
use super::employee::Employee;
use super::flow::Flow;
use super::lever::Lever;
use super::policy::Policy;
use super::resource::Resource;
use super::service::Service;
use super::shift::ShiftTemplate;
use super::slot_rules::SlotRules;
use super::team::Team;
use base::money::Rate;
use serde::{Deserialize, Serialize};

/// A valid model with its scenario applied and its demand read. Ids are unique within their kind; indices
/// between the lists are in range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// What people call it.
    pub title: String,
    /// ISO 4217 code, for display.
    pub currency: String,
    /// The planning grid.
    pub calendar: Calendar,
    /// Streams of customer work, by id.
    pub services: Vec<Service>,
    /// Groups of interchangeable people, by id.
    pub teams: Vec<Team>,
    /// Shift rules, by id.
    pub shifts: Vec<ShiftTemplate>,
    /// Counters, rooms, desks, by id.
    pub resources: Vec<Resource>,
    /// Rules over the whole plan.
    pub rules: OrganisationRules,
    /// Named people, by id; empty where heads are planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub employees: Vec<Employee>,
    /// Heads wanted on shifts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<Cover>,
    /// Rules of the roster as they are applied here, those that are always in force included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    /// What goes on from service to service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// Ways to bring supply and demand together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<Lever>,
    /// What is said of all appointment slots together.
    #[serde(default, skip_serializing_if = "SlotRules::is_usual")]
    pub slots: SlotRules,
}

/// Rules that belong to no single team or service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrganisationRules {
    /// Limit and price of the number of different shifts in use.
    pub distinct_shifts: Option<DistinctShiftLimit>,
    /// Least minutes between two shifts of one person.
    pub rest_between_shifts: Option<u32>,
    /// Most money that levers may spend over the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lever_budget: Option<Rate>,
}

/// A different shift is a different (shift template, start, length), on whatever date and for whatever team.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistinctShiftLimit {
    /// At most so many.
    pub at_most: Option<u32>,
    /// Price of each one in use.
    pub price: Option<Rate>,
}
