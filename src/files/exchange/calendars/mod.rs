//! A roster as iCalendar files (RFC 5545), one for each person and each team, and what became of those published before.
//!
//! An event keeps its UID as long as its assignment keeps its id. `SEQUENCE` grows by one whenever something about the event
//! changes, also when it is cancelled, and `DTSTAMP` is the first midnight of the plan and `SEQUENCE` seconds: it tells
//! versions apart and does not depend on the clock of the machine, so that the same input gives the same bytes. Times are
//! instants in UTC, which are right in every zone and in the nights in which clocks change.

mod event;
mod previous;

pub use event::slug;
pub use previous::{Published, read};

use super::Chosen;
use crate::folder::Kept;
use crate::roster::assignments;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use event::Entry;
use icalendar::Calendar;
use planning::model::Model;
use std::collections::BTreeMap;

/// Ending of the files.
pub const ENDING: &str = ".ics";

/// The files by name. `previous` is what was published before, if anything was: its assignments that are no longer there
/// are cancelled.
pub fn write(kept: &Kept, chosen: &Chosen, previous: &Published) -> BTreeMap<String, String> {
    let model = &kept.case.model;
    let mut entries: BTreeMap<String, BTreeMap<String, Entry>> = BTreeMap::new();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for &employee in &chosen.employees {
        let employee = &model.employees[employee];
        let name = format!("employee-{}{ENDING}", employee.id);
        titles.insert(name.clone(), format!("{}: {}", model.title, employee.name));
        entries.insert(name, BTreeMap::new());
    }
    for &team in &chosen.teams {
        let team = &model.teams[team];
        let name = format!("team-{}{ENDING}", team.id);
        titles.insert(name.clone(), format!("{}: {}", model.title, team.title));
        entries.insert(name, BTreeMap::new());
    }
    for assignment in assignments(model, &kept.plan) {
        let employee = &model.employees[assignment.employee];
        let entry = Entry::of(model, &assignment);
        let team = &model.teams[employee.team].id;
        for name in [format!("employee-{}{ENDING}", employee.id), format!("team-{team}{ENDING}")] {
            if let Some(file) = entries.get_mut(&name) {
                file.insert(entry.uid.clone(), entry.clone());
            }
        }
    }
    // People and teams that are no longer there still have calendars somewhere.
    for name in previous.files().filter(|_| chosen.all) {
        entries.entry(name.to_owned()).or_default();
    }
    let span = [0, model.calendar.minutes()].map(|minute| instant(model, minute));
    let file = |(name, entries): (String, BTreeMap<String, Entry>)| {
        let title = titles.get(&name).unwrap_or(&model.title);
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Equipoise//Roster//EN"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", title),
            ("X-WR-TIMEZONE", model.calendar.timezone.name()),
        ] {
            calendar.append_property((key, value));
        }
        calendar.extend(previous.merge(&name, entries, span).iter().map(Entry::event));
        (name, calendar.to_string())
    };
    entries.into_iter().map(file).collect()
}

/// The instant of an elapsed minute of the plan.
pub fn instant(model: &Model, minute: i64) -> DateTime<Utc> {
    let calendar = &model.calendar;
    (calendar.instant(calendar.start.and_time(NaiveTime::MIN)) + Duration::minutes(minute)).to_utc()
}
