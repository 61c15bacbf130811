//! A roster of people who serve services: heads on shifts, names for them, then breaks and skills.

use super::roster::{first, lines, outcome, pay_of_lines, stopped};
use super::{Failure, Planned};
use crate::mip::Program;
use crate::plan::{Ledger, StaffingPlan};
use crate::problem::Case;
use crate::problem::balance::decode::decode_named;
use crate::problem::named::{Heads, fixed::fixed, heads, targets::aim};
use crate::problem::roster::decode::plan_of;
use crate::problem::roster::{Rostering, write};
use crate::roster::Line;
use crate::roster::search::optimise;
use crate::solve::{Deadline, Settings, SolveError, Solved, solve};
use crate::verify::{self, books::Paid};

/// Share of the time for heads on shifts, which also give the bound.
const HEADS: f64 = 0.4;
/// Share of the time for whole heads.
const WHOLE: f64 = 0.15;
/// Share by which whole heads may be dearer than parts of heads to be aimed at.
const HURRIED: f64 = 0.03;
/// Share of the time for names, at most.
const NAMES: f64 = 0.4;
/// Share of the gap asked for that the heads may have.
const HEADS_GAP: f64 = 0.5;

/// Plans a case with employees and services.
///
/// # Errors
/// See [`Failure`].
pub(super) fn plan(case: Case, settings: &Settings, start: Option<&StaffingPlan>) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let rostering = write(&case);
    let heads = heads(&case, &rostering);
    let aimed = aimed(&heads.program, settings, &deadline)?;
    let bound = aimed.bound + heads.balance.written.constant + rostering.written.constant + heads.constant;
    let mut towards = write(&case);
    // Without heads in time the roster aims at nothing in particular; breaks and skills still make the best of it.
    if let Some(point) = &aimed.point {
        aim(&case.model, &heads, point, &mut towards);
    }
    let given = start.and_then(|plan| lines(&case, &rostering, plan));
    let first = first(&case, &towards.problem, given, (&deadline, settings))?;
    let quiet = Settings { watcher: None, ..deadline.share(settings, NAMES) };
    let named = optimise(&towards.problem, &quiet, first).map_err(Failure::Bug)?;
    let Some(lines) = named.lines.filter(|_| named.cost.is_finite()) else {
        return Err(Failure::Stopped(stopped(settings)));
    };
    let (plan, ledger) = served(&case, &rostering, &heads, &lines, &deadline.share(settings, 1.0))?;
    let outcome = outcome(&ledger, bound, (stopped(settings), settings));
    let size = [heads.program.columns.len(), heads.program.rows.len(), heads.program.entries()];
    Ok(Planned { case, plan, ledger, outcome, size })
}

/// Heads on shifts and a bound: first with parts of heads, which is quick, then whole ones if there is time.
fn aimed(program: &Program, settings: &Settings, deadline: &Deadline) -> Result<Solved, Failure> {
    let bug = |error: SolveError| Failure::Bug(error.to_string());
    let mut parts = program.clone();
    parts.columns.iter_mut().for_each(|column| column.whole = false);
    let quiet =
        |share: f64| Settings { gap: settings.gap * HEADS_GAP, watcher: None, ..deadline.share(settings, share) };
    let relaxed = solve(&parts, &quiet(HEADS)).map_err(bug)?;
    let whole = solve(program, &quiet(WHOLE)).map_err(bug)?;
    let bound = relaxed.bound.max(whole.bound);
    // Whole heads that are much dearer than parts of heads were found in a hurry, and are a poor aim.
    let near = |point: &Vec<f64>| relaxed.point.is_none() || program.cost(point) <= bound + bound.abs() * HURRIED;
    let point = whole.point.clone().filter(near).or(relaxed.point).or(whole.point.clone());
    Ok(Solved { point, bound, ..whole })
}

/// Breaks and work for the people of some lines, judged and booked.
fn served(
    case: &Case,
    rostering: &Rostering,
    heads: &Heads,
    lines: &[Line],
    settings: &Settings,
) -> Result<(StaffingPlan, Ledger), Failure> {
    let written = &heads.balance.written;
    let program = fixed(&case.model, heads, lines);
    let quiet = Settings { watcher: None, time_limit: settings.time_limit.max(LEAST_SECONDS), ..settings.clone() };
    let solved = solve(&program, &quiet).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = solved.point else { return Err(Failure::Stopped(solved.ending)) };
    let people = plan_of(&case.model, &rostering.duties, lines).people;
    let plan = decode_named(case, &heads.balance.sheet, written, &point, people);
    let findings = verify::judge_roster(case, &plan);
    if let Some(breach) = findings.breaches.first() {
        return Err(Failure::Bug(format!("a roster broke {}: {}", breach.rule, breach.sentence)));
    }
    let mut paid = pay_of_lines(case, rostering, lines)?;
    paid.extend(written.terms.iter().map(|term| Paid {
        rule: term.rule,
        account: term.account.clone(),
        who: term.subject.who.name(&case.model),
        amount: term.at(&point),
    }));
    let ledger = verify::close(&paid, &findings).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok((plan, ledger))
}

/// Seconds that breaks and skills get even where nothing is left of the time: without them there is no plan.
const LEAST_SECONDS: f64 = 5.0;
