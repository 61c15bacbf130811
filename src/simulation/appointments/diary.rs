//! Who gets which slot: requests and cancellations in the order in which they come.

use super::book::{Book, Slot};
use super::customers::{DAY, Fate, booked_before, requests, working_days};
use super::tally::Tally;
use super::{Key, What};
use crate::stream::Names;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Somebody with an appointment that he did not cancel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// Index of the slot.
    pub slot: usize,
    /// Whether he comes.
    pub comes: bool,
    /// What he does.
    pub fate: Fate,
}

/// The bookings of a horizon.
struct Diary<'a> {
    book: &'a Book,
    /// Slots of each type, in the order of their starts.
    by_kind: Vec<Vec<usize>>,
    /// Places that are free.
    free: Vec<u32>,
    /// Cancellations to come: minutes, rounded up, and slots.
    leaving: BinaryHeap<Reverse<(u64, usize)>>,
    visits: Vec<Visit>,
}

/// Minutes since midnight of day 0 at which a slot starts.
fn start(slot: &Slot) -> f64 {
    slot.day as f64 * DAY + f64::from(slot.start)
}

/// Books the customers of a replication. Visits come back in the order of slots.
pub fn fill(book: &Book, names: Names, tally: &mut Tally<'_>) -> Vec<Visit> {
    let mut by_kind = vec![Vec::new(); book.kinds.len()];
    let mut order: Vec<usize> = (0..book.slots.len()).collect();
    order.sort_by_key(|slot| (book.slots[*slot].day, book.slots[*slot].start, *slot));
    order.iter().for_each(|slot| by_kind[book.slots[*slot].kind].push(*slot));
    let free = book.slots.iter().map(|slot| slot.places.saturating_sub(slot.taken)).collect();
    let mut diary = Diary { book, by_kind, free, leaving: BinaryHeap::new(), visits: Vec::new() };
    for (slot, fate) in booked_before(book, names) {
        diary.enter(slot, 0.0, fate, tally);
    }
    for request in requests(book, names) {
        diary.release(request.at);
        let stream = &book.streams[request.stream];
        let day = (request.at / DAY) as usize;
        let from = request.wanted;
        let found = diary.find(request.at, from, stream.kind, stream.urgency);
        if (book.measured.0..book.measured.1).contains(&day) {
            let delay = found.map(|slot| working_days(book, from, book.slots[slot].day));
            tally.access(stream.urgency, delay);
        }
        if let Some(slot) = found {
            diary.free[slot] -= 1;
            diary.enter(slot, request.at, request.fate, tally);
        }
    }
    diary.visits.sort_by_key(|visit| visit.slot);
    diary.visits
}

impl Diary<'_> {
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
    fn find(&self, now: f64, from: usize, kind: usize, urgency: usize) -> Option<usize> {
        let book = self.book;
        let earliest = f64::max(now + f64::from(book.behaviour.notice), from as f64 * DAY);
        let last = book.urgencies[urgency].patience.map_or(book.days, |days| from + days as usize);
        let slots = &self.by_kind[kind];
        let first = slots.partition_point(|slot| start(&book.slots[*slot]) < earliest);
        let may = |slot: &&usize| {
            let held = book.slots[**slot].held;
            self.free[**slot] > 0
                && held.is_none_or(|held| {
                    let of_the_day = urgency <= held.urgency && book.slots[**slot].day == from;
                    of_the_day || now >= held.until_day as f64 * DAY + f64::from(held.until)
                })
        };
        let within = slots[first..].iter().take_while(|slot| book.slots[**slot].day <= last);
        within.into_iter().find(may).copied()
    }

    /// Enters somebody; he may cancel, or stay away.
    fn enter(&mut self, slot: usize, now: f64, fate: Fate, tally: &mut Tally<'_>) {
        let at = &self.book.slots[slot];
        let kind = &self.book.kinds[at.kind];
        let lead = working_days(self.book, (now / DAY) as usize, at.day);
        let cancels = fate.cancels < kind.cancel.at(lead);
        let counted = (self.book.measured.0..self.book.measured.1).contains(&at.day);
        if counted {
            tally.add(Key::kind(at.kind, What::Cancelled), f64::from(u8::from(cancels)), 1.0);
        }
        if cancels {
            let when = now + fate.after * (start(at) - now);
            self.leaving.push(Reverse((when.ceil() as u64, slot)));
            return;
        }
        let comes = fate.stays_away >= kind.no_show.at(lead);
        if counted {
            tally.add(Key::kind(at.kind, What::StaysAway), f64::from(u8::from(!comes)), 1.0);
        }
        self.visits.push(Visit { slot, comes, fate });
    }
}
