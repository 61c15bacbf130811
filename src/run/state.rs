//! The state of each service in each interval: too many customers, more than is good, balanced, too many people; and what
//! binds there.

use super::Failure;
use super::duals::duals;
use crate::base::tolerance::{MICRO_HEAD, STATE};
use crate::model::Kind;
use crate::plan::StaffingPlan;
use crate::problem::Case;
use crate::problem::balance::{Facts, queue_of_work};
use crate::solve::Settings;
use serde::Serialize;

/// How demand and supply meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Below the heads that must be there, or work misses its deadline.
    ExcessDemand,
    /// What must be there is, what is aimed at is not: beyond the best capacity.
    BeyondBest,
    /// What is aimed at, and little more.
    Balanced,
    /// More people than a tenth, or one, above what is aimed at.
    ExcessSupply,
}

/// What one more of would help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// Shifts and breaks do not put people there who are free.
    Time,
    /// Everybody who has this skill is at work: the service, and its teams.
    People(String, Vec<String>),
    /// All of this resource is in use, and it is a thing.
    Equipment(String),
    /// All of this resource is in use, and it is room.
    Space(String),
}

/// One service in one interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Index of the service.
    pub service: usize,
    /// Interval of the horizon.
    pub interval: usize,
    /// How demand and supply meet.
    pub state: State,
    /// Effective heads of the plan.
    pub supply: f64,
    /// Heads that must be there.
    pub floor: u32,
    /// Heads that are aimed at.
    pub desired: u32,
    /// What one more head there saves, in major units: a dual of the program with its whole numbers fixed.
    pub worth: f64,
    /// What binds, where more would help.
    pub binds: Option<Binding>,
}

/// The map of a plan: a cell for each service and open interval.
///
/// # Errors
/// See [`Failure`].
pub fn state_map(case: &Case, plan: &StaffingPlan, settings: &Settings) -> Result<Vec<Cell>, Failure> {
    let duals = duals(case, plan, settings)?;
    let left = &duals.case;
    let facts = Facts::of(&left.model, plan);
    let mut cells = Vec::new();
    for (index, service) in left.model.services.iter().enumerate() {
        let rate = f64::from(left.model.calendar.interval) / service.handle;
        let capacity: Vec<f64> = facts.supply[index].iter().map(|heads| heads * rate).collect();
        let missed = queue_of_work::missed(&left.model, index, &capacity);
        for interval in (0..service.open.len()).filter(|&interval| service.open[interval]) {
            let supply = facts.supply[index][interval];
            let (floor, desired) = (left.needs[index].floor[interval], left.needs[index].desired[interval]);
            let (least, aim) = (f64::from(floor), f64::from(desired.max(floor)));
            let queue = matches!(service.kind, Kind::Queue(_));
            let state = if supply < least - STATE || missed[interval] > STATE {
                State::ExcessDemand
            } else if queue && supply < aim - STATE {
                State::BeyondBest
            } else if queue && supply > aim + (TENTH * aim).max(1.0) + STATE {
                State::ExcessSupply
            } else {
                State::Balanced
            };
            let worth = duals.head(index, interval);
            let binds =
                (worth > WORTH && state < State::Balanced).then(|| binding(left, (plan, &facts), index, interval));
            cells.push(Cell { service: index, interval, state, supply, floor, desired, worth, binds });
        }
    }
    Ok(cells)
}

/// Part of the heads aimed at by which more are still balanced.
const TENTH: f64 = 0.1;
/// Money below which a head is worth nothing.
const WORTH: f64 = 0.005;

/// What binds where one more head would help: first what it would need to stand on, then whether there is anybody.
fn binding(case: &Case, (plan, facts): (&StaffingPlan, &Facts), service: usize, interval: usize) -> Binding {
    let model = &case.model;
    for (index, resource) in model.resources.iter().enumerate() {
        let serving: u64 = resource.used_by.iter().map(|&service| facts.serving[service][interval]).sum();
        let free =
            f64::from(plan.resources[index]) + facts.pulled.things(index, interval) - serving as f64 * MICRO_HEAD;
        if resource.used_by.contains(&service) && free < STATE {
            let id = resource.id.clone();
            return if resource.space { Binding::Space(id) } else { Binding::Equipment(id) };
        }
    }
    let day = model.calendar.day_of_interval(interval);
    let able =
        model.teams.iter().enumerate().filter(|(_, team)| team.skills.iter().any(|(skill, _)| *skill == service));
    let mut full = Vec::new();
    for (index, team) in able {
        let works =
            |person: &&crate::plan::Person| person.team == index && person.shifts.iter().any(|shift| shift.day == day);
        let there = plan.people.iter().filter(works).count();
        if there < plan.heads[index] as usize {
            return Binding::Time;
        }
        full.push(team.id.clone());
    }
    Binding::People(model.services[service].id.clone(), full)
}
