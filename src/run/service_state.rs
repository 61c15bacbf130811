//! The state of each service in each interval: too many customers, more than is good, balanced, too many people; and what
//! binds there.

use super::duals::{Duals, duals};
use base::tolerance::{MICRO_HEAD, STATE};
use mip::solver::Settings;
use planning::model::Case;
use planning::model::{Resource, ServiceKind, Team};
use planning::plan::{Person, StaffingPlan};
use planning::solve::Failure;
use planning::staffing::{PlanCoverage, backlog};
use serde::Serialize;

/// How demand and supply meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceState {
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

/// Where it is seen that something binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BindingEvidence {
    /// In a dual of the program with its whole numbers fixed.
    Dual,
    /// All of it is in use; the dual is degenerate and lies elsewhere.
    FullUse,
}

/// One service in one interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ServiceStateCell {
    /// Index of the service.
    pub service: usize,
    /// Interval of the horizon.
    pub interval: usize,
    /// How demand and supply meet.
    pub state: ServiceState,
    /// Effective heads of the plan.
    pub supply: f64,
    /// Heads that must be there.
    #[serde(rename = "floor")]
    pub minimum: u32,
    /// Heads that are aimed at.
    pub desired: u32,
    /// What one more head there saves, in major units: a dual of the program with its whole numbers fixed.
    pub worth: f64,
    /// What binds, where more would help, and where that is seen.
    pub binds: Option<(Binding, BindingEvidence)>,
}

/// The map of a plan: a cell for each service and open interval.
///
/// # Errors
/// See [`Failure`].
pub fn state_map(case: &Case, plan: &StaffingPlan, settings: &Settings) -> Result<Vec<ServiceStateCell>, Failure> {
    let duals = duals(case, plan, settings)?;
    let left = &duals.case;
    let coverage = PlanCoverage::of(&left.model, plan);
    let mut cells = Vec::new();
    for (index, service) in left.model.services.iter().enumerate() {
        let rate = f64::from(left.model.calendar.interval) / service.handle;
        let capacity: Vec<f64> = coverage.supply[index].iter().map(|heads| heads * rate).collect();
        let missed = backlog::missed_deadlines(&left.model, index, &capacity);
        for interval in (0..service.open.len()).filter(|&interval| service.open[interval]) {
            let supply = coverage.supply[index][interval];
            let (minimum, desired) =
                (left.requirements[index].minimum[interval], left.requirements[index].desired[interval]);
            let (least, desired_heads) = (f64::from(minimum), f64::from(desired.max(minimum)));
            let queue = matches!(service.kind, ServiceKind::Queue(_));
            let state = if supply < least - STATE || missed[interval] > STATE {
                ServiceState::ExcessDemand
            } else if queue && supply < desired_heads - STATE {
                ServiceState::BeyondBest
            } else if queue && supply > desired_heads + (TENTH * desired_heads).max(1.0) + STATE {
                ServiceState::ExcessSupply
            } else {
                ServiceState::Balanced
            };
            let worth = duals.head(index, interval);
            let binds = (worth > WORTH && state < ServiceState::Balanced)
                .then(|| binding_resource(&duals, (plan, &coverage), index, interval));
            cells.push(ServiceStateCell { service: index, interval, state, supply, minimum, desired, worth, binds });
        }
    }
    Ok(cells)
}

/// Part of the heads aimed at by which more are still balanced.
const TENTH: f64 = 0.1;
/// Money below which a head is worth nothing.
const WORTH: f64 = 0.005;

/// What binds where one more head would help: first what it would need to stand on, then whether there is anybody. Heads are
/// fixed in the program, so whether anybody is left is seen in the plan; of which teams, the duals say.
fn binding_resource(
    duals: &Duals,
    (plan, coverage): (&StaffingPlan, &PlanCoverage),
    service: usize,
    interval: usize,
) -> (Binding, BindingEvidence) {
    let model = &duals.case.model;
    let used = || model.resources.iter().enumerate().filter(|(_, resource)| resource.used_by.contains(&service));
    let kind = |resource: &Resource| match resource.space {
        true => Binding::Space(resource.id.clone()),
        false => Binding::Equipment(resource.id.clone()),
    };
    let worth = |index: usize| duals.thing(index, interval);
    let dear = used().filter(|(index, _)| worth(*index) > WORTH);
    if let Some((_, resource)) = dear.max_by(|(one, _), (other, _)| worth(*one).total_cmp(&worth(*other))) {
        return (kind(resource), BindingEvidence::Dual);
    }
    // All of it in use, and the dual lies on the people who use it, of whom there are just as many.
    let full = used().find(|(index, resource)| {
        let serving: u64 = resource.used_by.iter().map(|&service| coverage.serving[service][interval]).sum();
        let there = f64::from(plan.resources[*index]) + coverage.lever_effects.things(*index, interval);
        there - (serving as f64) * MICRO_HEAD < STATE
    });
    if let Some((_, resource)) = full {
        return (kind(resource), BindingEvidence::FullUse);
    }
    let able = |team: &Team| team.skills.iter().any(|(skill, _)| *skill == service);
    let all: Vec<usize> = (0..model.teams.len()).filter(|&team| able(&model.teams[team])).collect();
    let priced = |team: &&usize| duals.team(**team, interval).is_none_or(|worth| worth > WORTH);
    let worth_more: Vec<usize> = all.iter().filter(priced).copied().collect();
    let (teams, read) =
        if worth_more.is_empty() { (all, BindingEvidence::FullUse) } else { (worth_more, BindingEvidence::Dual) };
    let day = model.calendar.day_of_interval(interval);
    let at_work = |team: usize| {
        let works = |person: &&Person| person.team == team && person.shifts.iter().any(|shift| shift.day == day);
        plan.people.iter().filter(works).count()
    };
    if teams.iter().any(|&team| at_work(team) < plan.heads[team] as usize) {
        return (Binding::Time, read);
    }
    let ids = teams.into_iter().map(|team| model.teams[team].id.clone()).collect();
    (Binding::People(model.services[service].id.clone(), ids), read)
}
