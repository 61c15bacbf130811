//! A roster of people who serve services: a bound from heads on shifts, names for shifts, then breaks and skills.

mod bound;
mod names;

use super::roster::{lines, outcome, pay_of_lines, stopped};
use super::{Failure, Planned};
use crate::plan::{Ledger, StaffingPlan};
use crate::problem::Case;
use crate::problem::balance::decode::decode_named;
use crate::problem::named::{Heads, fixed::fixed, heads};
use crate::problem::roster::decode::plan_of;
use crate::problem::roster::{Rostering, write};
use crate::solve::{Deadline, Settings, solve};
use crate::verify::{self, books::Paid};
use names::Named;

/// Plans a case with employees and services.
///
/// # Errors
/// See [`Failure`].
pub(super) fn plan(case: Case, settings: &Settings, start: Option<&StaffingPlan>) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let rostering = write(&case);
    let heads = heads(&case, &rostering);
    let constant = heads.balance.written.constant + rostering.written.constant;
    let eased = bound::bound(&case, &heads, settings, &deadline)?;
    let given = start.and_then(|plan| lines(&case, &rostering, plan));
    let about = names::About { case: &case, rostering: &rostering, heads: &heads, settings, deadline: &deadline };
    let named = about.name(&eased, given, constant)?;
    let (plan, ledger) = served(&case, &rostering, &heads, &named, &deadline.share(settings, 1.0))?;
    let outcome = outcome(&ledger, eased.bound + heads.constant + constant, (stopped(settings), settings));
    let size = [heads.program.columns.len(), heads.program.rows.len(), heads.program.entries()];
    Ok(Planned { case, plan, ledger, outcome, size, without: None })
}

/// Breaks and work for the people of some lines, judged and booked.
fn served(
    case: &Case,
    rostering: &Rostering,
    heads: &Heads,
    named: &Named,
    settings: &Settings,
) -> Result<(StaffingPlan, Ledger), Failure> {
    let written = &heads.balance.written;
    let program = fixed(&case.model, heads, &named.lines, named.begins.as_deref());
    // With breaks decided, what is left is a tiny program for each interval, which nothing should cut short.
    let seconds = if named.begins.is_some() { ENOUGH_SECONDS } else { settings.time_limit.max(LEAST_SECONDS) };
    let quiet = Settings { watcher: None, time_limit: seconds, ..settings.clone() };
    let solved = solve(&program, &quiet).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = solved.point else { return Err(Failure::Stopped(solved.ending)) };
    let people = plan_of(&case.model, &rostering.duties, &named.lines).people;
    let plan = decode_named(case, &heads.balance.sheet, written, &point, people);
    let findings = verify::judge_roster(case, &plan);
    if let Some(breach) = findings.breaches.first() {
        return Err(Failure::Bug(format!("a roster broke {}: {}", breach.rule, breach.sentence)));
    }
    let mut paid = pay_of_lines(case, rostering, &named.lines)?;
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
/// Seconds that are never used up by skills alone.
const ENOUGH_SECONDS: f64 = 600.0;
