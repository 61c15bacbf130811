//! One promise of a roster bent as little as possible, and what the cheapest roster found then costs.

use super::super::WayOut;
use super::possible::{Possible, possible};
use super::promise::{Promise, with};
use crate::base::money::{Money, Rate};
use crate::model::Policy;
use crate::plan::{Findings, StaffingPlan};
use crate::problem::Case;
use crate::problem::roster::decode::plan_of;
use crate::problem::roster::{registry, write};
use crate::roster::search::optimise;
use crate::solve::Settings;
use crate::verify::judge_roster;
use std::collections::BTreeSet;

/// How many times dearer than the dearest thing of a roster a unit of bending is.
const TIMES_DEARER: f64 = 20.0;

/// The way out that bends one promise and keeps all others, if that alone is enough.
pub(super) fn bend(case: &Case, all: &BTreeSet<Promise>, promise: Promise, settings: &Settings) -> Option<WayOut> {
    let model = &case.model;
    let bend = registry::rule(promise.rule(model))?.card().bend?;
    let fewer: BTreeSet<Promise> = all.iter().copied().filter(|other| *other != promise).collect();
    let without = with(case, &fewer);
    // At a price, so that it is bent no further than it must be; if the rule knows no price, without it.
    let plan = roster(&at_a_price(case, &without, promise), settings).or_else(|| roster(&without, settings))?;
    let costs: Money = judge_roster(&without, &plan).charges.iter().map(|charge| charge.amount).sum();
    let amount = broken(&judge_roster(case, &plan), model, promise);
    let tidy = format!("{amount:.2}");
    let tidy = tidy.trim_end_matches('0').trim_end_matches('.');
    let what = bend.phrase.replace("{amount}", tidy).replace("{who}", &promise.subject(model).to_string());
    Some(WayOut { what, amount, unit: bend.unit.to_owned(), cost: costs, exact: true })
}

/// The case in which breaking one promise costs a lot, each unit as much.
fn at_a_price(case: &Case, without: &Case, promise: Promise) -> Case {
    let price = Some(Rate::from_major(TIMES_DEARER * dearest(case)));
    let mut bent = without.clone();
    match promise {
        Promise::Cover(cover) => {
            let cover = &mut bent.model.covers[cover];
            let priced = |side: Option<Rate>| if side == Some(Rate(0)) { price } else { side };
            (cover.under, cover.over) = (priced(cover.under), priced(cover.over));
        }
        Promise::Fixed(..) => {}
        Promise::Rule(policy, employee) => {
            let whole: &Policy = &case.model.policies[policy];
            let employees = employee.map_or_else(|| whole.employees.clone(), |employee| vec![employee]);
            bent.model.policies.push(Policy { employees, price, ..whole.clone() });
        }
    }
    bent
}

fn dearest(case: &Case) -> f64 {
    let problem = write(case).problem;
    let cells = problem.people.iter().flat_map(|worker| worker.costs.iter().chain(&worker.off));
    let all = cells.chain(problem.program.columns.iter().map(|column| &column.cost));
    all.copied().filter(|cost| cost.is_finite()).fold(1.0, f64::max)
}

/// A cheap roster of a case; `None` if there is none or none was found in time.
fn roster(case: &Case, settings: &Settings) -> Option<StaffingPlan> {
    let Ok(Possible::Yes(start)) = possible(case, settings, None) else { return None };
    let rostering = write(case);
    let answer = optimise(&rostering.problem, settings, start).ok()?;
    let lines = answer.lines.filter(|_| answer.cost.is_finite())?;
    let plan = plan_of(&case.model, &rostering.duties, &lines);
    judge_roster(case, &plan).breaches.is_empty().then_some(plan)
}

/// By how much a roster breaks one promise of the case.
fn broken(findings: &Findings, model: &crate::model::Model, promise: Promise) -> f64 {
    let subject = promise.subject(model);
    let about = |breach: &&crate::plan::Breach| {
        breach.rule == promise.rule(model)
            && match promise {
                Promise::Rule(policy, None) => breach.policy == model.policies[policy].id,
                Promise::Rule(policy, Some(_)) => {
                    breach.policy == model.policies[policy].id && breach.subject.who == subject.who
                }
                _ => breach.subject.who == subject.who && breach.subject.date == subject.date,
            }
    };
    findings.breaches.iter().filter(about).map(|breach| breach.amount.abs()).sum()
}
