//! Contacts that go on to another service when they are served, as in a queueing network with probabilistic routing (Jackson,
//! "Networks of waiting lines", Operations Research 5, 1957); ours has delays and opening hours on the way.

use super::block_simulation::Engine;
use super::event_list::EventType;
use super::routed_contact::{FIRST_ROUTED, RoutedContact};
use crate::arrivals::Contact;
use crate::random_streams::{Purpose, RandomStream, Sampler};
use crate::system::Route;
use crate::trace::{TraceEvent, TraceKind, TraceObserver};

impl Engine<'_> {
    /// Routes a served contact to other services: each route takes its share. Shares of up to one together exclude each other;
    /// beyond that a contact takes several routes.
    #[inline]
    pub(super) fn route_onward(&mut self, now: f64, (service, number): (usize, u32), from: f64) {
        if !self.system.services[service].routes.is_empty() {
            self.choose_routes(now, (service, number), from);
        }
    }

    fn choose_routes(&mut self, now: f64, (service, number): (usize, u32), from: f64) {
        let stream = &self.system.services[service];
        let mut random = self.names.stream(Purpose::Route, &stream.id, self.day(from), self.name(number));
        let root = self.routed_contact(number).map_or((service as u32, number), |routed_contact| routed_contact.root);
        let place = random.uniform();
        let mut begin: f64 = 0.0;
        for route in &stream.routes {
            let end = begin + route.share;
            // True if the drawn number, or one a whole number later, lies in this route's part.
            let taken = (end - place).ceil() > (begin - place).ceil();
            begin = end;
            if taken {
                self.take_route(now, route, root, &mut random);
            }
        }
    }

    /// Takes one route, after its delay, unless a lever removes the contact. If the service is closed then, the contact arrives
    /// at a random moment of the first interval in which it is open; arrivals after the horizon are not simulated.
    fn take_route(&mut self, now: f64, route: &Route, root: (u32, u32), random: &mut RandomStream) {
        let stream = &self.system.services[route.to];
        let (mut left, mut delay) = (random.uniform(), 0.0);
        for &(minutes, part) in &route.delays {
            delay = minutes;
            left -= part;
            if left < 0.0 {
                break;
            }
        }
        let (wait, leaves, name) = (random.uniform(), random.uniform(), random.bits());
        let work = Sampler::of(&stream.handle).draw(random);
        let patience = stream.patience.as_ref().map_or(f64::INFINITY, |span| Sampler::of(span).draw(random));
        let arrives = self.interval(now + delay);
        let Some(open) = (arrives..self.system.intervals() as i64).find(|&at| self.is_open(route.to, at)) else {
            return;
        };
        let at = if open == arrives { now + delay } else { (open as f64 + wait) * self.system.interval };
        let cell = open.rem_euclid(self.system.intervals() as i64) as usize;
        if leaves < stream.adjustment.taken.get(cell).copied().unwrap_or(0.0) {
            return;
        }
        let factor = stream.adjustment.work.get(cell).copied().unwrap_or(1.0);
        let number = FIRST_ROUTED + self.routed.len() as u32;
        self.routed.push(RoutedContact { root, name });
        let contact = Contact { at, work: factor * work, patience, service: route.to as u32, number };
        let (entry, count) = self.queues.store(contact, 0);
        self.events.add(at, EventType::InternalArrival, entry, count);
    }

    /// A contact arrives from another service.
    pub(super) fn internal_arrival(&mut self, entry: u32, version: u32, observer: &mut impl TraceObserver) {
        let Some((contact, _)) = self.queues.contact(entry, version) else { return };
        self.queues.forget(entry);
        self.arrive(contact, TraceKind::SentOn, observer);
    }

    /// True if a service is open in an interval; before the horizon begins, as at its end.
    pub(super) fn is_open(&self, service: usize, interval: i64) -> bool {
        let before = if interval < 0 { self.system.intervals() as i64 } else { 0 };
        let interval = usize::try_from(interval + before).ok();
        interval.and_then(|at| self.system.services[service].open.get(at)).copied().unwrap_or(false)
    }

    #[inline]
    fn routed_contact(&self, number: u32) -> Option<&RoutedContact> {
        self.routed.get(number.checked_sub(FIRST_ROUTED)? as usize)
    }

    /// The name of a contact's random streams among those of its service and day.
    pub(super) fn name(&self, number: u32) -> u64 {
        self.routed_contact(number).map_or(u64::from(number), |routed_contact| routed_contact.name)
    }

    /// An event for an observer.
    #[inline(always)]
    pub(super) fn trace_event(
        &self,
        at: f64,
        kind: TraceKind,
        contact: Option<(usize, u32)>,
        agent: Option<u32>,
    ) -> TraceEvent {
        let root =
            contact.and_then(|(_, number)| self.routed_contact(number)).map(|routed_contact| routed_contact.root);
        let shift = agent.and_then(|agent| self.agent_shifts.get(agent as usize)).copied();
        TraceEvent { at, kind, contact, root: root.map(|(service, number)| (service as usize, number)), shift }
    }
}
