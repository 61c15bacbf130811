//! What differs between two rosters of the same people, cell by cell.

use super::assignment::assignments;
use crate::text::number::clock;
use chrono::{NaiveDate, Timelike};
use planning::model::Model;
use planning::plan::StaffingPlan;
use std::collections::BTreeMap;

/// One person's day that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterChange {
    /// Short name of the person.
    pub employee: String,
    /// The date.
    pub date: NaiveDate,
    /// What started before: shifts, or `off`.
    pub was: String,
    /// What starts now.
    pub is: String,
}

/// A roster and the model that it is read with.
#[derive(Clone, Copy, Debug)]
pub struct ModelRoster<'a> {
    /// The model.
    pub model: &'a Model,
    /// The roster.
    pub plan: &'a StaffingPlan,
}

/// A roster as days of people, each with its shifts.
type PersonDays = BTreeMap<(usize, NaiveDate), Vec<(String, String)>>;

/// The changes from one roster to another, by person and date. Each is read with its own model, so that plans of different
/// scenarios can be compared; people are the same if their ids are.
pub fn changes(before: ModelRoster, after: ModelRoster) -> Vec<RosterChange> {
    let mut order: Vec<&str> = before.model.employees.iter().map(|employee| employee.id.as_str()).collect();
    let new = after.model.employees.iter().map(|employee| employee.id.as_str());
    order.extend(new.filter(|id| before.model.employees.iter().all(|known| known.id != *id)));
    let [was, is] = [before, after].map(|roster| days(roster, &order));
    let mut found = Vec::new();
    let all: std::collections::BTreeSet<&(usize, NaiveDate)> = was.keys().chain(is.keys()).collect();
    for key in all {
        let (old, new) = (was.get(key), is.get(key));
        if old != new {
            // Times are told only where the kinds of shift do not tell the difference.
            let kinds = |cell: Option<&Vec<(String, String)>>| {
                cell.map(|cell| cell.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>())
            };
            let timed = kinds(old) == kinds(new);
            let (was, is) = (said(old, timed), said(new, timed));
            found.push(RosterChange { employee: order[key.0].to_owned(), date: key.1, was, is });
        }
    }
    found
}

fn days(ModelRoster { model, plan }: ModelRoster, order: &[&str]) -> PersonDays {
    let mut days = PersonDays::new();
    for assignment in assignments(model, plan) {
        let id = &model.employees[assignment.employee].id;
        let place = order.iter().position(|known| known == id).unwrap_or(order.len());
        let shift = assignment.shift;
        let at = |minute: i64| {
            let local = model.calendar.local(minute);
            clock(local.hour() * 60 + local.minute())
        };
        let times = format!("{} to {}", at(shift.start), at(shift.start + i64::from(shift.span)));
        let date = model.calendar.date(shift.day.into());
        days.entry((place, date)).or_default().push((model.shifts[shift.template].id.clone(), times));
    }
    days
}

fn said(cell: Option<&Vec<(String, String)>>, timed: bool) -> String {
    let one = |(id, times): &(String, String)| if timed { format!("{id} {times}") } else { id.clone() };
    cell.map_or("off".to_owned(), |cell| cell.iter().map(one).collect::<Vec<_>>().join("+"))
}
