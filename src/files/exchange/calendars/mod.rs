//! A roster as iCalendar files (RFC 5545), one for each person and each team, and what became of those published before.
//!
//! An event keeps its UID as long as its assignment keeps its id. `SEQUENCE` grows by one whenever something about the event
//! changes, also when it is cancelled, and `DTSTAMP` is the first midnight of the plan and `SEQUENCE` seconds: it tells
//! versions apart and does not depend on the clock of the machine, so that the same input gives the same bytes. Times are
//! instants in UTC, which are right in every zone and in the nights in which clocks change.

mod event;
mod format;
mod previous;
mod write;

pub use event::slug;
pub use format::{ENDING, instant};
pub use previous::{Published, read};
pub use write::{EXPORT, write};
