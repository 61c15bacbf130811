//! Discrete-event simulation of one day of appointments and walk-ins.

use super::booking::BookedVisit;
use super::booking_system::BookingSystem;
use super::counters::FigureCounters;
use super::customers::Arrival;
use super::figure_index::{FigureKey, FigureSubject, Metric};
use super::provider::Provider;
use super::waiting_queue::{CustomerOrigin, PresentCustomer, WaitingQueue};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// What happens; at one moment in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DayEvent {
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
struct ScheduledEvent(f64, DayEvent);

impl Eq for ScheduledEvent {}

impl PartialOrd for ScheduledEvent {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ScheduledEvent {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

struct DaySimulation<'a, 'b> {
    system: &'a BookingSystem,
    customers: Vec<PresentCustomer>,
    providers: Vec<Provider>,
    queue: WaitingQueue,
    /// Rooms of each kind that are free.
    free: Vec<u32>,
    /// Minutes for which rooms of each kind were in use.
    used: Vec<f64>,
    events: BinaryHeap<Reverse<ScheduledEvent>>,
    closed: bool,
    counters: &'a mut FigureCounters<'b>,
}

/// Plays one day and counts it.
pub fn simulate(
    system: &BookingSystem,
    day: usize,
    visits: &[BookedVisit],
    arrivals: &[Arrival],
    counters: &mut FigureCounters<'_>,
) {
    let booked = visits.iter().filter(|visit| visit.comes).map(|visit| PresentCustomer::booked(system, visit));
    let customers: Vec<PresentCustomer> =
        booked.chain(arrivals.iter().map(|arrival| PresentCustomer::walk_in(system, arrival))).collect();
    let mut events = BinaryHeap::new();
    let mut at = |minute: f64, event: DayEvent| events.push(Reverse(ScheduledEvent(minute, event)));
    let present: Vec<_> = system.shifts.iter().filter(|shift| shift.day == day).collect();
    for (index, shift) in present.iter().enumerate() {
        at(f64::from(shift.from), DayEvent::Begin(index));
        at(f64::from(shift.to), DayEvent::End(index));
        for (from, to) in &shift.breaks {
            at(f64::from(*from), DayEvent::Break(index, to - from));
        }
    }
    for (index, customer) in customers.iter().enumerate() {
        at(customer.arrives, DayEvent::Arrive(index));
        if customer.leaves.is_finite() {
            at(customer.leaves, DayEvent::Leave(index));
        }
    }
    let last = present.iter().map(|shift| shift.to).max().unwrap_or(0);
    at(f64::from(last + system.behaviour.overtime_most), DayEvent::Close);
    let mut day = DaySimulation {
        system,
        customers,
        providers: present.into_iter().map(Provider::new).collect(),
        queue: WaitingQueue::default(),
        free: system.rooms.iter().map(|room| room.count).collect(),
        used: vec![0.0; system.rooms.len()],
        events,
        closed: false,
        counters,
    };
    day.run();
    day.count();
}

impl DaySimulation<'_, '_> {
    fn run(&mut self) {
        while let Some(Reverse(ScheduledEvent(now, event))) = self.events.pop() {
            self.happens(now, event);
            self.dispatch(now);
            self.go_home(now);
        }
        for customer in self.queue.all().to_vec() {
            self.lose(customer, Metric::Unserved);
        }
    }

    fn happens(&mut self, now: f64, event: DayEvent) {
        match event {
            DayEvent::Begin(provider) => self.providers[provider].on = true,
            DayEvent::Back(provider) => self.providers[provider].on |= !self.providers[provider].ended,
            DayEvent::End(provider) => {
                // Also a break ends with the day.
                (self.providers[provider].ended, self.providers[provider].on) = (true, true);
            }
            DayEvent::Break(provider, _) if self.providers[provider].ended => {}
            DayEvent::Break(provider, minutes) if self.providers[provider].serving.is_some() => {
                self.providers[provider].owed = Some(self.providers[provider].owed.unwrap_or(0) + minutes);
            }
            DayEvent::Break(provider, minutes) => self.rest(provider, now, minutes),
            DayEvent::Done(provider) => self.finish(provider, now),
            DayEvent::Arrive(customer) if self.closed => self.lose(customer, Metric::Unserved),
            DayEvent::Arrive(customer) => self.queue.join(&self.customers, customer),
            DayEvent::Leave(customer) => {
                if self.queue.take(|waiting| waiting == customer).is_some() {
                    self.lose(customer, Metric::Left);
                }
            }
            DayEvent::Close => self.closed = true,
        }
    }

    fn rest(&mut self, provider: usize, now: f64, minutes: u32) {
        let back = self.providers[provider].rest(now, minutes);
        self.events.push(Reverse(ScheduledEvent(back, DayEvent::Back(provider))));
    }

    fn finish(&mut self, provider: usize, now: f64) {
        if let Some((customer, minutes)) = self.providers[provider].finish(now) {
            for room in self.customers[customer].rooms(self.system) {
                self.free[*room] += 1;
                self.used[*room] += minutes;
            }
        }
        let owed = self.providers[provider].owed.take();
        if let Some(minutes) = owed.filter(|_| !self.providers[provider].ended) {
            self.rest(provider, now, minutes);
        }
    }

    /// Whoever is free takes the first of the line whom he may serve and for whom there are rooms.
    fn dispatch(&mut self, now: f64) {
        if self.closed {
            return;
        }
        for provider in 0..self.providers.len() {
            let pool = self.providers[provider].pool;
            if !self.providers[provider].is_free() || (self.providers[provider].ended && self.is_covered(pool, now)) {
                continue;
            }
            let (system, customers, free) = (self.system, &self.customers, &self.free);
            let fits = |customer: usize| {
                let rooms = customers[customer].rooms(system);
                customers[customer].is_for(system, pool) && rooms.iter().all(|room| free[*room] > 0)
            };
            if let Some(customer) = self.queue.take(fits) {
                self.serve(provider, customer, now);
            }
        }
    }

    fn serve(&mut self, provider: usize, customer: usize, now: f64) {
        let found = &self.customers[customer];
        found.rooms(self.system).iter().for_each(|room| self.free[*room] -= 1);
        self.events.push(Reverse(ScheduledEvent(now + found.service, DayEvent::Done(provider))));
        self.providers[provider].serving = Some((customer, now));
        let (wait, origin) = ((now - found.waits_from).max(0.0), found.origin);
        let pool = self.providers[provider].pool;
        self.counters.add(FigureKey::all(Metric::Served), 1.0, 0.0);
        self.counters.add(FigureKey::pool(pool, Metric::Served), 1.0, 0.0);
        match origin {
            CustomerOrigin::Booked(kind, _) => {
                self.counters.add(FigureKey::kind(kind, Metric::Served), 1.0, 0.0);
                for key in [
                    FigureKey::all(Metric::Waiting),
                    FigureKey::kind(kind, Metric::Waiting),
                    FigureKey::pool(pool, Metric::Waiting),
                ] {
                    self.counters.add(key, wait, 1.0);
                }
                self.counters.add(FigureKey::kind(kind, Metric::Unserved), 0.0, 1.0);
            }
            CustomerOrigin::WalkIn(index) => {
                let in_time = f64::from(u8::from(wait <= self.system.walk_ins[index].within));
                self.counters.add(FigureKey::walk_in(index, Metric::InTime), in_time, 1.0);
                self.counters.add(FigureKey::walk_in(index, Metric::Served), 1.0, 0.0);
                self.counters.add(FigureKey::walk_in(index, Metric::Waiting), wait, 1.0);
                self.counters.add(FigureKey::walk_in(index, Metric::Left), 0.0, 1.0);
                self.counters.add(FigureKey::walk_in(index, Metric::Unserved), 0.0, 1.0);
            }
        }
    }

    /// Somebody is not served: he left, or the day is over.
    fn lose(&mut self, customer: usize, why: Metric) {
        match self.customers[customer].origin {
            CustomerOrigin::Booked(kind, _) => self.counters.add(FigureKey::kind(kind, Metric::Unserved), 1.0, 1.0),
            CustomerOrigin::WalkIn(index) => {
                self.counters.add(FigureKey::walk_in(index, Metric::InTime), 0.0, 1.0);
                for metric in [Metric::Left, Metric::Unserved] {
                    self.counters.add(FigureKey::walk_in(index, metric), f64::from(u8::from(metric == why)), 1.0);
                }
            }
        }
    }

    /// True if somebody of a pool is on duty by the clock.
    fn is_covered(&self, pool: usize, now: f64) -> bool {
        self.providers.iter().any(|provider| provider.pool == pool && provider.covers(now))
    }

    /// Behind his end a provider stays only for those who wait, and only where nobody else of his pool is on duty.
    fn go_home(&mut self, now: f64) {
        for provider in 0..self.providers.len() {
            let found = &self.providers[provider];
            if !found.ended || found.gone || found.serving.is_some() {
                continue;
            }
            let pool = found.pool;
            let waits = self.queue.all().iter().any(|customer| self.customers[*customer].is_for(self.system, pool));
            if self.closed || !waits || self.is_covered(pool, now) {
                self.providers[provider].leave(now);
            }
        }
    }

    /// Counts what is known at the end of the day.
    fn count(&mut self) {
        let open = |providers: &[Provider]| {
            let from = providers.iter().map(|provider| provider.from).fold(f64::INFINITY, f64::min);
            providers.iter().map(|provider| provider.to).fold(from, f64::max) - from
        };
        let open = if self.providers.is_empty() { 0.0 } else { open(&self.providers) };
        for (room, used) in self.used.iter().enumerate() {
            let key = FigureKey { subject: FigureSubject::RoomGroup, index: room, metric: Metric::Use };
            self.counters.add(key, *used, open * f64::from(self.system.rooms[room].count));
        }
        for provider in &self.providers {
            self.counters.add(FigureKey::pool(provider.pool, Metric::Idle), provider.minutes() - provider.busy, 1.0);
            self.counters.add(FigureKey::pool(provider.pool, Metric::Use), provider.busy, provider.minutes());
            self.counters.add(FigureKey::all(Metric::Staff), (provider.minutes() + provider.overtime) / 60.0, 0.0);
            for key in [FigureKey::all(Metric::Overtime), FigureKey::pool(provider.pool, Metric::Overtime)] {
                self.counters.add(key, provider.overtime, 1.0);
            }
        }
    }
}
