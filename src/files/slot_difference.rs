//! Two appointment books side by side.

use planning::model::{Model, TemplateSlot};
use planning::plan::{AppointmentSlot, StaffingPlan};
use std::collections::BTreeMap;

/// The slots of a plan as a template.
pub fn of_plan(model: &Model, plan: &StaffingPlan) -> Vec<TemplateSlot> {
    let slot = |slot: &AppointmentSlot| TemplateSlot {
        service: slot.service,
        day: slot.day,
        start: (slot.start - model.calendar.minute(i64::from(slot.day), 0)) as u32,
        team: Some(slot.team),
        count: 1,
        extra: slot.extra,
        held: slot.held,
    };
    plan.slots.iter().map(slot).collect()
}

/// Slots of one service in two appointment books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotDifference {
    /// Id of the service.
    pub service: String,
    /// Places of this book and of the other.
    pub places: [u32; 2],
    /// Slots that both have at the same time.
    pub both: u32,
    /// Slots that only this book has, and only the other.
    pub only: [u32; 2],
}

/// How two appointment books differ, service by service.
pub fn differences(model: &Model, this: &[TemplateSlot], other: &[TemplateSlot]) -> Vec<SlotDifference> {
    let mut found = Vec::new();
    for (service, terms) in model.services.iter().enumerate().filter(|(_, terms)| terms.booking().is_some()) {
        let mut counts: BTreeMap<(u32, u32), [u32; 2]> = BTreeMap::new();
        let mut places = [0, 0];
        for (side, slots) in [this, other].into_iter().enumerate() {
            for slot in slots.iter().filter(|slot| slot.service == service) {
                counts.entry((slot.day, slot.start)).or_default()[side] += slot.count;
                places[side] += slot.count + slot.extra;
            }
        }
        let both = counts.values().map(|[one, two]| one.min(two)).sum();
        let only = [0, 1].map(|side| counts.values().map(|at| at[side].saturating_sub(at[1 - side])).sum());
        found.push(SlotDifference { service: terms.id.clone(), places, both, only });
    }
    found
}
