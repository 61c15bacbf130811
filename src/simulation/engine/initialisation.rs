//! The state at the start of a block, and what is left at its end.

use super::agents::{Agent, AgentQueue, DeferredJob};
use super::block_simulation::Engine;
use super::event_list::EventType;
use super::routed_contact::FIRST_BACKLOG;
use crate::random_streams::{Purpose, Sampler, StreamNames};
use crate::system::{DayBlock, Secondment};
use crate::trace::{TraceKind, TraceObserver};
use std::collections::VecDeque;

impl Engine<'_> {
    /// Empty queues, and all agents who will come.
    pub(super) fn initialise(&mut self, block: &DayBlock, names: StreamNames) {
        let system = self.system;
        self.names = names;
        self.events.clear();
        self.queues.clear(system.services.len());
        self.jobs.iter_mut().for_each(VecDeque::clear);
        self.jobs.resize_with(system.services.len(), VecDeque::new);
        for queues in [&mut self.idle, &mut self.deferring] {
            queues.iter_mut().for_each(AgentQueue::clear);
            queues.resize_with(system.teams.len(), AgentQueue::default);
        }
        self.free.clone_from(&system.resources);
        self.agents.clear();
        self.agent_shifts.clear();
        self.stretches.clear();
        self.routed.clear();
        for day in block.first..block.last {
            // A day before the first has the shifts of the days at the end, with absences of its own.
            let (source, shift) = if day < 0 { (day + system.count(), system.end()) } else { (day, 0.0) };
            for duty in self.worked_shifts(source, day) {
                let from = self.stretches.len();
                let stretches = &system.shifts[duty].stretches;
                self.stretches.extend(stretches.iter().map(|(begin, end)| (begin - shift, end - shift)));
                self.agents.push(Agent::of(system.shifts[duty].team, (from, self.stretches.len())));
                self.agent_shifts.push(duty);
            }
            let here = |secondment: &&Secondment| {
                (system.midnight(source)..system.midnight(source + 1)).contains(&secondment.from)
            };
            system.secondments.iter().filter(here).for_each(|secondment| self.second(secondment, shift));
        }
        for (agent, somebody) in self.agents.iter().enumerate().filter(|(_, somebody)| somebody.stretch < somebody.last)
        {
            self.events.add(self.stretches[somebody.stretch as usize].0, EventType::StretchStart, agent as u32, 0);
        }
        if block.first <= 0 {
            self.add_backlog(block);
        }
    }

    /// Deferrable jobs that wait before the first interval: due as if they had arrived in the first one with volume.
    fn add_backlog(&mut self, block: &DayBlock) {
        for (service, stream) in self.system.services.iter().enumerate() {
            let Some(terms) = &stream.deferred else { continue };
            let mut random = self.names.stream(Purpose::Backlog, &stream.id, 0, 0);
            let handle = Sampler::of(&stream.handle);
            let first = stream.volume.iter().position(|&volume| volume > 0.0).unwrap_or(0);
            let due = terms.due.get(first).copied().unwrap_or(f64::INFINITY);
            let from = self.system.midnight(block.first);
            self.jobs[service].extend((0..terms.backlog).map(|number| DeferredJob {
                service: service as u32,
                number: FIRST_BACKLOG + number,
                from,
                due,
                left: handle.draw(&mut random),
            }));
        }
    }

    /// Contacts still waiting are not served; jobs not done are late if they were due.
    pub(super) fn finish(&mut self, end: f64, observer: &mut impl TraceObserver) {
        for service in 0..self.system.services.len() {
            while let Some(contact) = self.queues.take(service) {
                let number = Some((service, contact.number));
                observer.observe(self.trace_event(end, TraceKind::Unserved, number, None));
                self.count_lost(&contact, (end - contact.at).max(0.0));
            }
            for job in std::mem::take(&mut self.jobs[service]) {
                let late = job.due <= end;
                if let (Some(place), true) = (self.counter_index(service, job.from), late) {
                    self.counters.services[place].late += 1;
                }
            }
        }
    }

    /// The shifts of a day that are worked. Of planned absence the right number of shifts is missed, spread over the day
    /// (systematic sampling; Cochran, "Sampling techniques", 1977); unplanned absence is drawn for each shift.
    fn worked_shifts(&self, source: i64, day: i64) -> Vec<usize> {
        let mut there = Vec::new();
        for (team, group) in self.system.teams.iter().enumerate() {
            let place = team as i64 * self.system.count() + source;
            let Some(duties) = self.shifts_by_day.get(place as usize) else { continue };
            let mut carried = self.names.stream(Purpose::Absence, &group.id, day, 0).uniform();
            let by_chance = if group.away < 1.0 { group.absence / (1.0 - group.away) } else { 0.0 };
            for &duty in duties {
                carried += group.away;
                if carried >= 1.0 {
                    carried -= 1.0;
                    continue;
                }
                let person = u64::from(self.system.shifts[duty].person);
                let missed = || self.names.stream(Purpose::Absence, &group.id, day, person).uniform() < by_chance;
                if by_chance <= 0.0 || !missed() {
                    there.push(duty);
                }
            }
        }
        there
    }
}
