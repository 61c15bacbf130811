//! The roster of a case: some lines to begin with, the search for the best, its judges, its reconciled ledger.

use super::planned::{Failure, Planned};
use crate::conflict::roster::{Feasibility, any_lines_will_do, feasibility, roster_conflict};
use crate::model::Case;
use crate::plan::{Ledger, StaffingPlan};
use crate::roster::decode::{lines_of, plan_of};
use crate::roster::{RosterProgram, write_roster};
use crate::verify;
use crate::verify::reconcile::PaidAmount;
use base::tolerance::{FEASIBILITY, PROVED_GAP};
use mip::outcome::{Ending, Outcome, Verdict};
use mip::solver::{Deadline, Settings};
use rostering::problem::recourse::best_columns;
use rostering::search::feasible_line::{feasible_line, feasible_lines};
use rostering::search::optimise::optimise;
use rostering::{Line, RosterProblem};

/// Share of the time in which some roster must be found before the best is looked for.
const FIRST_SHARE: f64 = 0.5;

/// Plans the roster of a case; `start`: a roster to begin with.
///
/// # Errors
/// See [`Failure`].
pub fn plan_roster(case: Case, settings: &Settings, start: Option<&StaffingPlan>) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let rostering = write_roster(&case);
    let given = start.and_then(|plan| given_lines(&case, &rostering, plan));
    let first = first_lines(&case, &rostering.problem, given, (&deadline, settings))?;
    let search = |first| optimise(&rostering.problem, &deadline.share(settings, 1.0), first).map_err(Failure::Bug);
    let mut answer = search(first)?;
    if answer.ending == Ending::Conflict {
        answer = search(Some(feasible_lines_of(&case, &rostering.problem, settings)?))?;
    }
    let Some(lines) = answer.lines.filter(|_| answer.cost.is_finite()) else {
        return Err(Failure::Stopped(stopped(settings)));
    };
    let plan = plan_of(&case.model, &rostering.duties, &lines);
    let ledger = ledger_of_roster(&case, &rostering, &lines, &plan)?;
    let outcome = outcome(&ledger, answer.bound + rostering.stamped.constant, (answer.ending, settings));
    let program = &rostering.problem.program;
    let size = [program.columns.len(), program.rows.len(), program.entries()];
    Ok(Planned { case, plan, ledger, outcome, size, without: None })
}

/// Lines to begin with: those given if they keep all rows, else some that do; `None` where any lines will do.
///
/// # Errors
/// There is no roster, or none was found in its share of the time.
pub(crate) fn first_lines(
    case: &Case,
    problem: &RosterProblem,
    given: Option<Vec<Line>>,
    (deadline, settings): (&Deadline, &Settings),
) -> Result<Option<Vec<Line>>, Failure> {
    let keeps_rows = |lines: &Vec<Line>| best_columns(problem, lines).is_some();
    if let Some(lines) = given.clone().filter(keeps_rows) {
        return Ok(Some(lines));
    }
    if given.is_none() && any_lines_will_do(case) {
        // The search finds lines, or somebody who has none.
        return Ok(None);
    }
    match feasibility(case, &deadline.share(settings, FIRST_SHARE), given).map_err(Failure::Bug)? {
        Feasibility::Yes(lines) => Ok(lines),
        Feasibility::No(alone) => Err(Failure::Infeasible(roster_conflict(case, &alone, settings))),
        Feasibility::Unknown => Err(Failure::Stopped(stopped(settings))),
    }
}

/// A feasible line for everybody, after a search that found none for somebody.
///
/// # Errors
/// Somebody has none.
fn feasible_lines_of(case: &Case, problem: &RosterProblem, settings: &Settings) -> Result<Vec<Line>, Failure> {
    let lines = feasible_lines(problem);
    let alone: Vec<usize> = (0..lines.len()).filter(|&person| lines[person].is_none()).collect();
    let all: Option<Vec<Line>> = lines.into_iter().collect();
    all.ok_or_else(|| Failure::Infeasible(roster_conflict(case, &alone, settings)))
}

/// A given roster as lines; whoever's line there may not be worked gets one that may. `None` if somebody has none.
pub(crate) fn given_lines(case: &Case, rostering: &RosterProgram, plan: &StaffingPlan) -> Option<Vec<Line>> {
    let problem = &rostering.problem;
    let lines = lines_of(&case.model, &rostering.duties, plan).into_iter().enumerate();
    let legal = |(person, line): (usize, Line)| match problem.people[person].cost(&line, problem.duties) {
        Some(_) => Some(line),
        None => feasible_line(problem, person),
    };
    lines.map(legal).collect()
}

/// The ledger of a roster that every judge passes and that costs what the program paid.
fn ledger_of_roster(
    case: &Case,
    rostering: &RosterProgram,
    lines: &[Line],
    plan: &StaffingPlan,
) -> Result<Ledger, Failure> {
    let findings = verify::judge_roster(case, plan);
    if let Some(breach) = findings.breaches.first() {
        return Err(Failure::Bug(format!("a roster broke {}: {}", breach.rule, breach.sentence)));
    }
    let paid = paid_for_lines(case, rostering, lines)?;
    verify::reconcile(&paid, &findings).map_err(|error| Failure::Bug(error.to_string()))
}

/// What the rules of the roster pay for lines.
///
/// # Errors
/// The lines break rows; a bug.
pub(crate) fn paid_for_lines(
    case: &Case,
    rostering: &RosterProgram,
    lines: &[Line],
) -> Result<Vec<PaidAmount>, Failure> {
    let point = best_columns(&rostering.problem, lines)
        .ok_or_else(|| Failure::Bug("no values of the program's columns keep the rows of a roster".to_owned()))?;
    let of_lines = rostering.paid(lines).into_iter().map(|(rule, account, employee, amount)| PaidAmount {
        rule,
        account: account.to_string(),
        who: case.model.employees[employee].id.clone(),
        amount,
    });
    let of_rows = rostering.stamped.terms.iter().map(|term| PaidAmount {
        rule: term.rule,
        account: term.account.clone(),
        who: term.subject.who.name(&case.model),
        // What the solver leaves below its tolerance is nothing.
        amount: Some(term.at(&point)).filter(|amount| amount.abs() > FEASIBILITY).unwrap_or(0.0),
    });
    Ok(of_lines.chain(of_rows).collect())
}

/// How good a roster is known to be, whose search ended in some way.
pub(crate) fn outcome(ledger: &Ledger, bound: f64, (ended, settings): (Ending, &Settings)) -> Outcome {
    let cost = ledger.total().major();
    let bound = bound.min(cost);
    let gap = (cost - bound) / cost.abs().max(0.01);
    let ending = match gap {
        _ if gap <= PROVED_GAP => Ending::Proved,
        _ if gap <= settings.gap => Ending::WithinGap,
        _ if ended == Ending::NoProgress => ended,
        _ => stopped(settings),
    };
    let verdict = if gap <= settings.gap.max(PROVED_GAP) { Verdict::Optimal } else { Verdict::Feasible };
    Outcome { verdict, ending, bound, gap }
}

pub(crate) fn stopped(settings: &Settings) -> Ending {
    if settings.interrupted() { Ending::Interrupted } else { Ending::TimeLimit }
}
