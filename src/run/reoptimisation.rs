//! The whole roster re-optimised with one cell fixed: what it would cost if everybody's line could change.

use base::money::Money;
use mip::solver::Settings;
use planning::conflict::roster::{Feasibility, feasibility};
use planning::model::Case;
use planning::model::FixedAssignment;
use planning::roster::decode::plan_of;
use planning::roster::write_roster;
use planning::verify::judge_lines;
use rostering::Line;
use rostering::search::feasible_line::feasible_line;
use rostering::search::optimise::optimise;

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reoptimised {
    /// The cheapest roster that was found costs so much.
    Costs(Money),
    /// No roster at all keeps every rule.
    Impossible,
    /// None was found in time.
    NotFound,
}

/// Searches for a cheap roster in which an employee starts a shift of a kind on a day, or none. `lines`: a roster without.
pub(super) fn reoptimise(
    case: &Case,
    (employee, day, kind): (usize, u32, Option<usize>),
    lines: &[Line],
    seconds: f64,
) -> Reoptimised {
    let mut decided = case.clone();
    let fixed = &mut decided.model.employees[employee].fixed;
    fixed.retain(|fixed| fixed.day != day);
    fixed.push(FixedAssignment { day, shift: kind.map(|rule| (rule, None, None)) });
    let rostering = write_roster(&decided);
    let Some(line) = feasible_line(&rostering.problem, employee) else { return Reoptimised::Impossible };
    let mut start = lines.to_vec();
    start[employee] = line;
    let settings = Settings { time_limit: seconds / 2.0, ..Settings::default() };
    let first = match feasibility(&decided, &settings, Some(start.clone())) {
        Ok(Feasibility::Yes(lines)) => lines.unwrap_or(start),
        Ok(Feasibility::No(_)) => return Reoptimised::Impossible,
        _ => return Reoptimised::NotFound,
    };
    let answer = optimise(&rostering.problem, &settings, Some(first)).ok().filter(|answer| answer.cost.is_finite());
    let Some(lines) = answer.and_then(|answer| answer.lines) else { return Reoptimised::NotFound };
    let findings = judge_lines(&decided, &plan_of(&decided.model, &rostering.duties, &lines));
    match findings.breaches.is_empty() {
        true => Reoptimised::Costs(findings.charges.iter().map(|charge| charge.amount).sum()),
        false => Reoptimised::NotFound,
    }
}
