//! Whose slots are shown side by side.

use planning::model::Model;
use planning::plan::AppointmentSlot;
use planning::roster::employee_of;
use std::collections::BTreeMap;

/// Who or what has a column of its own in a day grid, and a calendar of its own: people who serve, then places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotOwner {
    /// A person: team and number.
    Person(usize, u32),
    /// One of a resource: index and number.
    Place(usize, u32),
}

impl SlotOwner {
    /// As people say it.
    pub fn name(&self, model: &Model) -> String {
        match self {
            SlotOwner::Person(team, number) => match employee_of(model, *team, *number) {
                Some(employee) => model.employees[employee].name.clone(),
                None => format!("{} {number}", model.teams[*team].title),
            },
            SlotOwner::Place(resource, number) => format!("{} {number}", model.resources[*resource].title),
        }
    }

    /// For names of files: `team-1`.
    pub fn slug(&self, model: &Model) -> String {
        match self {
            SlotOwner::Person(team, number) => match employee_of(model, *team, *number) {
                Some(employee) => model.employees[employee].id.clone(),
                None => format!("{}-{number}", model.teams[*team].id),
            },
            SlotOwner::Place(resource, number) => format!("{}-{number}", model.resources[*resource].id),
        }
    }
}

/// The slots of each of them, in order of time.
pub fn by_owner<'a>(
    slots: impl IntoIterator<Item = &'a AppointmentSlot>,
) -> BTreeMap<SlotOwner, Vec<&'a AppointmentSlot>> {
    let mut owners: BTreeMap<SlotOwner, Vec<&AppointmentSlot>> = BTreeMap::new();
    for slot in slots {
        owners.entry(SlotOwner::Person(slot.team, slot.number)).or_default().push(slot);
        for &(resource, number) in &slot.rooms {
            owners.entry(SlotOwner::Place(resource, number)).or_default().push(slot);
        }
    }
    owners
}
