//! The queue of waiting customers, in order of priority and then of appointment or arrival.

use super::booking::BookedVisit;
use super::booking_system::BookingSystem;
use super::customers::Arrival;

/// Somebody who comes on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PresentCustomer {
    /// Index of the type of appointment, or of the kind of walk-in.
    pub origin: CustomerOrigin,
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
pub enum CustomerOrigin {
    /// A type of appointment, with a pool.
    Booked(usize, usize),
    /// A kind of walk-in.
    WalkIn(usize),
}

impl PresentCustomer {
    /// Somebody with an appointment.
    pub fn booked(system: &BookingSystem, visit: &BookedVisit) -> PresentCustomer {
        let slot = &system.slots[visit.slot];
        let (due, usual) = (f64::from(slot.start), system.kinds[slot.kind].arrives);
        let arrives = (due - usual.early - usual.sd * visit.draws.early).max(0.0);
        PresentCustomer {
            origin: CustomerOrigin::Booked(slot.kind, slot.pool),
            arrives,
            waits_from: arrives.max(due),
            leaves: f64::INFINITY,
            service: visit.draws.service,
            priority: system.kinds[slot.kind].priority,
            turn: due,
        }
    }

    /// Somebody without one.
    pub fn walk_in(system: &BookingSystem, arrival: &Arrival) -> PresentCustomer {
        PresentCustomer {
            origin: CustomerOrigin::WalkIn(arrival.walk_in),
            arrives: arrival.at,
            waits_from: arrival.at,
            leaves: arrival.at + arrival.patience,
            service: arrival.service,
            priority: system.walk_ins[arrival.walk_in].priority,
            turn: arrival.at,
        }
    }

    /// True if a pool may serve him.
    pub fn is_for(&self, system: &BookingSystem, pool: usize) -> bool {
        match self.origin {
            CustomerOrigin::Booked(_, own) => own == pool,
            CustomerOrigin::WalkIn(index) => system.walk_ins[index].pools.contains(&pool),
        }
    }

    /// Rooms that his service needs.
    pub fn rooms<'a>(&self, system: &'a BookingSystem) -> &'a [usize] {
        match self.origin {
            CustomerOrigin::Booked(kind, _) => &system.kinds[kind].rooms,
            CustomerOrigin::WalkIn(index) => &system.walk_ins[index].rooms,
        }
    }

    fn before(&self, other: &PresentCustomer) -> bool {
        self.priority > other.priority || (self.priority == other.priority && self.turn < other.turn)
    }
}

/// A waiting line: indices of visitors.
#[derive(Clone, Debug, Default)]
pub struct WaitingQueue(Vec<usize>);

impl WaitingQueue {
    /// Somebody joins behind all who are served before him, and behind those who are as well placed.
    pub fn join(&mut self, customers: &[PresentCustomer], new: usize) {
        let place = self.0.iter().position(|other| customers[new].before(&customers[*other]));
        self.0.insert(place.unwrap_or(self.0.len()), new);
    }

    /// Takes the first who fits out of the line.
    pub fn take(&mut self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let place = self.0.iter().position(|customer| fits(*customer))?;
        Some(self.0.remove(place))
    }

    /// Everybody in it.
    pub fn all(&self) -> &[usize] {
        &self.0
    }
}
