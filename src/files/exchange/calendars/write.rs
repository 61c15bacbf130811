//! The calendars of people and teams.

use super::event::CalendarEvent;
use super::format::{ENDING, instant};
use super::previous::{Published, read};
use crate::exchange::chosen::Chosen;
use crate::exchange::export::{Export, ExportTarget, Exported};
use crate::exchange::roster_request::{RosterExport, open_roster};
use crate::folder::{PlanFolder, MANIFEST};
use crate::roster::assignments;
use base::diagnostic::Diagnostics;
use icalendar::Calendar;
use std::collections::BTreeMap;
use std::path::Path;

/// See the module.
pub const EXPORT: RosterExport = Export {
    name: "ics",
    help: "A folder with an iCalendar file for each person and each team",
    target: ExportTarget::Folder(ENDING),
    republishes: true,
    write: |request| {
        let previous = request.previous.map_or_else(|| Ok(Published::default()), published)?;
        Ok(Exported::folder(write(request.kept, request.chosen, &previous)))
    },
};

/// What was published before. A plan stands for its first export.
fn published(path: &Path) -> Result<Published, Diagnostics> {
    if !path.join(MANIFEST).exists() {
        return read(path);
    }
    let kept = open_roster(path)?;
    let everybody = Chosen::of(&kept.case.model, &[], &[])?;
    Published::of(write(&kept, &everybody, &Published::default()))
}

/// The files by name. `previous` is what was published before, if anything was: its assignments that are no longer there
/// are cancelled.
pub fn write(kept: &PlanFolder, chosen: &Chosen, previous: &Published) -> BTreeMap<String, String> {
    let model = &kept.case.model;
    let mut entries: BTreeMap<String, BTreeMap<String, CalendarEvent>> = BTreeMap::new();
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
        let entry = CalendarEvent::of(model, &assignment);
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
    let file = |(name, entries): (String, BTreeMap<String, CalendarEvent>)| {
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
        calendar.extend(previous.merge(&name, entries, span).iter().map(CalendarEvent::event));
        (name, calendar.to_string())
    };
    entries.into_iter().map(file).collect()
}
