//! A roster in a few figures: heads, wishes, what each rule costs, who works what.

use base::money::{Money, Rate};
use files::roster::assignments;
use files::roster::heads;
use files::roster::{PersonFigures, figures};
use planning::model::Model;
use planning::plan::{Ledger, StaffingPlan, accounts};
use std::collections::BTreeMap;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RosterFigures {
    /// Assignments.
    pub shifts: u32,
    /// Heads missing, over all covers.
    pub missing: u32,
    /// Heads too many, over all covers that price or forbid them.
    pub surplus: u32,
    /// Wishes of everybody.
    pub wishes: u32,
    /// Those that are not fulfilled and have a price.
    pub unmet: u32,
    /// What each rule costs, by id.
    pub rules: Vec<(String, Money)>,
    /// Everybody, in the model's order.
    pub people: Vec<PersonRow>,
}

/// One person's line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonRow {
    /// Short name.
    pub id: String,
    /// Their figures.
    pub figures: PersonFigures,
    /// By day of the horizon the shift that starts, `-` for none.
    pub cells: Vec<String>,
}

/// The figures of a plan; `None` for a plan without names.
pub fn summary(model: &Model, plan: &StaffingPlan, ledger: &Ledger) -> Option<RosterFigures> {
    if model.employees.is_empty() {
        return None;
    }
    let assignments = assignments(model, plan);
    let heads = heads(model, &assignments);
    let mut rules: BTreeMap<&str, Money> = BTreeMap::new();
    for entry in &ledger.entries {
        *rules.entry(&entry.rule).or_insert(Money::ZERO) += entry.amount;
    }
    let mut people: Vec<PersonRow> = figures(model, &assignments, ledger)
        .into_iter()
        .zip(&model.employees)
        .map(|(figures, employee)| PersonRow {
            id: employee.id.clone(),
            figures,
            cells: vec!["-".to_owned(); model.calendar.days as usize],
        })
        .collect();
    for assignment in &assignments {
        let shift = &model.shifts[assignment.shift.template].id;
        let cell = &mut people[assignment.employee].cells[assignment.shift.day as usize];
        *cell = if cell == "-" { shift.clone() } else { format!("{cell}+{shift}") };
    }
    Some(RosterFigures {
        shifts: assignments.len() as u32,
        missing: heads.iter().map(|heads| heads.short).sum(),
        // A cover that only asks for the least has nothing against more.
        surplus: heads
            .iter()
            .filter(|heads| model.covers[heads.cover].over != Some(Rate(0)))
            .map(|heads| heads.over)
            .sum(),
        wishes: model.employees.iter().map(|employee| employee.wishes.len() as u32).sum(),
        unmet: ledger.entries.iter().filter(|entry| entry.account == accounts::PRICE_WISH).count() as u32,
        rules: rules.into_iter().map(|(rule, amount)| (rule.to_owned(), amount)).collect(),
        people,
    })
}
