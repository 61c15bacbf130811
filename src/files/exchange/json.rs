//! A roster as JSON, for programs: `equipoise-roster/1`.

use super::chosen::Chosen;
use super::export::{Export, ExportTarget, Exported};
use super::roster_request::RosterExport;
use crate::folder::PlanFolder;
use crate::roster::{Owners, assignments, figures, heads};
use crate::text::json::{fixed, pretty};
use planning::plan::WorkedShift;
use serde_json::{Value, json};

/// See the module.
pub const EXPORT: RosterExport = Export {
    name: "json",
    help: "For programs",
    target: ExportTarget::Text,
    republishes: false,
    write: |request| Ok(Exported::File(write(request.kept, request.chosen).into_bytes())),
};

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-roster/1";

/// The text. Money is in major units.
pub fn write(kept: &PlanFolder, chosen: &Chosen) -> String {
    let model = &kept.case.model;
    let all = assignments(model, &kept.plan);
    let totals = figures(model, &all, &kept.ledger);
    let people = chosen.employees.iter().map(|&index| {
        let (employee, total) = (&model.employees[index], &totals[index]);
        let own = all.iter().filter(|assignment| assignment.employee == index);
        json!({
            "employee": employee.id,
            "name": employee.name,
            "team": model.teams[employee.team].id,
            "paid_minutes": total.paid_minutes,
            "cost": total.cost.major(),
            "shifts": own.map(|assignment| shift(kept, &assignment.id, assignment.shift)).collect::<Value>(),
        })
    });
    let covers = if chosen.all { heads(model, &all) } else { Vec::new() };
    let covers = covers.into_iter().map(|heads| {
        let cover = &model.covers[heads.cover];
        let shifts: Vec<&str> = cover.shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect();
        json!({
            "cover": cover.id, "date": model.calendar.date(cover.day.into()).to_string(), "shifts": shifts,
            "skill": cover.skill, "need": cover.need, "have": heads.have, "short": heads.short, "over": heads.over,
            "price": heads.price.major(),
        })
    });
    let owners = Owners::of(model);
    let shown = |owner: Option<usize>| owner.map_or(chosen.all, |employee| chosen.employees.contains(&employee));
    let entries = kept.ledger.entries.iter().filter(|entry| shown(owners.owner(entry))).map(|entry| {
        json!({
            "account": entry.account, "rule": entry.rule, "subject": entry.subject, "amount": entry.amount.major(),
        })
    });
    pretty(&json!({
        "schema": SCHEMA,
        "name": kept.heading.name,
        "title": kept.heading.title,
        "currency": model.currency,
        "timezone": model.calendar.timezone.name(),
        "start": model.calendar.start.to_string(),
        "days": model.calendar.days,
        "whole": chosen.all,
        "objective": kept.ledger.total().major(),
        "bound": fixed(kept.outcome.bound, 2),
        "gap": fixed(kept.outcome.gap, 9),
        "ending": kept.outcome.ending,
        "people": people.collect::<Value>(),
        "covers": covers.collect::<Value>(),
        "ledger": entries.collect::<Value>(),
    }))
}

fn shift(kept: &PlanFolder, id: &str, shift: &WorkedShift) -> Value {
    let (calendar, rule) = (&kept.case.model.calendar, &kept.case.model.shifts[shift.template]);
    let breaks = shift.breaks.iter().enumerate().map(|(index, taken)| {
        let begin = shift.start + i64::from(taken.begin);
        let allowed = rule.breaks.get(index);
        json!({
            "name": allowed.map(|allowed| &allowed.name), "paid": allowed.map(|allowed| allowed.paid),
            "begin": calendar.stamp(begin), "minutes": taken.length,
        })
    });
    json!({
        "id": id,
        "date": calendar.date(shift.day.into()).to_string(),
        "day": shift.day,
        "shift": rule.id,
        "start": calendar.stamp(shift.start),
        "end": calendar.stamp(shift.start + i64::from(shift.span)),
        "paid_minutes": shift.paid_minutes(rule),
        "breaks": breaks.collect::<Value>(),
    })
}
