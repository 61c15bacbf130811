//! Who gets which slot: requests and cancellations in the order in which they come.

use super::booking_system::{BookableSlot, BookingSystem};
use super::counters::FigureCounters;
use super::customers::{CustomerDraws, DAY, booked_before, requests, working_days};
use super::{FigureKey, Metric};
use crate::random_streams::StreamNames;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Somebody with an appointment that he did not cancel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BookedVisit {
    /// Index of the slot.
    pub slot: usize,
    /// Whether he comes.
    pub comes: bool,
    /// What he does.
    pub draws: CustomerDraws,
}

/// The bookings of a horizon.
struct BookingProcess<'a> {
    system: &'a BookingSystem,
    /// Slots of each type, in the order of their starts.
    by_kind: Vec<Vec<usize>>,
    /// Places that are free.
    free: Vec<u32>,
    /// Cancellations to come: minutes, rounded up, and slots.
    leaving: BinaryHeap<Reverse<(u64, usize)>>,
    visits: Vec<BookedVisit>,
}

/// Minutes since midnight of day 0 at which a slot starts.
fn start(slot: &BookableSlot) -> f64 {
    slot.day as f64 * DAY + f64::from(slot.start)
}

/// Books the customers of a replication. Visits come back in the order of slots.
pub fn fill(system: &BookingSystem, names: StreamNames, counters: &mut FigureCounters<'_>) -> Vec<BookedVisit> {
    let mut by_kind = vec![Vec::new(); system.kinds.len()];
    let mut order: Vec<usize> = (0..system.slots.len()).collect();
    order.sort_by_key(|slot| (system.slots[*slot].day, system.slots[*slot].start, *slot));
    order.iter().for_each(|slot| by_kind[system.slots[*slot].kind].push(*slot));
    let free = system.slots.iter().map(|slot| slot.places.saturating_sub(slot.taken)).collect();
    let mut booking = BookingProcess { system, by_kind, free, leaving: BinaryHeap::new(), visits: Vec::new() };
    for (slot, draws) in booked_before(system, names) {
        booking.enter(slot, 0.0, draws, counters);
    }
    for request in requests(system, names) {
        booking.release(request.at);
        let stream = &system.streams[request.stream];
        let day = (request.at / DAY) as usize;
        let from = request.wanted;
        let found = booking.find(request.at, from, stream.kind, stream.class);
        if (system.measured.0..system.measured.1).contains(&day) {
            let delay = found.map(|slot| working_days(system, from, system.slots[slot].day));
            counters.access(stream.class, delay);
        }
        if let Some(slot) = found {
            booking.free[slot] -= 1;
            booking.enter(slot, request.at, request.draws, counters);
        }
    }
    booking.visits.sort_by_key(|visit| visit.slot);
    booking.visits
}

impl BookingProcess<'_> {
    /// Places of those who have cancelled by now are free again.
    fn release(&mut self, now: f64) {
        while let Some(Reverse((at, slot))) = self.leaving.peek().copied()
            && at <= now as u64
        {
            self.leaving.pop();
            self.free[slot] += 1;
        }
    }

    /// The first slot that a request may take now.
    fn find(&self, now: f64, from: usize, kind: usize, class: usize) -> Option<usize> {
        let system = self.system;
        let earliest = f64::max(now + f64::from(system.behaviour.notice), from as f64 * DAY);
        let last = system.classes[class].patience.map_or(system.days, |days| from + days as usize);
        let slots = &self.by_kind[kind];
        let first = slots.partition_point(|slot| start(&system.slots[*slot]) < earliest);
        let may = |slot: &&usize| {
            let hold = system.slots[**slot].hold;
            self.free[**slot] > 0
                && hold.is_none_or(|hold| {
                    let of_the_day = class <= hold.class && system.slots[**slot].day == from;
                    of_the_day || now >= hold.until_day as f64 * DAY + f64::from(hold.until)
                })
        };
        let within = slots[first..].iter().take_while(|slot| system.slots[**slot].day <= last);
        within.into_iter().find(may).copied()
    }

    /// Enters somebody; he may cancel, or stay away.
    fn enter(&mut self, slot: usize, now: f64, draws: CustomerDraws, counters: &mut FigureCounters<'_>) {
        let at = &self.system.slots[slot];
        let kind = &self.system.kinds[at.kind];
        let lead = working_days(self.system, (now / DAY) as usize, at.day);
        let cancels = draws.cancels < kind.cancel.at(lead);
        let counted = (self.system.measured.0..self.system.measured.1).contains(&at.day);
        if counted {
            counters.add(FigureKey::kind(at.kind, Metric::Cancelled), f64::from(u8::from(cancels)), 1.0);
        }
        if cancels {
            let when = now + draws.after * (start(at) - now);
            self.leaving.push(Reverse((when.ceil() as u64, slot)));
            return;
        }
        let comes = draws.stays_away >= kind.no_show.at(lead);
        if counted {
            counters.add(FigureKey::kind(at.kind, Metric::StaysAway), f64::from(u8::from(!comes)), 1.0);
        }
        self.visits.push(BookedVisit { slot, comes, draws });
    }
}
