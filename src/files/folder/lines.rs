//! `lines.csv` and `cover.csv` of a roster: what each person works and costs, and heads against need.

use crate::folder::table;
use crate::roster::{Assignment, figures, heads};
use base::money::Money;
use planning::model::Model;
use planning::plan::Ledger;

/// One row for each employee, also for those who do not work.
///
/// # Errors
/// The rows cannot be written as CSV; that is a bug.
pub fn people(model: &Model, assignments: &[Assignment], ledger: &Ledger) -> Result<Vec<u8>, csv::Error> {
    let people = figures(model, assignments, ledger);
    let rows = model.employees.iter().zip(people).map(|(employee, person)| {
        vec![
            employee.id.clone(),
            employee.name.clone(),
            model.teams[employee.team].id.clone(),
            person.shifts.to_string(),
            person.paid_minutes.to_string(),
            person.overnight.to_string(),
            person.weekends.to_string(),
            plain(person.cost),
        ]
    });
    table(&["employee", "name", "team", "shifts", "paid_minutes", "overnight", "weekends", "cost"], rows)
}

/// One row for each cover.
///
/// # Errors
/// As for [`people`].
pub fn cover(model: &Model, assignments: &[Assignment]) -> Result<Vec<u8>, csv::Error> {
    let rows = heads(model, assignments).into_iter().map(|heads| {
        let cover = &model.covers[heads.cover];
        let shifts: Vec<&str> = cover.shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect();
        let teams: Vec<&str> = cover.teams.iter().map(|&team| model.teams[team].id.as_str()).collect();
        let teams = if teams.len() == model.teams.len() { String::new() } else { teams.join(" ") };
        vec![
            cover.id.clone(),
            model.calendar.date(cover.day.into()).to_string(),
            cover.day.to_string(),
            shifts.join(" "),
            teams,
            cover.skill.clone().unwrap_or_default(),
            cover.need.to_string(),
            heads.have.to_string(),
            heads.short.to_string(),
            heads.over.to_string(),
            plain(heads.price),
        ]
    });
    table(&["cover", "date", "day", "shifts", "teams", "skill", "need", "have", "short", "over", "price"], rows)
}

fn plain(amount: Money) -> String {
    amount.to_string().replace(',', "")
}
