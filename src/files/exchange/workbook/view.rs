//! What a workbook shows: the chosen people, their assignments, and the ledger entries that are theirs.

use crate::exchange::chosen::Chosen;
use crate::folder::PlanFolder;
use crate::roster::{Assignment, CoverHeads, Owners, assignments, heads};
use base::money::Money;
use planning::model::Model;
use planning::plan::LedgerEntry;
use std::collections::BTreeMap;

/// Stands for the owner of an entry that is nobody's, and for the assignment of an entry that belongs to none.
pub const NOBODY: &str = "(nobody)";

/// The parts of a workbook.
pub struct WorkbookView<'a> {
    /// The plan.
    pub kept: &'a PlanFolder,
    /// Indices of the employees shown, ascending.
    pub employees: Vec<usize>,
    /// Their assignments, by employee and start.
    pub assignments: Vec<Assignment<'a>>,
    /// The entries shown.
    pub entries: Vec<OwnedEntry<'a>>,
    /// Heads on covers; empty where not everybody is shown.
    pub heads: Vec<CoverHeads>,
    /// Sums of the entries by employee and by assignment, [`NOBODY`] included.
    pub costs: [BTreeMap<String, Money>; 2],
}

/// A ledger entry with what it belongs to.
pub struct OwnedEntry<'a> {
    /// The entry.
    pub entry: &'a LedgerEntry,
    /// Id of the employee, or [`NOBODY`].
    pub employee: &'a str,
    /// Id of the assignment, or [`NOBODY`].
    pub assignment: String,
}

impl<'a> WorkbookView<'a> {
    /// Of whom is chosen. Entries that are nobody's are shown where everybody is.
    pub fn of(kept: &'a PlanFolder, chosen: &Chosen) -> WorkbookView<'a> {
        let model = &kept.case.model;
        let mut assignments = assignments(model, &kept.plan);
        let heads = if chosen.all { heads(model, &assignments) } else { Vec::new() };
        assignments.retain(|assignment| chosen.employees.contains(&assignment.employee));
        // An entry with a date belongs to the first shift that starts on it.
        let mut first: BTreeMap<(usize, u32), &str> = BTreeMap::new();
        for assignment in &assignments {
            first.entry((assignment.employee, assignment.shift.day)).or_insert(&assignment.id);
        }
        let owners = Owners::of(model);
        let owned = |entry: &'a LedgerEntry| {
            let owner = owners.owner(entry);
            if !owner.map_or(chosen.all, |employee| chosen.employees.contains(&employee)) {
                return None;
            }
            let day = entry.subject.date.and_then(|date| u32::try_from(model.calendar.day(date)).ok());
            let assignment = owner.zip(day).and_then(|key| first.get(&key));
            Some(OwnedEntry {
                entry,
                employee: owner.map_or(NOBODY, |employee| &model.employees[employee].id),
                assignment: assignment.map_or(NOBODY, |id| id).to_owned(),
            })
        };
        let entries: Vec<OwnedEntry> = kept.ledger.entries.iter().filter_map(owned).collect();
        let mut costs = [BTreeMap::new(), BTreeMap::new()];
        for OwnedEntry { entry, employee, assignment } in &entries {
            *costs[0].entry((*employee).to_owned()).or_default() += entry.amount;
            *costs[1].entry(assignment.clone()).or_default() += entry.amount;
        }
        WorkbookView { kept, employees: chosen.employees.iter().copied().collect(), assignments, entries, heads, costs }
    }

    /// The model.
    pub fn model(&self) -> &'a Model {
        &self.kept.case.model
    }

    /// Sum of all entries shown.
    pub fn total(&self) -> Money {
        self.entries.iter().map(|owned| owned.entry.amount).sum()
    }

    /// Sum of the entries of an employee, or of [`NOBODY`].
    pub fn of_person(&self, id: &str) -> Money {
        self.costs[0].get(id).copied().unwrap_or_default()
    }

    /// Sum of the entries of an assignment, or of [`NOBODY`].
    pub fn of_assignment(&self, id: &str) -> Money {
        self.costs[1].get(id).copied().unwrap_or_default()
    }

    /// Cells below a header, as a formula names them: at least one, so that an empty table is one too.
    pub fn range(sheet: &str, column: &str, rows: usize) -> String {
        format!("{sheet}!${column}$2:${column}${}", rows.max(1) + 1)
    }

    /// A column of the assignments.
    pub fn of_assignments(&self, column: &str) -> String {
        WorkbookView::range(super::sheets::ASSIGNMENTS, column, self.assignments.len())
    }

    /// A column of the ledger.
    pub fn of_ledger(&self, column: &str) -> String {
        WorkbookView::range(super::sheets::LEDGER, column, self.entries.len())
    }
}
