//! All rules write; what they wrote becomes the engine's problem, with the stamps that the ledger needs.

use super::registry;
use crate::model::Case;
use crate::roster::builder::{CellCharge, LineDraft, RosterBuilder};
use crate::staffing::RowSubject;
use mip::StampedProgram;
use rostering::{Cell, Line, LineConstraint, RosterProblem, Worker};

use super::duty::Duty;
use std::sync::Arc;

/// A problem and where its parts come from.
pub struct RosterProgram {
    /// What the engine solves.
    pub problem: RosterProblem,
    /// The program with its stamps; its columns and rows are those of the problem.
    pub stamped: StampedProgram<RowSubject>,
    /// What may be worked.
    pub duties: Vec<Duty>,
    /// By employee.
    pub stamps: Vec<LineStamps>,
}

/// Where the cost of one employee's line comes from.
pub struct LineStamps {
    /// Money due for cells.
    pub pays: Vec<CellCharge>,
    /// For each constraint its rule and account.
    pub constraints: Vec<(&'static str, &'static str)>,
    /// By `day * duties + duty`: ids of the rules that forbid the cell.
    pub forbidden: Vec<Vec<&'static str>>,
    /// By day: ids of the rules that forbid to be off.
    pub never_off: Vec<Vec<&'static str>>,
}

/// Writes the roster of a case.
pub fn write_roster(case: &Case) -> RosterProgram {
    let mut builder = RosterBuilder::of(&case.model);
    for policy in &case.model.policies {
        if let Some(registered) = registry::rule(&policy.rule) {
            registered.rule.emit(case, policy, &mut builder);
        }
    }
    let stamped = builder.take_program().finish();
    let (days, duties) = (builder.days as usize, builder.duties.len());
    let mut people: Vec<Worker> = Vec::with_capacity(builder.people.len());
    let mut stamps = Vec::with_capacity(builder.people.len());
    for sketch in builder.people {
        let (worker, stamp) = worker(sketch, days, duties);
        people.push(worker);
        stamps.push(stamp);
    }
    for link in builder.links {
        people[link.employee].links[link.day as usize * duties + link.duty].push((link.row, link.factor));
    }
    let priced = case.model.policies.iter().any(|policy| policy.price.is_some());
    let grain = if priced { None } else { grain(&people, &stamped) };
    let problem = RosterProblem { days, duties, people, program: stamped.program.clone(), grain };
    RosterProgram { problem, stamped, duties: builder.duties, stamps }
}

fn worker(sketch: LineDraft, days: usize, duties: usize) -> (Worker, LineStamps) {
    let cost = |forbidden: &Vec<&'static str>| if forbidden.is_empty() { 0.0 } else { f64::INFINITY };
    let mut costs: Vec<f64> = sketch.forbidden.iter().map(cost).collect();
    let mut off: Vec<f64> = sketch.never_off.iter().map(cost).collect();
    for pay in &sketch.pays {
        let place = match pay.duty {
            Some(duty) => &mut costs[pay.day as usize * duties + duty],
            None => &mut off[pay.day as usize],
        };
        *place += pay.amount;
    }
    let (constraints, names): (Vec<LineConstraint>, Vec<_>) = sketch
        .constraints
        .into_iter()
        .map(|constraint| (constraint.constraint, (constraint.rule, constraint.account)))
        .unzip();
    let worker = Worker { costs, off, constraints, links: vec![Vec::new(); days * duties] };
    let stamps =
        LineStamps { pays: sketch.pays, constraints: names, forbidden: sketch.forbidden, never_off: sketch.never_off };
    (worker, stamps)
}

/// What all costs are whole multiples of, in major units, where that is plain to see: whole cents for cells and for
/// columns that can only take whole values.
fn grain(people: &[Worker], stamped: &StampedProgram<RowSubject>) -> Option<f64> {
    let program = &stamped.program;
    let whole = |value: f64| !value.is_finite() || value.fract() == 0.0;
    let mut rows_of = vec![0u32; program.columns.len()];
    for (index, row) in program.rows.iter().enumerate() {
        if !whole(row.lower) || !whole(row.upper) {
            return None;
        }
        for &(column, factor) in program.row(index) {
            rows_of[column as usize] += 1;
            if factor.abs() != 1.0 {
                return None;
            }
        }
    }
    let shared = rows_of.iter().zip(&program.columns).any(|(&rows, column)| rows > 1 && !column.whole);
    let links = people.iter().flat_map(|worker| worker.links.iter().flatten());
    if shared || links.into_iter().any(|&(_, factor)| factor.fract() != 0.0) {
        return None;
    }
    let cells = people.iter().flat_map(|worker| worker.costs.iter().chain(&worker.off));
    let columns = program.columns.iter().map(|column| &column.cost);
    let mut cents: u64 = 0;
    for cost in cells.chain(columns).filter(|cost| cost.is_finite()) {
        let amount = cost.abs() * 100.0;
        if (amount - amount.round()).abs() > base::tolerance::WHOLE_WEIGHT {
            return None;
        }
        cents = gcd(cents, amount.round() as u64);
    }
    (cents > 0).then_some(cents as f64 / 100.0)
}

fn gcd(left: u64, right: u64) -> u64 {
    if right == 0 { left } else { gcd(right, left % right) }
}

impl RosterProgram {
    /// What lines pay by rule, account and employee, in major units: one amount for each cell or constraint.
    pub fn paid(&self, lines: &[Line]) -> Vec<(&'static str, Arc<str>, usize, f64)> {
        let mut paid = Vec::new();
        for (employee, line) in lines.iter().enumerate() {
            let stamps = &self.stamps[employee];
            let due = |pay: &&CellCharge| line[pay.day as usize] == pay.duty as Cell;
            paid.extend(
                stamps.pays.iter().filter(due).map(|pay| (pay.rule, Arc::clone(&pay.account), employee, pay.amount)),
            );
            for (constraint, (rule, account)) in
                self.problem.people[employee].constraints.iter().zip(&stamps.constraints)
            {
                let amount = constraint.cost(line, self.problem.duties).unwrap_or(f64::INFINITY);
                paid.push((*rule, (*account).into(), employee, amount));
            }
        }
        paid
    }
}
