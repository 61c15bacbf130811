//! iCalendar (RFC 5545): a file for each person and each place, an event for each slot. Times are instants in UTC; the UID is
//! the id of the slot.

use super::request::SlotExport;
use crate::exchange::export::{Export, ExportTarget, Exported};
use super::owner::{SlotOwner, by_owner};
use crate::exchange::calendars::{ENDING, instant, slug};
use crate::folder::PlanFolder;
use crate::folder::slots::{held, id, release};
use icalendar::{Calendar, Component, Event, EventLike};
use planning::plan::AppointmentSlot;
use std::collections::BTreeMap;

/// See the module.
pub const EXPORT: SlotExport = Export {
    name: "ics",
    help: "A calendar for each person and each place",
    target: ExportTarget::Folder(ENDING),
    republishes: false,
    write: |kept| Ok(Exported::folder(write(kept))),
};

/// The files by name.
pub fn write(kept: &PlanFolder) -> BTreeMap<String, String> {
    let model = &kept.case.model;
    let file = |(owner, slots): (SlotOwner, Vec<&AppointmentSlot>)| {
        let mut calendar = Calendar::empty();
        let title = format!("{}: {}", model.title, owner.name(model));
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Equipoise//Slots//EN"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", title.as_str()),
            ("X-WR-TIMEZONE", model.calendar.timezone.name()),
        ] {
            calendar.append_property((key, value));
        }
        calendar.extend(slots.into_iter().map(|slot| {
            let service = &model.services[slot.service];
            let length = service.booking().map_or(0, |booking| booking.length);
            let mut event = Event::with_uid(&format!("{}@{}.equipoise", id(model, slot), slug(&model.title)));
            event.timestamp(instant(model, 0)).starts(instant(model, slot.start));
            event.ends(instant(model, slot.start + i64::from(length)));
            event.summary(&service.title);
            let mut lines = vec![format!("Places: {}.", 1 + slot.extra)];
            if let Some(minute) = release(model, slot) {
                lines.push(format!("Held for {} until {}.", held(model, slot), model.calendar.stamp(minute)));
            }
            event.description(&lines.join("\n"));
            event.done()
        }));
        (format!("{}{ENDING}", owner.slug(model)), calendar.to_string())
    };
    by_owner(&kept.plan.slots).into_iter().map(file).collect()
}
