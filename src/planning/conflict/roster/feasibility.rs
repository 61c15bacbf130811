//! Whether any roster keeps all that must hold: the same people and rows without money, each hard row with a slack that
//! costs. A bound above nothing proves that there is no roster, a search that ends at nothing has found one.

use crate::conflict::roster::enumeration::LineEnumeration;
use crate::model::Case;
use crate::model::Model;
use crate::roster::{registry, write_roster};
use base::tolerance::FEASIBILITY;
use mip::solver::{Deadline, Settings};
use mip::{Column, Program};
use rostering::search::feasible_line::people_without_line;
use rostering::search::optimise::optimise;
use rostering::{Line, RosterProblem};

/// Lines of everybody up to which all of them are looked at before anything else, and after everything else.
pub(super) const FEW: usize = 3_000;
const MANY: usize = 20_000;

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Feasibility {
    /// There is one; such a roster, unless every choice of lines is one.
    Yes(Option<Vec<Line>>),
    /// These people have no line that they may work, or, where there are none, all of them together have no roster.
    No(Vec<usize>),
    /// The search was stopped before it knew.
    Unknown,
}

/// True if every choice of lines is a roster: no row has to hold whatever it costs.
pub fn any_lines_will_do(case: &Case) -> bool {
    let mut problem = write_roster(&hard_only(case)).problem;
    remove_costs(&mut problem);
    elastic_rows(&mut problem).is_none()
}

/// Looks for any roster of a case. `start`: a line for each person to begin with.
///
/// # Errors
/// The solver fails: its own words.
pub fn feasibility(case: &Case, settings: &Settings, start: Option<Vec<Line>>) -> Result<Feasibility, String> {
    let mut problem = write_roster(&hard_only(case)).problem;
    let none = people_without_line(&problem);
    if !none.is_empty() {
        return Ok(Feasibility::No(none));
    }
    remove_costs(&mut problem);
    let clock = Deadline::after(settings.time_limit);
    let settings = Settings { watcher: None, ..settings.clone() };
    // Few lines are decided at once; of more fractions are looked at first.
    let every = if problem.program.rows.is_empty() { None } else { LineEnumeration::of(&problem, MANY) };
    if let Some(answer) = every
        .as_ref()
        .filter(|every| every.len() <= FEW)
        .and_then(|every| decided_by_enumeration(every, &problem, &settings))
    {
        return Ok(answer);
    }
    let Some(softened) = elastic_rows(&mut problem) else { return Ok(Feasibility::Yes(None)) };
    let strict = std::mem::replace(&mut problem.program, softened);
    let answer = optimise(&problem, &settings, start)?;
    Ok(match answer.lines {
        Some(lines) if answer.cost <= FEASIBILITY => Feasibility::Yes(Some(lines)),
        _ if answer.bound > FEASIBILITY => Feasibility::No(Vec::new()),
        _ => {
            problem.program = strict;
            let left = clock.share(&settings, 1.0);
            every.and_then(|every| decided_by_enumeration(&every, &problem, &left)).unwrap_or(Feasibility::Unknown)
        }
    })
}

/// What a program over all lines says, if it says so in time.
fn decided_by_enumeration(
    every: &LineEnumeration,
    problem: &RosterProblem,
    settings: &Settings,
) -> Option<Feasibility> {
    let lines = every.roster(problem, settings).ok()?;
    Some(lines.map_or(Feasibility::No(Vec::new()), |lines| Feasibility::Yes(Some(lines))))
}

/// The case without what only charges: priced rules, wishes, and rules that refuse nothing.
fn hard_only(case: &Case) -> Case {
    let mut case = case.clone();
    let Model { policies, employees, .. } = &mut case.model;
    policies.retain(|policy| {
        policy.price.is_none() && registry::rule(&policy.rule).is_some_and(|rule| rule.card.bend.is_some())
    });
    employees.iter_mut().for_each(|employee| employee.wishes.clear());
    case
}

/// Takes all money away.
fn remove_costs(problem: &mut RosterProblem) {
    for worker in &mut problem.people {
        worker.costs.iter_mut().chain(&mut worker.off).filter(|cost| cost.is_finite()).for_each(|cost| *cost = 0.0);
    }
    problem.program.columns.iter_mut().for_each(|column| column.cost = 0.0);
}

/// The program in which each side of a row that nothing else relieves has a slack at a price of one a unit; `None` if there is
/// no such side.
fn elastic_rows(problem: &mut RosterProblem) -> Option<Program> {
    let program = &problem.program;
    let mut columns = program.columns.clone();
    let mut rows = Vec::with_capacity(program.rows.len());
    let mut any = false;
    for (index, &row) in program.rows.iter().enumerate() {
        let mut entries = program.row(index).to_vec();
        let relieved = |sign: f64| {
            let free = |&(column, factor): &(u32, f64)| {
                factor * sign > 0.0 && program.columns[column as usize].upper == f64::INFINITY
            };
            program.row(index).iter().any(free)
        };
        for (sign, limit) in [(1.0, row.lower), (-1.0, row.upper)] {
            if limit.is_finite() && !relieved(sign) {
                entries.push((columns.len() as u32, sign));
                columns.push(Column { cost: 1.0, lower: 0.0, upper: f64::INFINITY, whole: false });
                any = true;
            }
        }
        rows.push((row, entries));
    }
    let whole = |(row, entries): &(mip::Row, Vec<(u32, f64)>)| {
        let is = |value: f64| !value.is_finite() || value.fract() == 0.0;
        is(row.lower) && is(row.upper) && entries.iter().all(|&(_, factor)| factor.abs() == 1.0)
    };
    let links = problem.people.iter().flat_map(|worker| worker.links.iter().flatten());
    let whole = rows.iter().all(whole) && links.into_iter().all(|&(_, factor)| factor.fract() == 0.0);
    let mut softened = Program::of(columns);
    rows.into_iter().for_each(|(row, entries)| softened.push_row(row, entries));
    // Only slacks cost, each one a unit: what is missing is a whole number where all that adds up is.
    problem.grain = whole.then_some(1.0);
    any.then_some(softened)
}
