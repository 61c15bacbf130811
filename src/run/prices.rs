//! What a little more of something is worth: duals of the program with its whole numbers fixed, and for the largest of them
//! the difference of two true plans.

use super::duals::{Duals, duals};
use super::pipeline::plan as planned;
use base::money::Money;
use mip::solver::Settings;
use planning::model::Case;
use planning::model::{Capacity, Measure, Model, ServiceKind, Target};
use planning::plan::StaffingPlan;
use planning::requirement::requirement;
use planning::solve::Failure;
use planning::verify;
use rayon::prelude::*;

/// So many of the largest are planned again.
const SOLVED: usize = 10;

/// One thing that there could be more of, or less asked for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MarginalValue {
    /// What, in words.
    pub what: String,
    /// What it saves by the duals, in major units; `None` for rules, whose whole numbers have no dual.
    pub dual: Option<f64>,
    /// What it saves by two true plans; `None` where it was not planned again.
    pub solved: Option<Money>,
}

type ModelEdit = Box<dyn Fn(&mut Model) + Send + Sync>;

/// Prices of a plan that costs `cost`, the largest first. The time limit is for all plans that are made again together.
///
/// # Errors
/// See [`Failure`].
pub fn prices(
    case: &Case,
    plan: &StaffingPlan,
    cost: Money,
    settings: &Settings,
) -> Result<Vec<MarginalValue>, Failure> {
    let duals = duals(case, plan, settings)?;
    let mut all: Vec<(MarginalValue, ModelEdit)> = candidate_edits(case, &duals);
    all.sort_by(|(one, _), (other, _)| other.dual.unwrap_or(0.0).total_cmp(&one.dual.unwrap_or(0.0)));
    let waves = SOLVED.min(all.len()).div_ceil(rayon::current_num_threads()).max(1);
    let each = Settings { time_limit: settings.time_limit / waves as f64, watcher: None, ..settings.clone() };
    let solved: Vec<Option<Money>> = all
        .par_iter()
        .take(SOLVED)
        .map(|(_, change)| {
            let mut model = case.model.clone();
            change(&mut model);
            let case = requirement(model).ok()?;
            let kept = cost_of_same_plan(&case, plan);
            let again = planned(case, &each).ok().map(|again| again.ledger.total());
            // The plan that is there is one of those that may follow, however soon the search was stopped.
            let least = [again, kept].into_iter().flatten().min()?;
            Some(cost - least)
        })
        .collect();
    let mut prices: Vec<MarginalValue> = all.into_iter().map(|(price, _)| price).collect();
    prices.iter_mut().zip(solved).for_each(|(price, solved)| price.solved = solved);
    let worth = |price: &MarginalValue| price.solved.map_or(price.dual.unwrap_or(0.0), Money::major);
    prices.sort_by(|one, other| worth(other).total_cmp(&worth(one)));
    Ok(prices)
}

/// What a plan costs where something is otherwise, if it may stay as it is.
fn cost_of_same_plan(case: &Case, plan: &StaffingPlan) -> Option<Money> {
    let mut plan = plan.clone();
    let count = |now: &mut u32, count: Capacity| {
        if let Capacity::Given(count) = count {
            *now = count;
        }
    };
    plan.heads.iter_mut().zip(&case.model.teams).for_each(|(now, team)| count(now, team.heads));
    plan.resources.iter_mut().zip(&case.model.resources).for_each(|(now, resource)| count(now, resource.count));
    let findings = verify::judge(case, &plan);
    let cost = || findings.charges.iter().map(|charge| charge.amount).sum();
    findings.breaches.is_empty().then(cost)
}

fn candidate_edits(case: &Case, duals: &Duals) -> Vec<(MarginalValue, ModelEdit)> {
    let model = &case.model;
    let mut found: Vec<(MarginalValue, ModelEdit)> = Vec::new();
    let mut add = |what: String, dual: Option<f64>, change: ModelEdit| {
        found.push((MarginalValue { what, dual, solved: None }, change))
    };
    for (index, team) in model.teams.iter().enumerate() {
        if let Capacity::Given(heads) = team.heads {
            let more = move |model: &mut Model| model.teams[index].heads = Capacity::Given(heads + 1);
            add(format!("one more person in {}", team.id), Some(duals.person(index)), Box::new(more));
        }
        if let Some(off) = team.days_off.filter(|off| off.per_week > 0) {
            let fewer = move |model: &mut Model| {
                if let Some(days) = &mut model.teams[index].days_off {
                    days.per_week = off.per_week - 1;
                }
            };
            add(format!("one day off a week fewer in {}", team.id), None, Box::new(fewer));
        }
        if team.hours.is_some() {
            let longer = move |model: &mut Model| {
                if let Some(hours) = &mut model.teams[index].hours {
                    hours.per_week += 60;
                }
            };
            add(format!("one contract hour a week more in {}", team.id), None, Box::new(longer));
        }
    }
    for (index, resource) in model.resources.iter().enumerate() {
        if let Capacity::Given(count) = resource.count {
            let more = move |model: &mut Model| model.resources[index].count = Capacity::Given(count + 1);
            add(format!("one more {}", resource.id), Some(duals.things(index)), Box::new(more));
        }
    }
    for (index, service) in model.services.iter().enumerate() {
        let ServiceKind::Queue(terms) = &service.kind else { continue };
        for class in terms.addressees() {
            let [Some(Target { measure: Measure::Answered { share, .. }, .. }), _] = terms.targets(class) else {
                continue;
            };
            let less = move |model: &mut Model| {
                let ServiceKind::Queue(terms) = &mut model.services[index].kind else { return };
                let desired = match class {
                    None => &mut terms.desired,
                    Some(class) => &mut terms.classes[class].desired,
                };
                if let Some(Target { measure: Measure::Answered { share: promised, .. }, .. }) = desired {
                    *promised = share - POINT;
                }
            };
            // Of several targets no row says whose it is.
            let averaged =
                matches!(case.requirements[index].curves.as_slice(), [only] if only.desired && only.class == class);
            let dual = averaged.then(|| terms.part(class) * value_of_share_point(duals, index));
            let of = class.map_or(String::new(), |class| format!(" for {}", terms.classes[class].id));
            add(format!("one point of the target of {}{of}", service.id), dual, Box::new(less));
        }
    }
    if let Some(rest) = model.rules.rest_between_shifts.filter(|rest| *rest > 60) {
        let shorter = move |model: &mut Model| model.rules.rest_between_shifts = Some(rest - 60);
        add("one hour of rest between shifts less".to_owned(), None, Box::new(shorter));
    }
    if let Some(most) = model.rules.distinct_shifts.and_then(|rule| rule.at_most) {
        let more = move |model: &mut Model| {
            if let Some(rule) = &mut model.rules.distinct_shifts {
                rule.at_most = Some(most + 1);
            }
        };
        add("one different shift more".to_owned(), None, Box::new(more));
    }
    found
}

/// One point of a share.
const POINT: f64 = 0.01;

/// What one point less of the share of a service saves: each span asks for a hundredth of its contacts less.
fn value_of_share_point(duals: &Duals, service: usize) -> f64 {
    let calendar = &duals.case.model.calendar;
    let goals = duals.goals(service);
    let contacts = |from: u32, until: u32| -> f64 {
        let volume = duals.case.model.services[service].volume.iter().enumerate();
        let inside = volume.filter(|(at, _)| (from..until).contains(&calendar.day_of_interval(*at)));
        inside.map(|(_, volume)| volume).sum()
    };
    let ends = goals.iter().skip(1).map(|(day, _)| *day).chain([calendar.days]);
    goals.iter().zip(ends).map(|(&(day, dual), end)| dual * POINT * contacts(day, end)).sum()
}
