//! `slots.csv`: one row for each appointment slot. The columns are those of a template, so that a plan can be the next
//! model's.

use crate::folder::clock::parse_moment;
use crate::folder::people::number;
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use crate::roster::place_of;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::limits::HEADS;
use base::whole_number::whole_number;
use planning::model::Model;
use planning::plan::{AppointmentSlot, StaffingPlan};
use planning::roster::employee_of;

/// Name of the file.
pub const FILE: &str = "slots.csv";
/// Columns that are read.
pub const READ: &[&str] = &["type", "day", "start", "team", "person", "resources", "extra", "held"];
/// Columns that follow from the others, or that only a template reads.
pub const SHOWN: &[&str] = &["id", "end", "count", "release"];

/// The table.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn write(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let header =
        ["id", "type", "day", "start", "end", "team", "person", "resources", "count", "extra", "held", "release"];
    table(&header, plan.slots.iter().map(|slot| row(model, slot)))
}

fn row(model: &Model, slot: &AppointmentSlot) -> Vec<String> {
    let service = &model.services[slot.service];
    let length = service.booking().map_or(0, |booking| booking.length);
    let clock = |minute: i64| model.calendar.local(minute).format("%H:%M").to_string();
    let rooms: Vec<String> =
        slot.rooms.iter().map(|&(room, number)| format!("{}#{number}", model.resources[room].id)).collect();
    vec![
        id(model, slot),
        service.id.clone(),
        model.calendar.date(i64::from(slot.day)).to_string(),
        clock(slot.start),
        clock(slot.start + i64::from(length)),
        model.teams[slot.team].id.clone(),
        person(model, slot),
        rooms.join(";"),
        "1".to_owned(),
        slot.extra.to_string(),
        held(model, slot).to_owned(),
        release(model, slot).map_or_else(String::new, |minute| model.calendar.stamp(minute)),
    ]
}

/// The id of a slot: it stays as long as the same person begins the same service at the same time.
pub fn id(model: &Model, slot: &AppointmentSlot) -> String {
    let when = model.calendar.local(slot.start).format("%Y%m%dT%H%M");
    format!("{}-{when}-{}", model.services[slot.service].id, person(model, slot).replace('#', "-"))
}

/// Who serves a slot: the id of the employee where people have names, elsewhere `team#number`.
pub fn person(model: &Model, slot: &AppointmentSlot) -> String {
    match employee_of(model, slot.team, slot.number) {
        Some(employee) => model.employees[employee].id.clone(),
        None => format!("{}#{}", model.teams[slot.team].id, slot.number),
    }
}

/// The urgency for which a slot is held back; nothing for others.
pub fn held<'a>(model: &'a Model, slot: &AppointmentSlot) -> &'a str {
    let class = slot.held.and_then(|class| model.services[slot.service].booking()?.classes.get(class));
    class.map_or("", |class| class.id.as_str())
}

/// The minute at which a slot that is held back is released; before the plan, its begin.
pub fn release(model: &Model, slot: &AppointmentSlot) -> Option<i64> {
    let service = &model.services[slot.service];
    let hold = service.booking()?.classes.get(slot.held?)?.hold?;
    let days = service.working_days(&model.calendar);
    let rank = days.iter().position(|&day| day == slot.day)?;
    let before = rank.checked_sub(hold.days_before as usize).map(|rank| days[rank]);
    Some(before.map_or(0, |day| model.calendar.minute(i64::from(day), hold.at)))
}

/// The slots of a table, by day, start, service, team and person.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<AppointmentSlot> {
    let mut slots: Vec<AppointmentSlot> = file.rows().filter_map(|row| slot(model, &row, problems)).collect();
    slots.sort();
    slots
}

fn slot(model: &Model, row: &TableRow, problems: &mut Diagnostics) -> Option<AppointmentSlot> {
    let mut refuse = |problem: Diagnostic| problems.push(problem);
    let service = row.index_of("type", model.services.iter().map(|service| service.id.as_str()), &mut refuse);
    let team = row.index_of("team", model.teams.iter().map(|team| team.id.as_str()), &mut refuse);
    let number = provider(model, row, team, &mut refuse);
    let moment = format!("{} {}", row.text("day"), row.text("start"));
    let start = parse_moment(&model.calendar, &moment).filter(|start| (0..model.calendar.minutes()).contains(start));
    if start.is_none() {
        let message = format!("\"{moment}\" is not a moment of the plan");
        refuse(row.problem("bad-moment", "start", message, "write a date like 2026-05-04 and a time like 08:30"));
    }
    let extra = whole_number(row.text("extra")).filter(|&extra| extra <= HEADS);
    if extra.is_none() {
        let message = format!("\"{}\" is not a number of places", row.text("extra"));
        refuse(row.problem("bad-number", "extra", message, "write 0, or how many places beyond one the slot has"));
    }
    let held = match (row.text("held"), service.and_then(|service| model.services[service].booking())) {
        ("", _) | (_, None) => Some(None),
        (_, Some(booking)) => {
            row.index_of("held", booking.classes.iter().map(|class| class.id.as_str()), &mut refuse).map(Some)
        }
    };
    let rooms = rooms(model, row, &mut refuse);
    let (service, team, number, start) = (service?, team?, number?, start?);
    let day = model.calendar.day(model.calendar.local(start).date()) as u32;
    Some(AppointmentSlot { day, start, service, team, number, extra: extra?, held: held?, rooms: rooms? })
}

/// The number of whoever serves a slot among the people of the row's team.
fn provider(model: &Model, row: &TableRow, team: Option<usize>, refuse: &mut impl FnMut(Diagnostic)) -> Option<u32> {
    if model.employees.is_empty() {
        return number(model, row, team, refuse);
    }
    let employee = row.index_of("person", model.employees.iter().map(|employee| employee.id.as_str()), refuse)?;
    let (own, number) = place_of(model, employee);
    if team.is_some_and(|team| team != own) {
        let message = format!("{} is of the team {}", row.text("person"), model.teams[own].id);
        refuse(row.problem("bad-person", "person", message, "write somebody of this team, or the other team"));
        return None;
    }
    Some(number)
}

/// `room#1;echo#2`, by resource.
fn rooms(model: &Model, row: &TableRow, refuse: &mut impl FnMut(Diagnostic)) -> Option<Vec<(usize, u32)>> {
    let mut rooms = Vec::new();
    for text in row.text("resources").split(';').map(str::trim).filter(|text| !text.is_empty()) {
        let parts = text.rsplit_once('#');
        let resource = parts.and_then(|(id, _)| model.resources.iter().position(|resource| resource.id == id));
        let number = parts.and_then(|(_, number)| number.parse::<u32>().ok()).filter(|&number| number > 0);
        let Some(room) = resource.zip(number) else {
            let message = format!("\"{text}\" is not one of the resources");
            refuse(row.problem("bad-resource", "resources", message, "write a resource and a number, like room#1"));
            return None;
        };
        rooms.push(room);
    }
    rooms.sort_unstable();
    Some(rooms)
}
