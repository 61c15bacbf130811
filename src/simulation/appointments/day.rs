//! One day on the floor, event by event.

use super::book::Book;
use super::customers::Arrival;
use super::diary::Visit;
use super::layout::{Key, Subject, What};
use super::line::{Line, Visitor, Who};
use super::staff::Duty;
use super::tally::Tally;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// What happens; at one moment in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Done(usize),
    Back(usize),
    Begin(usize),
    Arrive(usize),
    /// A break of so many minutes.
    Break(usize, u32),
    End(usize),
    Leave(usize),
    /// Nobody is served any more.
    Close,
}

/// An event and its minute.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moment(f64, Event);

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

struct Floor<'a, 'b> {
    book: &'a Book,
    visitors: Vec<Visitor>,
    duties: Vec<Duty>,
    line: Line,
    /// Rooms of each kind that are free.
    free: Vec<u32>,
    /// Minutes for which rooms of each kind were in use.
    used: Vec<f64>,
    agenda: BinaryHeap<Reverse<Moment>>,
    closed: bool,
    tally: &'a mut Tally<'b>,
}

/// Plays one day and counts it.
pub fn play(book: &Book, day: usize, visits: &[Visit], arrivals: &[Arrival], tally: &mut Tally<'_>) {
    let booked = visits.iter().filter(|visit| visit.comes).map(|visit| Visitor::booked(book, visit));
    let visitors: Vec<Visitor> = booked.chain(arrivals.iter().map(|arrival| Visitor::walk_in(book, arrival))).collect();
    let mut agenda = BinaryHeap::new();
    let mut at = |minute: f64, event: Event| agenda.push(Reverse(Moment(minute, event)));
    let present: Vec<_> = book.presences.iter().filter(|presence| presence.day == day).collect();
    for (index, presence) in present.iter().enumerate() {
        at(f64::from(presence.from), Event::Begin(index));
        at(f64::from(presence.to), Event::End(index));
        for (from, to) in &presence.breaks {
            at(f64::from(*from), Event::Break(index, to - from));
        }
    }
    for (index, visitor) in visitors.iter().enumerate() {
        at(visitor.arrives, Event::Arrive(index));
        if visitor.leaves.is_finite() {
            at(visitor.leaves, Event::Leave(index));
        }
    }
    let last = present.iter().map(|presence| presence.to).max().unwrap_or(0);
    at(f64::from(last + book.behaviour.overtime_most), Event::Close);
    let mut floor = Floor {
        book,
        visitors,
        duties: present.into_iter().map(Duty::new).collect(),
        line: Line::default(),
        free: book.rooms.iter().map(|room| room.count).collect(),
        used: vec![0.0; book.rooms.len()],
        agenda,
        closed: false,
        tally,
    };
    floor.run();
    floor.count();
}

impl Floor<'_, '_> {
    fn run(&mut self) {
        while let Some(Reverse(Moment(now, event))) = self.agenda.pop() {
            self.happens(now, event);
            self.dispatch(now);
            self.go_home(now);
        }
        for visitor in self.line.all().to_vec() {
            self.lose(visitor, What::Unserved);
        }
    }

    fn happens(&mut self, now: f64, event: Event) {
        match event {
            Event::Begin(duty) => self.duties[duty].on = true,
            Event::Back(duty) => self.duties[duty].on |= !self.duties[duty].ended,
            Event::End(duty) => {
                // Also a break ends with the day.
                (self.duties[duty].ended, self.duties[duty].on) = (true, true);
            }
            Event::Break(duty, _) if self.duties[duty].ended => {}
            Event::Break(duty, minutes) if self.duties[duty].serving.is_some() => {
                self.duties[duty].owed = Some(self.duties[duty].owed.unwrap_or(0) + minutes);
            }
            Event::Break(duty, minutes) => self.rest(duty, now, minutes),
            Event::Done(duty) => self.finish(duty, now),
            Event::Arrive(visitor) if self.closed => self.lose(visitor, What::Unserved),
            Event::Arrive(visitor) => self.line.join(&self.visitors, visitor),
            Event::Leave(visitor) => {
                if self.line.take(|waiting| waiting == visitor).is_some() {
                    self.lose(visitor, What::Left);
                }
            }
            Event::Close => self.closed = true,
        }
    }

    fn rest(&mut self, duty: usize, now: f64, minutes: u32) {
        let back = self.duties[duty].rest(now, minutes);
        self.agenda.push(Reverse(Moment(back, Event::Back(duty))));
    }

    fn finish(&mut self, duty: usize, now: f64) {
        if let Some((visitor, minutes)) = self.duties[duty].finish(now) {
            for room in self.visitors[visitor].rooms(self.book) {
                self.free[*room] += 1;
                self.used[*room] += minutes;
            }
        }
        let owed = self.duties[duty].owed.take();
        if let Some(minutes) = owed.filter(|_| !self.duties[duty].ended) {
            self.rest(duty, now, minutes);
        }
    }

    /// Whoever is free takes the first of the line whom he may serve and for whom there are rooms.
    fn dispatch(&mut self, now: f64) {
        if self.closed {
            return;
        }
        for duty in 0..self.duties.len() {
            let pool = self.duties[duty].pool;
            if !self.duties[duty].is_free() || (self.duties[duty].ended && self.is_covered(pool, now)) {
                continue;
            }
            let (book, visitors, free) = (self.book, &self.visitors, &self.free);
            let fits = |visitor: usize| {
                let rooms = visitors[visitor].rooms(book);
                visitors[visitor].is_for(book, pool) && rooms.iter().all(|room| free[*room] > 0)
            };
            if let Some(visitor) = self.line.take(fits) {
                self.serve(duty, visitor, now);
            }
        }
    }

    fn serve(&mut self, duty: usize, visitor: usize, now: f64) {
        let found = &self.visitors[visitor];
        found.rooms(self.book).iter().for_each(|room| self.free[*room] -= 1);
        self.agenda.push(Reverse(Moment(now + found.service, Event::Done(duty))));
        self.duties[duty].serving = Some((visitor, now));
        let (wait, who) = ((now - found.waits_from).max(0.0), found.who);
        let pool = self.duties[duty].pool;
        self.tally.add(Key::all(What::Served), 1.0, 0.0);
        self.tally.add(Key::pool(pool, What::Served), 1.0, 0.0);
        match who {
            Who::Booked(kind, _) => {
                self.tally.add(Key::kind(kind, What::Served), 1.0, 0.0);
                for key in [Key::all(What::Waiting), Key::kind(kind, What::Waiting), Key::pool(pool, What::Waiting)] {
                    self.tally.add(key, wait, 1.0);
                }
                self.tally.add(Key::kind(kind, What::Unserved), 0.0, 1.0);
            }
            Who::WalkIn(index) => {
                let in_time = f64::from(u8::from(wait <= self.book.walk_ins[index].within));
                self.tally.add(Key::walk_in(index, What::InTime), in_time, 1.0);
                self.tally.add(Key::walk_in(index, What::Served), 1.0, 0.0);
                self.tally.add(Key::walk_in(index, What::Waiting), wait, 1.0);
                self.tally.add(Key::walk_in(index, What::Left), 0.0, 1.0);
                self.tally.add(Key::walk_in(index, What::Unserved), 0.0, 1.0);
            }
        }
    }

    /// Somebody is not served: he left, or the day is over.
    fn lose(&mut self, visitor: usize, why: What) {
        match self.visitors[visitor].who {
            Who::Booked(kind, _) => self.tally.add(Key::kind(kind, What::Unserved), 1.0, 1.0),
            Who::WalkIn(index) => {
                self.tally.add(Key::walk_in(index, What::InTime), 0.0, 1.0);
                for what in [What::Left, What::Unserved] {
                    self.tally.add(Key::walk_in(index, what), f64::from(u8::from(what == why)), 1.0);
                }
            }
        }
    }

    /// True if somebody of a pool is on duty by the clock.
    fn is_covered(&self, pool: usize, now: f64) -> bool {
        self.duties.iter().any(|duty| duty.pool == pool && duty.covers(now))
    }

    /// Behind his end a provider stays only for those who wait, and only where nobody else of his pool is on duty.
    fn go_home(&mut self, now: f64) {
        for duty in 0..self.duties.len() {
            let found = &self.duties[duty];
            if !found.ended || found.gone || found.serving.is_some() {
                continue;
            }
            let pool = found.pool;
            let waits = self.line.all().iter().any(|visitor| self.visitors[*visitor].is_for(self.book, pool));
            if self.closed || !waits || self.is_covered(pool, now) {
                self.duties[duty].leave(now);
            }
        }
    }

    /// Counts what is known at the end of the day.
    fn count(&mut self) {
        let open = |duties: &[Duty]| {
            let from = duties.iter().map(|duty| duty.from).fold(f64::INFINITY, f64::min);
            duties.iter().map(|duty| duty.to).fold(from, f64::max) - from
        };
        let open = if self.duties.is_empty() { 0.0 } else { open(&self.duties) };
        for (room, used) in self.used.iter().enumerate() {
            let key = Key { subject: Subject::Room, index: room, what: What::Use };
            self.tally.add(key, *used, open * f64::from(self.book.rooms[room].count));
        }
        for duty in &self.duties {
            self.tally.add(Key::pool(duty.pool, What::Idle), duty.minutes() - duty.busy, 1.0);
            self.tally.add(Key::pool(duty.pool, What::Use), duty.busy, duty.minutes());
            self.tally.add(Key::all(What::Staff), (duty.minutes() + duty.overtime) / 60.0, 0.0);
            for key in [Key::all(What::Overtime), Key::pool(duty.pool, What::Overtime)] {
                self.tally.add(key, duty.overtime, 1.0);
            }
        }
    }
}
