//! Named people.

use super::people_context::PeopleContext;
use super::report::Report;
use super::{dates, fixed, wish};
use crate::load::codes;
use crate::load::schema::employee::{Contract, WrittenAbsence, WrittenEmployee};
use planning::model::{Absence, Clock, Employee, Skill};
use std::collections::{BTreeMap, BTreeSet};

/// All employees, in the order of the file.
pub fn resolve(plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Vec<Employee> {
    let colleagues: Vec<(&str, usize)> =
        plain.file.employee.keys().enumerate().map(|(index, id)| (id, index)).collect();
    let employees = plain.file.employee.entries.iter();
    let employees = employees.filter_map(|(id, written)| employee(id, written, plain, &colleagues, report)).collect();
    check_contracts(plain, report);
    employees
}

fn employee(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    colleagues: &[(&str, usize)],
    report: &mut Report<'_>,
) -> Option<Employee> {
    let at = |key| ["employee", id, key];
    let contract = contract(id, written, plain, report);
    let teams: Vec<(&str, usize)> = plain.file.team.keys().enumerate().map(|(index, id)| (id, index)).collect();
    let team = report.word(&at("team"), "team", &written.team, &teams);
    let (from, until) = (written.from.map(|date| date.0), written.until.map(|date| date.0));
    dates::check_order(&["employee", id], (from, until), report);
    let mut employee = Employee {
        id: id.to_string(),
        name: written.name.as_ref().map_or(id.to_string(), |name| name.0.clone()),
        team: team.first().copied()?,
        tags: tags(written, contract),
        skills: written
            .skills
            .iter()
            .map(|skill| Skill { name: skill.name.clone(), from: skill.from, until: skill.until })
            .collect(),
        shifts: contract.and_then(|(_, contract)| shifts(contract, plain)),
        wage: written.wage.or(contract.and_then(|(_, contract)| contract.wage)).map(|wage| wage.rate),
        from,
        until,
        available: available(id, written, plain, report),
        absences: written.absences.iter().enumerate().map(|place| absence(id, place, report)).collect(),
        wishes: Vec::new(),
        fixed: Vec::new(),
        published: fixed::published(id, written, plain, report),
        history: fixed::history(id, written, plain, report),
        carried: carried(id, written, plain, report),
    };
    employee.wishes = wish::resolve(id, written, plain, colleagues, report);
    employee.fixed = fixed::resolve(&employee, written, plain, report);
    Some(employee)
}

fn contract<'a>(
    id: &str,
    written: &'a WrittenEmployee,
    plain: &PeopleContext<'a>,
    report: &mut Report<'_>,
) -> Option<(&'a str, &'a Contract)> {
    let named = written.contract.as_ref()?;
    let known: Vec<(&str, usize)> = plain.file.contract.keys().enumerate().map(|(index, id)| (id, index)).collect();
    let index = report.word(&["employee", id, "contract"], "contract", named, &known).first().copied()?;
    plain.file.contract.entries.get(index).map(|(id, contract)| (id.as_str(), contract))
}

/// The tags of a person and of the contract, whose id is one of them.
fn tags(written: &WrittenEmployee, contract: Option<(&str, &Contract)>) -> Vec<String> {
    let mut tags: BTreeSet<String> = written.tags.iter().map(|tag| tag.0.clone()).collect();
    if let Some((id, contract)) = contract {
        tags.insert(id.to_string());
        tags.extend(contract.tags.iter().map(|tag| tag.0.clone()));
    }
    tags.into_iter().collect()
}

/// The shifts a contract allows; what is wrong with them is told once for the contract.
fn shifts(contract: &Contract, plain: &PeopleContext<'_>) -> Option<Vec<usize>> {
    let named = contract.shifts.as_ref()?;
    let meant = plain.words.iter().filter(|(word, _)| named.iter().any(|name| name == word));
    Some(meant.map(|(_, index)| *index).collect::<BTreeSet<_>>().into_iter().collect())
}

fn check_contracts(plain: &PeopleContext<'_>, report: &mut Report<'_>) {
    for (id, contract) in &plain.file.contract.entries {
        if let Some(shifts) = &contract.shifts {
            report.words(&["contract", id, "shifts"], "shift", shifts, &plain.words);
        }
    }
}

fn available(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<Vec<(Clock, Clock)>>> {
    let table = written.available.as_ref()?;
    let by_day = dates::by_day(table, plain.calendar, &["employee", id, "available"], report);
    let windows = by_day.into_iter().map(|windows| {
        let mut windows: Vec<(Clock, Clock)> = windows
            .iter()
            .flat_map(|windows| windows.all().iter())
            .map(|window| (window.from.0, window.end()))
            .collect();
        windows.sort_unstable();
        windows
    });
    Some(windows.collect())
}

fn absence(id: &str, (number, written): (usize, &WrittenAbsence), report: &mut Report<'_>) -> Absence {
    let (from, until) = (written.from.0, written.until.unwrap_or(written.from).0);
    dates::check_order(&["employee", id, "absences", &number.to_string()], (Some(from), Some(until)), report);
    if written.credit.0 > 1440 {
        let path = ["employee", id, "absences", &number.to_string(), "credit"];
        let message = format!("an absence of `{id}` counts {} a date", written.credit);
        report.error(&path, codes::OUT_OF_RANGE, message, "write at most 24h: it is the credit of each date");
    }
    Absence { from, until, kind: written.kind.0.clone(), credit: written.credit.0 }
}

/// Balances of rules that the model has.
fn carried(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
) -> BTreeMap<String, i64> {
    let known: Vec<(&str, usize)> =
        plain.file.rule.policies.keys().enumerate().map(|(index, id)| (id, index)).collect();
    for (rule, _) in &written.balances.entries {
        report.word(&["employee", id, "balances", rule], "rule", rule, &known);
    }
    written.balances.entries.iter().cloned().collect()
}
