//! What was published before: calendars by file name.

use super::event::CalendarEvent;
use super::format::ENDING;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use chrono::{DateTime, Duration, Utc};
use icalendar::Calendar;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Published calendars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    files: BTreeMap<String, BTreeMap<String, CalendarEvent>>,
    /// The last version of each event in whatever file.
    latest: BTreeMap<String, CalendarEvent>,
}

/// Reads a calendar, or all calendars of a folder.
///
/// # Errors
/// A file that cannot be read or is no calendar.
pub fn read(path: &Path) -> Result<Published, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut published = Published::default();
    let refuse = |path: &Path, error: std::io::Error| {
        let message = format!("cannot read {}: {error}", path.display());
        Diagnostic::error("cannot-read", message, "give calendars or a plan that were published before")
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|error| refuse(path, error))?;
        paths.extend(entries.flatten().map(|entry| entry.path()));
        paths.retain(|path| path.to_string_lossy().ends_with(ENDING));
        paths.sort();
    } else {
        paths.push(path.to_owned());
    }
    for path in paths {
        match read_text(&path, CSV_BYTES) {
            Ok(text) => published.add(Source { path, text }, &mut problems),
            Err(error) => problems.push(refuse(&path, error)),
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(published) }
}

impl Published {
    /// The calendars of files as they would be written.
    pub fn of(files: BTreeMap<String, String>) -> Result<Published, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut published = Published::default();
        for (name, text) in files {
            published.add(Source { path: name.into(), text }, &mut problems);
        }
        if problems.has_errors() { Err(problems) } else { Ok(published) }
    }

    /// Names of the files.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    fn add(&mut self, source: Source, problems: &mut Diagnostics) {
        let calendar: Calendar = match source.text.parse() {
            Ok(calendar) => calendar,
            Err(cause) => {
                let place = Place { source: Arc::new(source), start: 0, end: 0 };
                let message = format!("this is no calendar: {cause}");
                problems.push(Diagnostic::error("bad-calendar", message, "export it again").at(Some(place)));
                return;
            }
        };
        let name = source.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let file = self.files.entry(name).or_default();
        for entry in calendar.events().filter_map(CalendarEvent::read) {
            if self.latest.get(&entry.uid).is_none_or(|known| known.sequence < entry.sequence) {
                self.latest.insert(entry.uid.clone(), entry.clone());
            }
            file.insert(entry.uid.clone(), entry);
        }
    }

    /// The events of a file now, by start: new ones; those that stay, with a higher sequence if they changed; and those
    /// that are gone, cancelled if they start inside `span`, the plan, and as they were if they do not.
    pub fn merge(&self, name: &str, now: BTreeMap<String, CalendarEvent>, span: [DateTime<Utc>; 2]) -> Vec<CalendarEvent> {
        let mut merged: Vec<CalendarEvent> = Vec::new();
        for (uid, before) in self.files.get(name).into_iter().flatten().filter(|(uid, _)| !now.contains_key(*uid)) {
            let mut gone = before.clone();
            if !before.cancelled && span[0] <= before.start && before.start < span[1] {
                gone = CalendarEvent { cancelled: true, ..before.clone() };
                gone.follow(self.latest.get(uid).unwrap_or(before), span[0]);
            }
            merged.push(gone);
        }
        for (uid, mut entry) in now {
            match self.latest.get(&uid) {
                Some(before) if before.says(&entry) => entry = before.clone(),
                Some(before) => entry.follow(before, span[0]),
                None => {}
            }
            merged.push(entry);
        }
        merged.sort_by(|left, right| (left.start, &left.uid).cmp(&(right.start, &right.uid)));
        merged
    }
}

impl CalendarEvent {
    /// Becomes the next version of an event.
    fn follow(&mut self, before: &CalendarEvent, first: DateTime<Utc>) {
        self.sequence = before.sequence.saturating_add(1);
        let second = Duration::seconds(1);
        self.stamp = (first + second * i32::try_from(self.sequence).unwrap_or(i32::MAX)).max(before.stamp + second);
    }
}
