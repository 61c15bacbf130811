//! Everything that may be worked on a day: a shift template with one start and one span.

use crate::model::{Calendar, Clock, Model};
use chrono::Timelike;

/// A shift that may be worked, on any day its rule allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    /// Index of the shift template.
    pub template: usize,
    /// Local start.
    pub start: Clock,
    /// Minutes from start to end.
    pub span: u32,
    /// Paid minutes.
    pub paid: u32,
}

impl Duty {
    /// What the clock shows when it starts on a day of the horizon: a start that spring skips is later on that day.
    pub fn local_start(&self, calendar: &Calendar, day: u32) -> Clock {
        let local = calendar.local(calendar.minute(day.into(), self.start));
        local.hour() * 60 + local.minute()
    }
}

/// All duties of a model, by shift template, start and span.
pub fn duties(model: &Model) -> Vec<Duty> {
    let variants = |(rule, shift): (usize, &crate::model::ShiftTemplate)| {
        shift
            .variants()
            .map(|(start, span)| Duty { template: rule, start, span, paid: shift.paid(span) })
            .collect::<Vec<_>>()
    };
    model.shifts.iter().enumerate().flat_map(variants).collect()
}
