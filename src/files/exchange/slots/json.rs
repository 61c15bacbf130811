//! One record for each slot: `equipoise-slots/1`.

use super::request::SlotExport;
use crate::exchange::export::{Export, ExportTarget, Exported};
use crate::folder::PlanFolder;
use crate::folder::slots::{held, id, person, release};
use crate::text::json::pretty;
use serde_json::{Value, json};

/// See the module.
pub const EXPORT: SlotExport = Export {
    name: "json",
    help: "One record for each slot",
    target: ExportTarget::Text,
    republishes: false,
    write: |kept| Ok(Exported::File(write(kept).into_bytes())),
};

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-slots/1";

/// The text. Times are local with their offset.
pub fn write(kept: &PlanFolder) -> String {
    let model = &kept.case.model;
    let slots = kept.plan.slots.iter().map(|slot| {
        let service = &model.services[slot.service];
        let length = service.booking().map_or(0, |booking| booking.length);
        let rooms: Vec<String> =
            slot.rooms.iter().map(|&(room, number)| format!("{}#{number}", model.resources[room].id)).collect();
        json!({
            "id": id(model, slot),
            "type": service.id,
            "title": service.title,
            "start": model.calendar.stamp(slot.start),
            "end": model.calendar.stamp(slot.start + i64::from(length)),
            "minutes": length,
            "team": model.teams[slot.team].id,
            "person": person(model, slot),
            "resources": rooms,
            "places": 1 + slot.extra,
            "held_for": if slot.held.is_some() { json!(held(model, slot)) } else { Value::Null },
            "release": release(model, slot).map(|minute| model.calendar.stamp(minute)),
        })
    });
    pretty(&json!({
        "schema": SCHEMA,
        "name": kept.heading.name,
        "title": kept.heading.title,
        "timezone": model.calendar.timezone.name(),
        "start": model.calendar.start.to_string(),
        "days": model.calendar.days,
        "slots": slots.collect::<Value>(),
    }))
}
