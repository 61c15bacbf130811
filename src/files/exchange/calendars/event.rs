//! One assignment as an event.

use super::format::instant;
use crate::folder::clock::write_break;
use crate::roster::Assignment;
use chrono::{DateTime, Utc};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime, Event, EventLike, EventStatus};
use planning::model::Model;

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Stays as long as the assignment keeps its id.
    pub uid: String,
    /// Who works what.
    pub summary: String,
    /// Paid time and breaks.
    pub description: String,
    /// First instant.
    pub start: DateTime<Utc>,
    /// The instant behind the last.
    pub end: DateTime<Utc>,
    /// True if it is no longer so.
    pub cancelled: bool,
    /// How often it was changed.
    pub sequence: u32,
    /// Tells versions apart.
    pub stamp: DateTime<Utc>,
}

impl CalendarEvent {
    /// An assignment that was never published.
    pub fn of(model: &Model, Assignment { id, employee, shift }: &Assignment) -> CalendarEvent {
        let rule = &model.shifts[shift.template];
        let minutes = shift.paid_minutes(rule);
        let mut description = format!("Paid {}:{:02} h.", minutes / 60, minutes % 60);
        for (taken, allowed) in shift.breaks.iter().zip(&rule.breaks) {
            let when = write_break(&model.calendar, shift.start + i64::from(taken.begin), taken.length);
            let paid = if allowed.paid { "paid" } else { "unpaid" };
            description.push_str(&format!("\n{} {when} ({paid})", allowed.name));
        }
        CalendarEvent {
            uid: format!("{id}@{}.equipoise", slug(&model.title)),
            summary: format!("{}: {}", model.employees[*employee].name, rule.title),
            description,
            start: instant(model, shift.start),
            end: instant(model, shift.start + i64::from(shift.span)),
            cancelled: false,
            sequence: 0,
            stamp: instant(model, 0),
        }
    }

    /// True if both say the same.
    pub fn says(&self, other: &CalendarEvent) -> bool {
        let what = |entry: &CalendarEvent| (entry.start, entry.end, entry.cancelled);
        what(self) == what(other) && self.summary == other.summary && self.description == other.description
    }

    /// The event.
    pub fn event(&self) -> Event {
        let mut event = Event::with_uid(&self.uid);
        event.timestamp(self.stamp).starts(self.start).ends(self.end).sequence(self.sequence);
        event.summary(&self.summary).description(&self.description);
        event.status(if self.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        event.done()
    }

    /// Reads an event; `None` if it has no UID or no times.
    pub fn read(event: &Event) -> Option<CalendarEvent> {
        // Ours are instants; other events are none of ours.
        let moment = |when: Option<DatePerhapsTime>| match when? {
            DatePerhapsTime::DateTime(CalendarDateTime::Utc(moment)) => Some(moment),
            _ => None,
        };
        let start = moment(event.get_start())?;
        Some(CalendarEvent {
            uid: event.get_uid()?.to_owned(),
            summary: event.get_summary().unwrap_or_default().to_owned(),
            description: event.get_description().unwrap_or_default().to_owned(),
            start,
            end: moment(event.get_end())?,
            cancelled: event.get_status() == Some(EventStatus::Cancelled),
            sequence: event.get_sequence().unwrap_or(0),
            stamp: event.get_timestamp().unwrap_or(start),
        })
    }
}

/// A title in letters that an address may have.
pub fn slug(title: &str) -> String {
    let letters: String =
        title.to_lowercase().chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { ' ' }).collect();
    match letters.split_whitespace().collect::<Vec<_>>().join("-") {
        slug if slug.is_empty() => "roster".to_owned(),
        slug => slug,
    }
}
