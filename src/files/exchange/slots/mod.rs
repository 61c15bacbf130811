//! The appointment book for booking systems: a workbook, calendars, JSON; CSV is the plan's own `slots.csv`.

mod calendar;
mod fit;
mod json;
pub mod scenario;
pub mod template;
mod workbook;

pub use calendar::write as calendars;
pub use json::{SCHEMA, write as json};
pub use workbook::write as workbook;

use planning::model::Model;
use planning::plan::AppointmentSlot;
use planning::roster::employee_of;
use std::collections::BTreeMap;

/// Who or what has a line of its own in a day grid: people who serve, then places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A person: team and number.
    Person(usize, u32),
    /// One of a resource: index and number.
    Place(usize, u32),
}

impl Line {
    /// As people say it.
    pub fn name(&self, model: &Model) -> String {
        match self {
            Line::Person(team, number) => match employee_of(model, *team, *number) {
                Some(employee) => model.employees[employee].name.clone(),
                None => format!("{} {number}", model.teams[*team].title),
            },
            Line::Place(resource, number) => format!("{} {number}", model.resources[*resource].title),
        }
    }

    /// For names of files: `team-1`.
    pub fn slug(&self, model: &Model) -> String {
        match self {
            Line::Person(team, number) => match employee_of(model, *team, *number) {
                Some(employee) => model.employees[employee].id.clone(),
                None => format!("{}-{number}", model.teams[*team].id),
            },
            Line::Place(resource, number) => format!("{}-{number}", model.resources[*resource].id),
        }
    }
}

/// The slots of each line, in order of time.
pub fn lines<'a>(slots: impl IntoIterator<Item = &'a AppointmentSlot>) -> BTreeMap<Line, Vec<&'a AppointmentSlot>> {
    let mut lines: BTreeMap<Line, Vec<&AppointmentSlot>> = BTreeMap::new();
    for slot in slots {
        lines.entry(Line::Person(slot.team, slot.number)).or_default().push(slot);
        for &(resource, number) in &slot.rooms {
            lines.entry(Line::Place(resource, number)).or_default().push(slot);
        }
    }
    lines
}
