//! Figures of simulated bookings as rows with names and units.

use simulation::Estimate;
use simulation::appointments::{Figure, Paired, Played, Subject, What};

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
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

impl Unit {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Share => "share",
            Unit::Days => "working days",
            Unit::Minutes => "minutes",
            Unit::Hours => "hours",
            Unit::People => "people",
        }
    }
}

/// One figure of one book or of two.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Kind of thing that it is about.
    pub subject: Subject,
    /// Its id; empty for everything.
    pub id: String,
    /// What is counted.
    pub what: What,
    /// In which unit.
    pub unit: Unit,
    /// In the book, or in the first of two.
    pub before: Estimate,
    /// In the second, and the second less the first.
    pub after: Option<(Estimate, Estimate)>,
    /// What is promised.
    pub promise: Option<f64>,
}

impl Row {
    /// True if the promise holds in the last of the books: its mean reaches it.
    pub fn is_kept(&self) -> Option<bool> {
        let last = self.after.map_or(self.before, |(after, _)| after);
        self.promise.map(|promise| last.mean >= promise)
    }
}

/// All figures of a book that has something to count.
pub fn rows(played: &Played) -> Vec<Row> {
    let of = |figure: &Figure| row(figure, figure.estimate, None);
    played.figures.iter().map(of).filter(|row| !row.before.mean.is_nan()).collect()
}

/// All figures that two books have in common.
pub fn rows_of(paired: &Paired) -> Vec<Row> {
    let found = paired.differences.iter().map(|difference| {
        row(&difference.after, difference.before.estimate, Some((difference.after.estimate, difference.change)))
    });
    found.filter(|row| !row.before.mean.is_nan() || row.after.is_some_and(|(after, _)| !after.mean.is_nan())).collect()
}

fn row(figure: &Figure, before: Estimate, after: Option<(Estimate, Estimate)>) -> Row {
    let (subject, what) = (figure.key.subject, figure.key.what);
    Row { subject, id: figure.id.clone(), what, unit: unit(what), before, after, promise: figure.promise }
}

fn unit(what: What) -> Unit {
    match what {
        What::InTime
        | What::TurnedAway
        | What::Cancelled
        | What::StaysAway
        | What::Left
        | What::Unserved
        | What::Use => Unit::Share,
        What::Delay | What::Delay95 => Unit::Days,
        What::Served => Unit::People,
        What::Waiting | What::Idle | What::Overtime => Unit::Minutes,
        What::Staff => Unit::Hours,
    }
}

/// The kind of thing, in words.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::All => "all",
        Subject::Urgency => "requests",
        Subject::Kind => "appointments",
        Subject::Pool => "providers",
        Subject::Room => "rooms",
        Subject::WalkIn => "walk-ins",
    }
}

/// What is counted, in words.
pub fn what(what: What) -> &'static str {
    match what {
        What::InTime => "in time",
        What::Delay => "days to it",
        What::Delay95 => "95 % at most",
        What::TurnedAway => "found no slot",
        What::Cancelled => "cancelled",
        What::StaysAway => "did not come",
        What::Served => "served",
        What::Waiting => "wait",
        What::Left => "left",
        What::Unserved => "sent home",
        What::Idle => "idle a day",
        What::Overtime => "overtime a day",
        What::Use => "in use",
        What::Staff => "hours of staff",
    }
}
