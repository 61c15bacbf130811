//! The staffing plan: anonymous people with concrete shifts and breaks, and who does which work when.

use super::slots::{AppointmentSlot, ExpectedVisits};
use crate::model::ShiftTemplate;
use serde::{Deserialize, Serialize};

/// Everything the balance decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StaffingPlan {
    /// Heads of each team, by team index.
    pub heads: Vec<u32>,
    /// Number of each resource, by resource index.
    pub resources: Vec<u32>,
    /// One line for each person who works at least once, by team, then number.
    pub people: Vec<Person>,
    /// Work of each team for each service in each interval, where not zero; by interval, service, team.
    pub work: Vec<WorkShare>,
    /// Lever settings that are not zero; by lever, effect, whom and interval.
    #[serde(rename = "pulls")]
    pub lever_settings: Vec<LeverSetting>,
    /// Appointment slots that are opened; by day, start, service, team and person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<AppointmentSlot>,
    /// On which day requests are expected to be seen; by service, class, lead, wanted day and day of the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<ExpectedVisits>,
}

/// One anonymous person of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Index of the team.
    pub team: usize,
    /// From 1, within the team.
    pub number: u32,
    /// Shifts by date; at most one starts on a date.
    pub shifts: Vec<WorkedShift>,
}

/// One concrete shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedShift {
    /// Day of the horizon on which it starts.
    pub day: u32,
    /// Index of the shift template.
    pub template: usize,
    /// Elapsed minute of the horizon at which it starts.
    pub start: i64,
    /// Minutes from start to end, unpaid breaks included.
    pub span: u32,
    /// Breaks in the order of the rule.
    pub breaks: Vec<TakenBreak>,
}

/// One concrete break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBreak {
    /// Minutes after the start of the shift.
    pub begin: u32,
    /// Minutes.
    pub length: u32,
}

/// Heads of a team doing a service's work in an interval, present people only (after shrinkage), before
/// efficiency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkShare {
    /// Interval of the horizon.
    pub interval: usize,
    /// Index of the service.
    pub service: usize,
    /// Index of the team.
    pub team: usize,
    /// Millionths of a head, on average over the interval.
    pub micro_heads: u64,
}

/// The setting of a lever for one service, team or resource in one interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeverSetting {
    /// Index of the lever.
    pub lever: usize,
    /// What it does there.
    pub effect: LeverEffect,
    /// Interval of the horizon; 0 for [`LeverEffect::On`].
    pub interval: usize,
    /// Millionths of the unit: contacts, minutes of work, heads, things; a million for [`LeverEffect::On`].
    pub micro: u64,
}

/// What a lever does, and to which service, team or resource by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeverEffect {
    /// It is used: the fixed price is due.
    On,
    /// Contacts leave a service.
    Out(usize),
    /// Contacts arrive at a service.
    In(usize),
    /// Contacts of a service that do a part of the work themselves.
    Helped(usize),
    /// Minutes of work of a service are left for later.
    Put(usize),
    /// Minutes of work of a service that were left.
    Taken(usize),
    /// Contacts of deferrable work are done before they arrive.
    Made(usize),
    /// Heads join a team.
    Borrowed(usize),
    /// Heads of a team work elsewhere.
    Lent(usize),
    /// Heads of a supplier serve a service.
    Hired(usize),
    /// Heads of a team, whose shift ends where the interval begins, stay.
    Longer(usize),
    /// Heads of a team, whose shift ends where the interval begins, leave before.
    Shorter(usize),
    /// Things of a resource come from another site.
    ThingsBorrowed(usize),
    /// Things of a resource serve elsewhere.
    ThingsLent(usize),
}

impl StaffingPlan {
    /// On which day the requests of a class of a service are seen.
    pub fn visits_of(&self, service: usize, class: usize) -> impl Iterator<Item = &ExpectedVisits> {
        self.visits.iter().filter(move |visit| (visit.service, visit.class) == (service, class))
    }
}

impl WorkedShift {
    /// Paid minutes: the span less its unpaid breaks, as they are taken.
    pub fn paid_minutes(&self, rule: &ShiftTemplate) -> i64 {
        let unpaid = rule.breaks.iter().zip(&self.breaks).filter(|(allowed, _)| !allowed.paid);
        i64::from(self.span) - unpaid.map(|(_, taken)| i64::from(taken.length)).sum::<i64>()
    }
}
