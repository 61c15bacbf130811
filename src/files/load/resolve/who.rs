//! Whom and what words of a rule mean: people, shifts, days.

use super::people_context::PeopleContext;
use super::report::Report;
use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::quantity::WrittenPremiumDays;
use crate::load::schema::rule::WrittenPolicy;
use chrono::Datelike;
use planning::model::Employee;
use std::collections::BTreeSet;

/// The employees a rule is about, ascending: those whom every one of its keys names.
pub fn employees(
    path: &[&str; 2],
    written: &WrittenPolicy,
    plain: &PeopleContext<'_>,
    employees: &[Employee],
    report: &mut Report<'_>,
) -> Vec<usize> {
    let at = |key| [path[0], path[1], key];
    let mut chosen: BTreeSet<usize> = (0..employees.len()).collect();
    let mut keep = |people: Vec<usize>| {
        let people: BTreeSet<usize> = people.into_iter().collect();
        chosen.retain(|index| people.contains(index));
    };
    if let Some(ids) = &written.teams {
        let teams = report.indices(&at("teams"), "team", ids, plain.file.team.keys());
        keep((0..employees.len()).filter(|&index| teams.contains(&employees[index].team)).collect());
    }
    if let Some(ids) = &written.employees {
        keep(report.indices(&at("employees"), "employee", ids, plain.file.employee.keys()));
    }
    if let Some(ids) = &written.contracts {
        report.indices(&at("contracts"), "contract", ids, plain.file.contract.keys());
        let of_contract = |index: &usize| plain.file.employee.entries[*index].1.contract.as_ref();
        keep((0..employees.len()).filter(|index| of_contract(index).is_some_and(|id| ids.contains(id))).collect());
    }
    if let Some(words) = &written.tags {
        keep(report.words(&at("tags"), "tag", words, &tags(plain, employees)));
    }
    chosen.into_iter().collect()
}

/// People named by id or tag, ascending.
pub fn people(
    path: &[&str],
    words: &[String],
    plain: &PeopleContext<'_>,
    employees: &[Employee],
    report: &mut Report<'_>,
) -> Vec<usize> {
    let mut known: Vec<(&str, usize)> =
        employees.iter().enumerate().map(|(index, employee)| (employee.id.as_str(), index)).collect();
    known.extend(tags(plain, employees));
    let mut found = report.words(path, "employee or tag", words, &known);
    found.retain(|index| *index != NOBODY);
    found.sort_unstable();
    found
}

/// Everybody's tags. Those of a contract are known even if nobody has it in this scenario; they then stand for
/// [`NOBODY`].
fn tags<'a>(plain: &PeopleContext<'a>, employees: &'a [Employee]) -> Vec<(&'a str, usize)> {
    let of_people = employees.iter().enumerate();
    let of_people = of_people.flat_map(|(index, employee)| employee.tags.iter().map(move |tag| (tag.as_str(), index)));
    let of_contracts = plain.file.contract.entries.iter().flat_map(|(id, contract)| {
        std::iter::once(id.as_str()).chain(contract.tags.iter().map(|tag| tag.0.as_str())).map(|tag| (tag, NOBODY))
    });
    of_people.chain(of_contracts).collect()
}

/// Stands for a word that is known and names nobody.
const NOBODY: usize = usize::MAX;

/// Indices of the shifts named, ascending.
pub fn shifts(path: &[&str], words: &[String], plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Vec<usize> {
    let mut shifts = report.words(path, "shift", words, &plain.words);
    shifts.sort_unstable();
    shifts
}

/// The days of the plan on which a rule holds.
pub fn days(written: &WrittenPolicy, plain: &PeopleContext<'_>) -> Vec<u32> {
    let calendar = plain.calendar;
    let holds = |day: &u32| {
        let date = calendar.date(i64::from(*day));
        let named = match &written.days {
            None => true,
            Some(WrittenPremiumDays::Weekend) => calendar.is_weekend(date),
            Some(WrittenPremiumDays::Holiday) => calendar.holidays.contains(&date),
            Some(WrittenPremiumDays::On(days)) => days.0.contains(&date.weekday()),
        };
        named && written.from.is_none_or(|from| from.0 <= date) && written.until.is_none_or(|until| date <= until.0)
    };
    (0..calendar.days).filter(holds).collect()
}

/// A skill that nobody has is an error.
pub fn check_skill(path: &[&str], skill: &str, employees: &[Employee], report: &mut Report<'_>) {
    let known: BTreeSet<&str> =
        employees.iter().flat_map(|employee| &employee.skills).map(|skill| skill.name.as_str()).collect();
    if !known.contains(skill) {
        let message = format!("nobody has the skill `{skill}`");
        report.error(path, codes::UNKNOWN_ID, message, suggest(skill, known));
    }
}
