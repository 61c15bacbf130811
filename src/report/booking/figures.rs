//! Figures of simulated bookings as rows with names and units.

use simulation::Estimate;
use simulation::appointments::{BookingResults, Figure, FigureSubject, Metric, PairedComparison};

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingUnit {
    /// A share of one.
    Share,
    /// Working days.
    Days,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// People.
    People,
}

impl BookingUnit {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            BookingUnit::Share => "share",
            BookingUnit::Days => "working days",
            BookingUnit::Minutes => "minutes",
            BookingUnit::Hours => "hours",
            BookingUnit::People => "people",
        }
    }
}

/// One figure of one book or of two.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BookingRow {
    /// Kind of thing that it is about.
    pub subject: FigureSubject,
    /// Its id; empty for everything.
    pub id: String,
    /// What is counted.
    pub what: Metric,
    /// In which unit.
    pub unit: BookingUnit,
    /// In the book, or in the first of two.
    pub before: Estimate,
    /// In the second, and the second less the first.
    pub after: Option<(Estimate, Estimate)>,
    /// Metric is promised.
    pub promise: Option<f64>,
}

impl BookingRow {
    /// True if the promise holds in the last of the books: its mean reaches it.
    pub fn is_kept(&self) -> Option<bool> {
        let last = self.after.map_or(self.before, |(after, _)| after);
        self.promise.map(|promise| last.mean >= promise)
    }
}

/// All figures of a book that has something to count.
pub fn rows(played: &BookingResults) -> Vec<BookingRow> {
    let of = |figure: &Figure| row(figure, figure.estimate, None);
    played.figures.iter().map(of).filter(|row| !row.before.mean.is_nan()).collect()
}

/// All figures that two books have in common.
pub fn rows_of(paired: &PairedComparison) -> Vec<BookingRow> {
    let found = paired.differences.iter().map(|difference| {
        row(&difference.after, difference.before.estimate, Some((difference.after.estimate, difference.change)))
    });
    found.filter(|row| !row.before.mean.is_nan() || row.after.is_some_and(|(after, _)| !after.mean.is_nan())).collect()
}

fn row(figure: &Figure, before: Estimate, after: Option<(Estimate, Estimate)>) -> BookingRow {
    let (subject, what) = (figure.key.subject, figure.key.metric);
    BookingRow { subject, id: figure.id.clone(), what, unit: unit(what), before, after, promise: figure.promise }
}

fn unit(what: Metric) -> BookingUnit {
    match what {
        Metric::InTime
        | Metric::TurnedAway
        | Metric::Cancelled
        | Metric::StaysAway
        | Metric::Left
        | Metric::Unserved
        | Metric::Use => BookingUnit::Share,
        Metric::Delay | Metric::Delay95 => BookingUnit::Days,
        Metric::Served => BookingUnit::People,
        Metric::Waiting | Metric::Idle | Metric::Overtime => BookingUnit::Minutes,
        Metric::Staff => BookingUnit::Hours,
    }
}

/// The kind of thing, in words.
pub fn subject(subject: FigureSubject) -> &'static str {
    match subject {
        FigureSubject::All => "all",
        FigureSubject::RequestClass => "requests",
        FigureSubject::AppointmentType => "appointments",
        FigureSubject::ProviderPool => "providers",
        FigureSubject::RoomGroup => "rooms",
        FigureSubject::WalkIn => "walk-ins",
    }
}

/// Metric is counted, in words.
pub fn what(what: Metric) -> &'static str {
    match what {
        Metric::InTime => "in time",
        Metric::Delay => "days to it",
        Metric::Delay95 => "95 % at most",
        Metric::TurnedAway => "found no slot",
        Metric::Cancelled => "cancelled",
        Metric::StaysAway => "did not come",
        Metric::Served => "served",
        Metric::Waiting => "wait",
        Metric::Left => "left",
        Metric::Unserved => "sent home",
        Metric::Idle => "idle a day",
        Metric::Overtime => "overtime a day",
        Metric::Use => "in use",
        Metric::Staff => "hours of staff",
    }
}
