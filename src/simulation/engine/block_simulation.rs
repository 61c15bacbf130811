//! The engine: its state, and the main loop that advances time from event to event (the event-scheduling approach; Law,
//! "Simulation modeling and analysis", 2015, chapter 1).
//!
//! A contact goes to an idle agent of a team that prefers its service most, among several alike to the one idle longest; if
//! nobody is idle, to an agent with deferrable work, which is interrupted; otherwise it waits. An agent who becomes free takes, of
//! the services with waiting contacts, the one of highest priority, then the one that the team prefers, then the one whose first
//! contact has waited longest; if nobody waits, the deferrable job with the earliest due date. An agent whose stretch of work ends
//! completes the contact and leaves; a break that begins late keeps its length.

use super::agents::{Agent, AgentQueue, DeferredJob};
use super::event_list::{EventList, EventNotice, EventType};
use super::routed_contact::RoutedContact;
use super::service_routing::{ServiceRouting, service_routing};
use super::shift_index::shifts_by_day;
use super::waiting_queues::WaitingQueues;
use crate::arrivals::{Contact, of_day};
use crate::counters::{BlockCounters, TeamTimes};
use crate::random_streams::StreamNames;
use crate::system::{DayBlock, System};
use crate::trace::{TraceKind, TraceObserver};
use std::collections::VecDeque;

/// Simulates blocks of days of a system. Memory is reused from one block to the next.
pub struct Engine<'a> {
    pub(super) system: &'a System,
    pub(super) names: StreamNames,
    pub(super) counters: BlockCounters,
    pub(super) events: EventList,
    pub(super) queues: WaitingQueues,
    /// By service: deferrable jobs that wait, in order of due dates.
    pub(super) jobs: Vec<VecDeque<DeferredJob>>,
    pub(super) agents: Vec<Agent>,
    /// The shift of each agent.
    pub(super) agent_shifts: Vec<usize>,
    /// The stretches of all agents, those of an agent one after the other.
    pub(super) stretches: Vec<(f64, f64)>,
    /// Contacts that came from another service.
    pub(super) routed: Vec<RoutedContact>,
    /// By team: idle agents.
    pub(super) idle: Vec<AgentQueue>,
    /// By team: agents with deferrable jobs.
    pub(super) deferring: Vec<AgentQueue>,
    /// Number of each resource that is free.
    pub(super) free: Vec<u32>,
    pub(super) routing: Vec<ServiceRouting>,
    /// By team, then day: shifts by start.
    pub(super) shifts_by_day: Vec<Vec<usize>>,
}

impl<'a> Engine<'a> {
    /// An engine for this system.
    pub fn new(system: &'a System) -> Self {
        Engine {
            system,
            names: StreamNames { seed: 0, replication: 0 },
            counters: BlockCounters::default(),
            events: EventList::default(),
            queues: WaitingQueues::default(),
            jobs: Vec::new(),
            agents: Vec::new(),
            agent_shifts: Vec::new(),
            stretches: Vec::new(),
            routed: Vec::new(),
            idle: Vec::new(),
            deferring: Vec::new(),
            free: Vec::new(),
            routing: service_routing(system),
            shifts_by_day: shifts_by_day(system),
        }
    }

    /// Simulates a block with the random numbers of these names.
    pub fn simulate(
        &mut self,
        block: &DayBlock,
        names: StreamNames,
        observer: &mut impl TraceObserver,
    ) -> BlockCounters {
        self.initialise(block, names);
        let (from, end) = (self.system.midnight(block.first), self.system.midnight(block.last));
        let first = (from.max(0.0) / self.system.interval).round() as usize;
        let last = (end / self.system.interval).round() as usize;
        self.counters = BlockCounters::new(first, last - first, self.system.services.len(), self.system.teams.len());
        (first..last).for_each(|interval| {
            let end = (interval + 1) as f64 * self.system.interval;
            self.events.add(end, EventType::IntervalEnd, interval as u32, 0);
        });
        let mut contacts = Vec::new();
        for day in block.first..block.last {
            of_day(self.system, names, day, &mut contacts);
            for contact in &contacts {
                self.run_until(contact.at, observer);
                self.arrive(*contact, TraceKind::Arrived, observer);
            }
            self.run_until(self.system.midnight(day + 1), observer);
        }
        // Services in progress are completed; no contact arrives any more.
        self.run_until(f64::INFINITY, observer);
        self.finish(end, observer);
        std::mem::take(&mut self.counters)
    }

    /// Executes all events up to a moment.
    #[inline]
    pub(super) fn run_until(&mut self, moment: f64, observer: &mut impl TraceObserver) {
        while self.events.next() <= moment {
            let Some(EventNotice { at: now, kind, index, version }) = self.events.take() else { return };
            match kind {
                EventType::ServiceEnd => self.end_service(now, index, version, observer),
                EventType::StretchStart => self.begin_stretch(now, index, observer),
                EventType::StretchEnd => self.end_stretch(now, index, version, observer),
                EventType::Retrial => self.retry(now, index, version, observer),
                EventType::InternalArrival => self.internal_arrival(index, version, observer),
                EventType::Overflow => self.overflow(now, index, version, observer),
                EventType::Abandonment => self.abandon(now, index, version, observer),
                EventType::IntervalEnd => self.end_interval(index as usize),
            }
        }
    }

    pub(super) fn arrive(&mut self, contact: Contact, what: TraceKind, observer: &mut impl TraceObserver) {
        self.counters.events += 1;
        let service = contact.service as usize;
        observer.observe(self.trace_event(contact.at, what, Some((service, contact.number)), None));
        if let Some(place) = self.counter_index(service, contact.at) {
            self.counters.services[place].offered += 1;
        }
        match self.system.services[service].deferred {
            None => self.serve_or_queue(contact, 0, observer),
            Some(_) => {
                let job = self.job(contact);
                self.dispatch_job(contact.at, job, observer);
            }
        }
    }

    /// The deferrable job of a contact.
    pub(super) fn job(&self, contact: Contact) -> DeferredJob {
        let service = contact.service as usize;
        let due = self.system.services[service].deferred.as_ref().map_or(f64::INFINITY, |terms| {
            let early = contact.at < 0.0;
            let interval = self.interval(if early { contact.at + self.system.end() } else { contact.at });
            // A moment may round up to the very end.
            let due = terms.due.get(interval as usize).or(terms.due.last()).copied().unwrap_or(f64::INFINITY);
            due - if early { self.system.end() } else { 0.0 }
        });
        DeferredJob { service: contact.service, number: contact.number, from: contact.at, due, left: contact.work }
    }

    #[inline]
    pub(super) fn interval(&self, moment: f64) -> i64 {
        (moment / self.system.interval).floor() as i64
    }

    /// The index of the counters of a service at a moment.
    #[inline]
    pub(super) fn counter_index(&self, service: usize, moment: f64) -> Option<usize> {
        self.counters.place(service, self.interval(moment))
    }

    /// Adds a span of time to a team's intervals.
    #[inline]
    pub(super) fn add_time(&mut self, team: usize, from: f64, to: f64, add: impl Fn(&mut TeamTimes, f64)) {
        let (mut begin, length) = (from, self.system.interval);
        let mut interval = self.interval(from);
        while begin < to {
            let end = ((interval + 1) as f64 * length).min(to);
            if let Some(place) = self.counters.place(team, interval) {
                add(&mut self.counters.teams[place], end - begin);
            }
            begin = end;
            interval += 1;
        }
    }

    pub(super) fn end_interval(&mut self, interval: usize) {
        self.counters.events += 1;
        for service in 0..self.system.services.len() {
            if let Some(place) = self.counters.place(service, interval as i64) {
                self.counters.services[place].backlog = self.queues.waiting[service] + self.jobs[service].len() as u32;
            }
        }
    }
}
