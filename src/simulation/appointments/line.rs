//! Who waits, in the order in which they are served.

use super::book::Book;
use super::customers::Arrival;
use super::diary::Visit;

/// Somebody who comes on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Visitor {
    /// Index of the type of appointment, or of the kind of walk-in.
    pub who: Who,
    /// Minute at which he is there.
    pub arrives: f64,
    /// Minute from which his waiting counts: that of his appointment if he is early.
    pub waits_from: f64,
    /// Minute at which he leaves if nobody serves him.
    pub leaves: f64,
    /// Minutes of service.
    pub service: f64,
    /// Higher is served first.
    priority: u32,
    /// Lower is served first among those of one priority.
    turn: f64,
}

/// With an appointment or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A type of appointment, with a pool.
    Booked(usize, usize),
    /// A kind of walk-in.
    WalkIn(usize),
}

impl Visitor {
    /// Somebody with an appointment.
    pub fn booked(book: &Book, visit: &Visit) -> Visitor {
        let slot = &book.slots[visit.slot];
        let (due, usual) = (f64::from(slot.start), book.kinds[slot.kind].arrives);
        let arrives = (due - usual.early - usual.sd * visit.fate.early).max(0.0);
        Visitor {
            who: Who::Booked(slot.kind, slot.pool),
            arrives,
            waits_from: arrives.max(due),
            leaves: f64::INFINITY,
            service: visit.fate.service,
            priority: book.kinds[slot.kind].priority,
            turn: due,
        }
    }

    /// Somebody without one.
    pub fn walk_in(book: &Book, arrival: &Arrival) -> Visitor {
        Visitor {
            who: Who::WalkIn(arrival.walk_in),
            arrives: arrival.at,
            waits_from: arrival.at,
            leaves: arrival.at + arrival.patience,
            service: arrival.service,
            priority: book.walk_ins[arrival.walk_in].priority,
            turn: arrival.at,
        }
    }

    /// True if a pool may serve him.
    pub fn is_for(&self, book: &Book, pool: usize) -> bool {
        match self.who {
            Who::Booked(_, own) => own == pool,
            Who::WalkIn(index) => book.walk_ins[index].pools.contains(&pool),
        }
    }

    /// Rooms that his service needs.
    pub fn rooms<'a>(&self, book: &'a Book) -> &'a [usize] {
        match self.who {
            Who::Booked(kind, _) => &book.kinds[kind].rooms,
            Who::WalkIn(index) => &book.walk_ins[index].rooms,
        }
    }

    fn before(&self, other: &Visitor) -> bool {
        self.priority > other.priority || (self.priority == other.priority && self.turn < other.turn)
    }
}

/// A waiting line: indices of visitors.
#[derive(Clone, Debug, Default)]
pub struct Line(Vec<usize>);

impl Line {
    /// Somebody joins behind all who are served before him, and behind those who are as well placed.
    pub fn join(&mut self, visitors: &[Visitor], new: usize) {
        let place = self.0.iter().position(|other| visitors[new].before(&visitors[*other]));
        self.0.insert(place.unwrap_or(self.0.len()), new);
    }

    /// Takes the first who fits out of the line.
    pub fn take(&mut self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let place = self.0.iter().position(|visitor| fits(*visitor))?;
        Some(self.0.remove(place))
    }

    /// Everybody in it.
    pub fn all(&self) -> &[usize] {
        &self.0
    }
}
