//! What each person works and costs.

use super::assignment::Assignment;
use base::money::Money;
use planning::model::Model;
use planning::plan::{Ledger, LedgerEntry, accounts};
use std::collections::{BTreeMap, BTreeSet};

/// One person's roster line in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFigures {
    /// Shifts.
    pub shifts: u32,
    /// Paid minutes.
    pub paid_minutes: i64,
    /// Shifts that end on a later date than they start, midnight itself not counted.
    pub overnight: u32,
    /// Calendar weeks in which a shift starts on the weekend.
    pub weekends: u32,
    /// Ledger entries about this person.
    pub cost: Money,
}

/// Whom the entries of a ledger are about.
pub struct Owners<'a> {
    ids: BTreeMap<&'a str, usize>,
}

impl<'a> Owners<'a> {
    /// The employees of a model.
    pub fn of(model: &'a Model) -> Self {
        let ids = model.employees.iter().enumerate();
        Owners { ids: ids.map(|(index, employee)| (employee.id.as_str(), index)).collect() }
    }

    /// The employee whom an entry is about. Missing and surplus heads are nobody's, whatever their cover is called.
    pub fn owner(&self, entry: &LedgerEntry) -> Option<usize> {
        match entry.account.as_str() {
            accounts::PRICE_SHORTAGE | accounts::PRICE_SURPLUS | accounts::PRICE_TARGET => None,
            _ => self.ids.get(entry.subject.who.as_str()).copied(),
        }
    }
}

/// The figures of all employees, in the model's order.
pub fn figures(model: &Model, assignments: &[Assignment], ledger: &Ledger) -> Vec<PersonFigures> {
    let calendar = &model.calendar;
    let mut people = vec![PersonFigures::default(); model.employees.len()];
    let mut weekends = vec![BTreeSet::new(); model.employees.len()];
    for Assignment { employee, shift, .. } in assignments {
        let person = &mut people[*employee];
        person.shifts += 1;
        person.paid_minutes += shift.paid_minutes(&model.shifts[shift.template]);
        let last = calendar.local(shift.start + i64::from(shift.span) - 1).date();
        person.overnight += u32::from(last > calendar.date(shift.day.into()));
        if calendar.is_weekend(calendar.date(shift.day.into())) {
            weekends[*employee].insert(calendar.week(shift.day.into()));
        }
    }
    for (person, weekends) in people.iter_mut().zip(weekends) {
        person.weekends = weekends.len() as u32;
    }
    let owners = Owners::of(model);
    for entry in &ledger.entries {
        if let Some(employee) = owners.owner(entry) {
            people[employee].cost += entry.amount;
        }
    }
    people
}
