//! Contacts that wait, abandon, and try again (retrials).

use super::block_simulation::Engine;
use super::event_list::EventType;
use crate::arrivals::Contact;
use crate::random_streams::{Purpose, Sampler};
use crate::trace::{TraceKind, TraceObserver};

/// Nobody tries more often than this.
const MOST_TRIES: u32 = 20;

impl Engine<'_> {
    /// A contact that has abandoned so many times is served at once, or waits.
    #[inline]
    pub(super) fn serve_or_queue(&mut self, contact: Contact, tries: u32, observer: &mut impl TraceObserver) {
        let service = contact.service as usize;
        // Contacts that wait are served first where agents are free and resources are not.
        if self.queues.waiting[service] == 0
            && let Some((agent, pace)) = self.find_agent(contact.at, service, contact.at)
        {
            return self.begin_service(contact.at, agent, pace, contact, observer);
        }
        let (entry, count) = self.queues.join(contact, tries);
        if contact.patience.is_finite() {
            self.events.add(contact.at + contact.patience, EventType::Abandonment, entry, count);
        }
        for &after in &self.routing[service].after {
            self.events.add(contact.at + after, EventType::Overflow, entry, count);
        }
    }

    pub(super) fn abandon(&mut self, now: f64, entry: u32, version: u32, observer: &mut impl TraceObserver) {
        if !self.queues.is_waiting(entry, version) {
            return;
        }
        let Some((contact, tries)) = self.queues.contact(entry, version) else { return };
        self.counters.events += 1;
        self.queues.abandon(entry);
        let service = contact.service as usize;
        let number = Some((service, contact.number));
        observer.observe(self.trace_event(now, TraceKind::HungUp, number, None));
        self.count_lost(&contact, contact.patience);
        self.schedule_retry(now, contact, tries + 1);
    }

    /// Counts a contact that was not served.
    pub(super) fn count_lost(&mut self, contact: &Contact, waited: f64) {
        let within = self.system.services[contact.service as usize].within;
        if let Some(place) = self.counter_index(contact.service as usize, contact.at) {
            let cell = &mut self.counters.services[place];
            cell.lost += 1;
            cell.quick += u32::from(waited <= within);
            cell.waited += waited;
            self.counters.waits.push((place as u32, waited as f32));
        }
    }

    /// Decides whether a contact that abandoned tries again, and when. The decision is drawn from a stream of its own, so that it
    /// does not depend on other contacts.
    fn schedule_retry(&mut self, now: f64, contact: Contact, tries: u32) {
        let stream = &self.system.services[contact.service as usize];
        let (Some(retry), true) = (stream.retry, tries < MOST_TRIES) else { return };
        let name = self.name(contact.number);
        let number = name.wrapping_mul(u64::from(MOST_TRIES)).wrapping_add(u64::from(tries));
        let day = self.day(contact.at);
        let mut random = self.names.stream(Purpose::Retry, &stream.id, day, number);
        if random.uniform() >= retry.share {
            return;
        }
        let at = now + retry.after * random.exponential();
        let patience = stream.patience.as_ref().map_or(f64::INFINITY, |span| Sampler::of(span).draw(&mut random));
        let (entry, count) = self.queues.store(Contact { at, patience, ..contact }, tries);
        self.events.add(at, EventType::Retrial, entry, count);
    }

    pub(super) fn retry(&mut self, now: f64, entry: u32, version: u32, observer: &mut impl TraceObserver) {
        let Some((contact, tries)) = self.queues.contact(entry, version) else { return };
        self.queues.forget(entry);
        let service = contact.service as usize;
        if !self.is_open(service, self.interval(now)) {
            return;
        }
        self.counters.events += 1;
        let number = Some((service, contact.number));
        observer.observe(self.trace_event(now, TraceKind::Returned, number, None));
        if let Some(place) = self.counter_index(service, now) {
            self.counters.services[place].offered += 1;
            self.counters.services[place].again += 1;
        }
        self.serve_or_queue(contact, tries, observer);
    }

    /// A contact has waited long enough to be offered to further teams.
    pub(super) fn overflow(&mut self, now: f64, entry: u32, version: u32, observer: &mut impl TraceObserver) {
        if !self.queues.is_waiting(entry, version) {
            return;
        }
        let Some((contact, _)) = self.queues.contact(entry, version) else { return };
        self.counters.events += 1;
        self.serve_waiting(now, contact.service as usize, observer);
    }

    /// The day of a moment.
    pub(super) fn day(&self, moment: f64) -> i64 {
        if moment < 0.0 {
            return -1;
        }
        self.system.days.partition_point(|&begin| begin <= moment) as i64 - 1
    }
}
