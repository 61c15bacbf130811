//! What a workbook shows: the chosen people, their assignments, and the lines of the ledger that are theirs.

use super::super::Chosen;
use crate::folder::Kept;
use crate::roster::{Assignment, Heads, Owners, assignments, heads};
use base::money::Money;
use planning::model::Model;
use planning::plan::Line;
use std::collections::BTreeMap;

/// Stands for the owner of a line that is nobody's, and for the assignment of a line that belongs to none.
pub const NOBODY: &str = "(nobody)";

/// The parts of a workbook.
pub struct View<'a> {
    /// The plan.
    pub kept: &'a Kept,
    /// Indices of the employees shown, ascending.
    pub employees: Vec<usize>,
    /// Their assignments, by employee and start.
    pub assignments: Vec<Assignment<'a>>,
    /// The lines shown.
    pub lines: Vec<Booked<'a>>,
    /// Heads on covers; empty where not everybody is shown.
    pub heads: Vec<Heads>,
    /// Sums of the lines by employee and by assignment, [`NOBODY`] included.
    pub costs: [BTreeMap<String, Money>; 2],
}

/// A line of the ledger with what it belongs to.
pub struct Booked<'a> {
    /// The line.
    pub line: &'a Line,
    /// Id of the employee, or [`NOBODY`].
    pub employee: &'a str,
    /// Id of the assignment, or [`NOBODY`].
    pub assignment: String,
}

impl<'a> View<'a> {
    /// Of whom is chosen. Lines that are nobody's are shown where everybody is.
    pub fn of(kept: &'a Kept, chosen: &Chosen) -> View<'a> {
        let model = &kept.case.model;
        let mut assignments = assignments(model, &kept.plan);
        let heads = if chosen.all { heads(model, &assignments) } else { Vec::new() };
        assignments.retain(|assignment| chosen.employees.contains(&assignment.employee));
        // A line with a date belongs to the first shift that starts on it.
        let mut first: BTreeMap<(usize, u32), &str> = BTreeMap::new();
        for assignment in &assignments {
            first.entry((assignment.employee, assignment.shift.day)).or_insert(&assignment.id);
        }
        let owners = Owners::of(model);
        let booked = |line: &'a Line| {
            let owner = owners.owner(line);
            if !owner.map_or(chosen.all, |employee| chosen.employees.contains(&employee)) {
                return None;
            }
            let day = line.subject.date.and_then(|date| u32::try_from(model.calendar.day(date)).ok());
            let assignment = owner.zip(day).and_then(|key| first.get(&key));
            Some(Booked {
                line,
                employee: owner.map_or(NOBODY, |employee| &model.employees[employee].id),
                assignment: assignment.map_or(NOBODY, |id| id).to_owned(),
            })
        };
        let lines: Vec<Booked> = kept.ledger.lines.iter().filter_map(booked).collect();
        let mut costs = [BTreeMap::new(), BTreeMap::new()];
        for Booked { line, employee, assignment } in &lines {
            *costs[0].entry((*employee).to_owned()).or_default() += line.amount;
            *costs[1].entry(assignment.clone()).or_default() += line.amount;
        }
        View { kept, employees: chosen.employees.iter().copied().collect(), assignments, lines, heads, costs }
    }

    /// The model.
    pub fn model(&self) -> &'a Model {
        &self.kept.case.model
    }

    /// Sum of all lines shown.
    pub fn total(&self) -> Money {
        self.lines.iter().map(|booked| booked.line.amount).sum()
    }

    /// Sum of the lines of an employee, or of [`NOBODY`].
    pub fn of_person(&self, id: &str) -> Money {
        self.costs[0].get(id).copied().unwrap_or_default()
    }

    /// Sum of the lines of an assignment, or of [`NOBODY`].
    pub fn of_assignment(&self, id: &str) -> Money {
        self.costs[1].get(id).copied().unwrap_or_default()
    }

    /// Cells below a header, as a formula names them: at least one, so that an empty table is one too.
    pub fn range(sheet: &str, column: &str, rows: usize) -> String {
        format!("{sheet}!${column}$2:${column}${}", rows.max(1) + 1)
    }

    /// A column of the assignments.
    pub fn of_assignments(&self, column: &str) -> String {
        View::range(super::ASSIGNMENTS, column, self.assignments.len())
    }

    /// A column of the ledger.
    pub fn of_ledger(&self, column: &str) -> String {
        View::range(super::LEDGER, column, self.lines.len())
    }
}
