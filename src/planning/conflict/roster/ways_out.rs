//! Promises of a roster bent as little as possible, and what the cheapest roster found then costs.

use super::promise::{RosterPromise, case_keeping};
use crate::conflict::explanation::WayOut;
use crate::conflict::roster::enumeration::LineEnumeration;
use crate::conflict::roster::feasibility::{FEW, Feasibility, feasibility};
use crate::conflict::ways_out::two_decimals;
use crate::model::Case;
use crate::model::{Model, Policy};
use crate::plan::{Findings, StaffingPlan};
use crate::roster::decode::plan_of;
use crate::roster::{registry, write_roster};
use crate::verify::judge_roster;
use base::money::{Money, Rate};
use mip::solver::{Deadline, Settings};
use rostering::search::optimise::optimise;
use std::collections::BTreeSet;

/// How many times dearer than the dearest thing of a roster a unit of bending is.
const TIMES_DEARER: f64 = 20.0;

/// Promises that are bent together: one, or all of a rule or of a cover.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RelaxedPromises(pub BTreeSet<RosterPromise>);

impl RelaxedPromises {
    /// All promises of the same rule or cover as this one.
    pub(super) fn alike(all: &BTreeSet<RosterPromise>, promise: RosterPromise, model: &Model) -> RelaxedPromises {
        let kind = promise.kinds(model)[0];
        RelaxedPromises(all.iter().copied().filter(|other| other.kinds(model)[0] == kind).collect())
    }

    /// Whom it is about, in words.
    fn who(&self, model: &Model) -> String {
        let first = self.0.first().copied();
        match (first, self.0.len()) {
            (Some(promise), 1) => promise.subject(model).to_string(),
            (Some(promise @ RosterPromise::Cover(_)), dates) => {
                format!("{} ({dates} dates)", promise.member(model).group)
            }
            (Some(RosterPromise::Fixed(..)), decided) => format!("all {decided} decided days"),
            (Some(promise), people) => format!("the {people} people of {}", promise.member(model).group),
            (None, _) => String::new(),
        }
    }
}

/// The way out that bends some promises and keeps all others, if that alone is enough and was found in time; with a name for
/// what it cannot be cheaper than.
pub(super) fn cheapest_relaxation(
    case: &Case,
    all: &BTreeSet<RosterPromise>,
    bent: &RelaxedPromises,
    settings: &Settings,
) -> Option<WayOut> {
    let model = &case.model;
    let bend = registry::rule(bent.0.first()?.rule(model))?.card.bend?;
    let fewer: BTreeSet<RosterPromise> = all.difference(&bent.0).copied().collect();
    let without = case_keeping(case, &fewer);
    // At a price, so that they are bent no further than they must be; if the rule knows no price, without it.
    let clock = Deadline::after(settings.time_limit);
    let (plan, near) = cheap_roster(&at_a_price(case, &without, bent), settings)
        .or_else(|| cheap_roster(&without, &clock.share(settings, 1.0)))?;
    let costs: Money = judge_roster(&without, &plan).charges.iter().map(|charge| charge.amount).sum();
    let findings = judge_roster(case, &plan);
    let amount: f64 = bent.0.iter().map(|&promise| broken_amount(&findings, model, promise)).sum();
    let what = bend.phrase.replace("{amount}", &two_decimals(amount)).replace("{who}", &bent.who(model));
    Some(WayOut { what, amount, unit: bend.unit.to_owned(), cost: costs, exact: true, cut_short: !near })
}

/// The case in which breaking these promises costs a lot, each unit as much.
fn at_a_price(case: &Case, without: &Case, bent: &RelaxedPromises) -> Case {
    let price = Some(Rate::from_major(TIMES_DEARER * dearest(case)));
    let mut priced = without.clone();
    let mut people: std::collections::BTreeMap<usize, Option<Vec<usize>>> = std::collections::BTreeMap::new();
    for &promise in &bent.0 {
        match promise {
            RosterPromise::Cover(cover) => {
                let cover = &mut priced.model.covers[cover];
                let dear = |side: Option<Rate>| if side == Some(Rate(0)) { price } else { side };
                (cover.under, cover.over) = (dear(cover.under), dear(cover.over));
            }
            RosterPromise::Fixed(..) => {}
            RosterPromise::Rule(policy, None) => drop(people.insert(policy, None)),
            RosterPromise::Rule(policy, Some(employee)) => {
                if let Some(people) = people.entry(policy).or_insert_with(|| Some(Vec::new())) {
                    people.push(employee);
                }
            }
        }
    }
    for (policy, employees) in people {
        let whole: &Policy = &case.model.policies[policy];
        let employees = employees.unwrap_or_else(|| whole.employees.clone());
        priced.model.policies.push(Policy { employees, price, ..whole.clone() });
    }
    priced
}

fn dearest(case: &Case) -> f64 {
    let problem = write_roster(case).problem;
    let cells = problem.people.iter().flat_map(|worker| worker.costs.iter().chain(&worker.off));
    let all = cells.chain(problem.program.columns.iter().map(|column| &column.cost));
    all.copied().filter(|cost| cost.is_finite()).fold(1.0, f64::max)
}

/// A cheap roster of a case, and whether it is known to be near the cheapest; `None` if there is none or none was found in
/// time.
fn cheap_roster(case: &Case, settings: &Settings) -> Option<(StaffingPlan, bool)> {
    let clock = Deadline::after(settings.time_limit);
    let Ok(Feasibility::Yes(start)) = feasibility(case, settings, None) else { return None };
    let rostering = write_roster(case);
    let every = LineEnumeration::of(&rostering.problem, FEW).filter(|_| !rostering.problem.program.rows.is_empty());
    let exact = every.and_then(|every| every.roster(&rostering.problem, &clock.share(settings, 1.0)).ok().flatten());
    if let Some(lines) = exact {
        let plan = plan_of(&case.model, &rostering.duties, &lines);
        return judge_roster(case, &plan).breaches.is_empty().then_some((plan, true));
    }
    let answer = optimise(&rostering.problem, &clock.share(settings, 1.0), start).ok()?;
    let lines = answer.lines.filter(|_| answer.cost.is_finite())?;
    let plan = plan_of(&case.model, &rostering.duties, &lines);
    let near = answer.cost - answer.bound <= settings.gap * answer.cost.abs().max(1.0);
    judge_roster(case, &plan).breaches.is_empty().then_some((plan, near))
}

/// By how much a roster breaks one promise of the case.
fn broken_amount(findings: &Findings, model: &Model, promise: RosterPromise) -> f64 {
    let subject = promise.subject(model);
    let about = |breach: &&crate::plan::Breach| {
        breach.rule == promise.rule(model)
            && match promise {
                RosterPromise::Rule(policy, None) => breach.policy == model.policies[policy].id,
                RosterPromise::Rule(policy, Some(_)) => {
                    breach.policy == model.policies[policy].id && breach.subject.who == subject.who
                }
                _ => breach.subject.who == subject.who && breach.subject.date == subject.date,
            }
    };
    findings.breaches.iter().filter(about).map(|breach| breach.amount.abs()).sum()
}
