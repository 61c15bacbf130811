//! What is decided for somebody, and what they worked before the first day.

use super::dates;
use super::people_context::PeopleContext;
use super::report::Report;
use super::shift::RESERVED;
use crate::load::codes;
use crate::load::quantity::{WrittenClock, WrittenMinutes};
use crate::load::schema::employee::{WrittenEmployee, WrittenFixed};
use chrono::Datelike;
use planning::model::{Clock, Employee, FixedAssignment, PastShift, ShiftTemplate};
use std::collections::BTreeMap;

/// A shift template, with its local start and span where they are given.
type FixedShift = (usize, Option<Clock>, Option<u32>);

/// The assignments that the plan must keep, by day; those outside are left out, with one warning.
pub fn resolve(
    employee: &Employee,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
) -> Vec<FixedAssignment> {
    let id = employee.id.as_str();
    let mut all: Vec<FixedAssignment> = Vec::new();
    let mut outside = Vec::new();
    for (number, fixed) in written.fixed.iter().enumerate() {
        let number = number.to_string();
        let path = ["employee", id, "fixed", number.as_str()];
        let Some(day) = dates::day(plain.calendar, fixed.date.0) else {
            outside.push(number);
            continue;
        };
        if all.iter().any(|other| other.day == day) {
            let message = format!("`{id}` has two fixed assignments on {}", fixed.date.0);
            report.error(&path, codes::FIXED_TWICE, message, "keep one of the two");
            continue;
        }
        let shift = match fixed.shift.as_deref() {
            None => None,
            Some(word) if word == RESERVED[0] => None,
            Some(word) => match shift(&path, word, plain, report) {
                Some(rule) => Some((rule, fixed.start.map(|start| start.0), span(&plain.shifts[rule], fixed.paid))),
                None => continue,
            },
        };
        if let Some(why) = shift.and_then(|(rule, ..)| impossible(employee, fixed, rule, plain)) {
            let message = format!("`{id}` has a fixed shift on {}, and {why}", fixed.date.0);
            report.error(&path, codes::FIXED_IMPOSSIBLE, message, "correct the assignment, or what forbids it");
        }
        all.push(FixedAssignment { day, shift });
    }
    if let Some(first) = outside.first() {
        let message =
            format!("{} of the fixed assignments of `{id}` lie outside the plan and are left out", outside.len());
        let help = "check the dates, and `start` and `days`";
        report.warning(&["employee", id, "fixed", first], codes::OUTSIDE_PLAN, message, help);
    }
    all.sort_by_key(|fixed| fixed.day);
    all
}

/// What was published for the days of the plan, by day. With a file everybody was off where it has dates and no row.
pub fn published(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<FixedAssignment>> {
    let people = || plain.file.employee.entries.iter().map(|(_, employee)| employee);
    let dates = || people().flat_map(|employee| employee.published.iter().flatten()).map(|entry| entry.date.0);
    let whole = dates().min().zip(dates().max()).filter(|_| plain.file.employees.published.is_some());
    let mut days: BTreeMap<u32, Option<FixedShift>> = BTreeMap::new();
    if let Some((first, last)) = whole {
        let covered = |day: &u32| (first..=last).contains(&plain.calendar.date(i64::from(*day)));
        days.extend((0..plain.calendar.days).filter(covered).map(|day| (day, None)));
    } else {
        written.published.as_ref()?;
    }
    for (number, entry) in written.published.iter().flatten().enumerate() {
        let number = number.to_string();
        let path = ["employee", id, "published", number.as_str()];
        let Some(day) = dates::day(plain.calendar, entry.date.0) else { continue };
        let worked = match entry.shift.as_deref() {
            None => None,
            Some(word) if word == RESERVED[0] => None,
            Some(word) => shift(&path, word, plain, report)
                .map(|rule| (rule, entry.start.map(|start| start.0), span(&plain.shifts[rule], entry.paid))),
        };
        if days.insert(day, worked).flatten().is_some() {
            let message = format!("`{id}` has two published shifts on {}", entry.date.0);
            report.error(&path, codes::FIXED_TWICE, message, "keep one of the two");
        }
    }
    Some(days.into_iter().map(|(day, shift)| FixedAssignment { day, shift }).collect())
}

/// The shift of an id; a tag would leave open which.
fn shift(path: &[&str], word: &str, plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Option<usize> {
    let known: Vec<(&str, usize)> = plain.file.shift.keys().enumerate().map(|(index, id)| (id, index)).collect();
    let path: Vec<&str> = path.iter().copied().chain(["shift"]).collect();
    report.word(&path, "shift", word, &known).first().copied()
}

/// Minutes from start to end of a shift with this paid length.
fn span(rule: &ShiftTemplate, paid: Option<WrittenMinutes>) -> Option<u32> {
    let unpaid: u32 = rule.breaks.iter().filter(|rest| !rest.paid).map(|rest| rest.length).sum();
    paid.map(|paid| paid.0.saturating_add(unpaid))
}

/// Why somebody cannot work a shift.
fn impossible(employee: &Employee, fixed: &WrittenFixed, rule: usize, plain: &PeopleContext<'_>) -> Option<String> {
    let (date, shift) = (fixed.date.0, &plain.shifts[rule]);
    let team = &plain.teams[employee.team];
    let span = span(shift, fixed.paid);
    let fits = |(start, length): (u32, u32)| {
        fixed.start.is_none_or(|given| given.0 == start) && span.is_none_or(|given| given == length)
    };
    if !team.shifts.contains(&rule) {
        Some(format!("the team `{}` does not work `{}`", team.id, shift.id))
    } else if employee.shifts.as_ref().is_some_and(|shifts| !shifts.contains(&rule)) {
        Some(format!("the contract does not allow `{}`", shift.id))
    } else if !employee.is_there(date) {
        Some("is away or not employed then".to_string())
    } else if !shift.days.contains(&date.weekday()) {
        Some(format!("`{}` does not start on that day of the week", shift.id))
    } else if !shift.variants().any(fits) {
        Some(format!("`{}` has no such start or length", shift.id))
    } else {
        None
    }
}

/// Shifts before the first day, ascending; `None` if nothing is known.
pub fn history(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<PastShift>> {
    let mut all = Vec::new();
    for (number, past) in written.history.as_ref()?.iter().enumerate() {
        let number = number.to_string();
        let path = ["employee", id, "history", number.as_str()];
        let day = plain.calendar.day(past.date.0);
        if day >= 0 {
            let message = format!("the history of `{id}` has {}, which is not before the plan", past.date.0);
            let help = "keep shifts of the plan in `fixed`, and earlier ones here";
            report.error(&path, codes::OUTSIDE_PLAN, message, help);
            continue;
        }
        let Some(rule) = shift(&path, &past.shift, plain, report) else { continue };
        let shift = &plain.shifts[rule];
        let mut only = |key: &str, given: Option<u32>, known: &[u32], shown: fn(u32) -> String| {
            let [one] = known else {
                if given.is_none() {
                    let message = format!("`{id}` worked `{}` on {}; its `{key}` is not known", shift.id, past.date.0);
                    let known: Vec<String> = known.iter().copied().map(shown).collect();
                    let help = format!("add `{key}`; the shift has {}", known.join(", "));
                    report.error(&path, codes::MISSING_KEY, message, help);
                }
                return given;
            };
            given.or(Some(*one))
        };
        let start =
            only("start", past.start.map(|start| start.0), &shift.starts, |clock| WrittenClock(clock).to_string());
        let length = only("paid", span(shift, past.paid), &shift.spans, |span| WrittenMinutes(span).to_string());
        if let Some((start, span)) = start.zip(length) {
            all.push(PastShift { day, template: rule, start, span });
        }
    }
    all.sort_by_key(|past| (past.day, past.start));
    Some(all)
}
