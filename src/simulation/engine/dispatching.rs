//! Dispatching: which agent serves a contact, and what an agent who becomes free does next (static-priority skill-based routing,
//! as in Garnett and Mandelbaum, "An introduction to skills-based routing and its operational complexities", 2000).

use super::agents::{Activity, ContactInService, DeferredJob};
use super::block_simulation::Engine;
use super::event_list::{EventType, version};
use crate::arrivals::Contact;
use crate::trace::{TraceKind, TraceObserver};
use std::cmp::Reverse;

/// The order in which an agent serves services: by their priority, then by the preference of the team. Greater is first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Precedence {
    priority: u32,
    rank: Reverse<usize>,
}

impl Engine<'_> {
    /// An agent who can serve a contact that has waited since a moment, and the pace of the work: idle agents first, then those
    /// with deferrable jobs, also where the interruption frees the resources that the contact needs.
    #[inline]
    pub(super) fn find_agent(&mut self, now: f64, service: usize, from: f64) -> Option<(u32, f64)> {
        let (system, agents) = (self.system, &self.agents);
        let lacking = |of: &usize| self.free[*of] == 0;
        let room = !system.services[service].resources.iter().any(lacking);
        let frees = |agent: u32| match agents[agent as usize].activity {
            Activity::Deferrable(job) => {
                let freed = &system.services[job.service as usize].resources;
                system.services[service].resources.iter().filter(|of| lacking(of)).all(|of| freed.contains(of))
            }
            _ => false,
        };
        for queues in [&mut self.idle, &mut self.deferring] {
            let mut best: Option<(usize, f64, u32, f64)> = None;
            for route in self.routing[service].teams.iter().filter(|route| from + route.after <= now) {
                if best.is_some_and(|(rank, ..)| rank < route.rank) {
                    break;
                }
                let Some(agent) = queues[route.team].first(agents).filter(|&agent| room || frees(agent)) else {
                    continue;
                };
                let since = agents[agent as usize].since;
                if best.is_none_or(|(_, longest, ..)| since < longest) {
                    best = Some((route.rank, since, agent, route.efficiency));
                }
            }
            if let Some((_, _, agent, pace)) = best {
                return Some((agent, pace));
            }
        }
        None
    }

    /// True if one of each resource that a contact occupies is free.
    #[inline]
    fn resources_free(&self, service: usize) -> bool {
        self.system.services[service].resources.iter().all(|&resource| self.free[resource] > 0)
    }

    /// An agent begins to serve a contact.
    pub(super) fn begin_service(
        &mut self,
        now: f64,
        index: u32,
        pace: f64,
        contact: Contact,
        observer: &mut impl TraceObserver,
    ) {
        self.interrupt(now, index, observer);
        let service = contact.service as usize;
        let waited = now - contact.at;
        if let Some(place) = self.counter_index(service, contact.at) {
            let cell = &mut self.counters.services[place];
            cell.answered += 1;
            cell.in_time += u32::from(waited <= self.system.services[service].within);
            if waited > 0.0 {
                cell.waited += waited;
                self.counters.waits.push((place as u32, waited as f32));
            }
        }
        self.occupy(service);
        observer.observe(self.trace_event(now, TraceKind::Answered, Some((service, contact.number)), Some(index)));
        let agent = &mut self.agents[index as usize];
        agent.activity =
            Activity::Serving(ContactInService { service: contact.service, number: contact.number, from: contact.at });
        agent.since = now;
        let end = now + contact.work / pace;
        let (team, count) = (agent.team as usize, agent.count);
        self.events.add(end, EventType::ServiceEnd, index, count);
        self.add_time(team, now, end, |times, minutes| times.busy += minutes);
    }

    /// Ends what an agent does, idleness or a deferrable job; the job goes back to the front of its queue.
    #[inline]
    pub(super) fn interrupt(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        let agent = &mut self.agents[index as usize];
        agent.count = agent.count.wrapping_add(1);
        let (team, since, pace) = (agent.team as usize, agent.since, agent.pace);
        match std::mem::replace(&mut agent.activity, Activity::Away) {
            Activity::Idle => self.idle[team].left(),
            Activity::Deferrable(job) => {
                self.deferring[team].left();
                self.add_time(team, since, now, |times, minutes| times.busy += minutes);
                let left = (job.left - (now - since) * pace).max(0.0);
                let contact = Some((job.service as usize, job.number));
                observer.observe(self.trace_event(now, TraceKind::PutAside, contact, Some(index)));
                self.vacate(job.service as usize);
                self.jobs[job.service as usize].push_front(DeferredJob { left, ..job });
            }
            Activity::Away | Activity::Serving(_) => {}
        }
    }

    /// An agent completes a contact or a job.
    pub(super) fn end_service(&mut self, now: f64, index: u32, at: u32, observer: &mut impl TraceObserver) {
        let agent = &mut self.agents[index as usize];
        if version(agent.count) != at {
            return;
        }
        self.counters.events += 1;
        agent.count = agent.count.wrapping_add(1);
        let (team, since) = (agent.team as usize, agent.since);
        match std::mem::replace(&mut agent.activity, Activity::Away) {
            Activity::Serving(ContactInService { service, number, from }) => {
                let service = service as usize;
                observer.observe(self.trace_event(now, TraceKind::ServiceEnd, Some((service, number)), Some(index)));
                self.vacate(service);
                self.seek_work(now, index, observer);
                self.serve_blocked(now, service, observer);
                self.route_onward(now, (service, number), from);
            }
            Activity::Deferrable(job) => {
                self.deferring[team].left();
                self.add_time(team, since, now, |times, minutes| times.busy += minutes);
                let service = job.service as usize;
                observer.observe(self.trace_event(
                    now,
                    TraceKind::ServiceEnd,
                    Some((service, job.number)),
                    Some(index),
                ));
                if let Some(place) = self.counter_index(service, job.from) {
                    let cell = &mut self.counters.services[place];
                    cell.answered += 1;
                    cell.in_time += u32::from(now <= job.due);
                    cell.late += u32::from(now > job.due);
                    cell.waited += now - job.from;
                }
                self.vacate(service);
                self.seek_work(now, index, observer);
                self.serve_blocked(now, service, observer);
                self.route_onward(now, (service, job.number), job.from);
            }
            Activity::Away | Activity::Idle => {}
        }
    }

    /// A contact takes one of each resource of its service.
    #[inline]
    fn occupy(&mut self, service: usize) {
        self.system.services[service].resources.iter().for_each(|&resource| self.free[resource] -= 1);
    }

    /// A contact releases the resources of its service.
    #[inline]
    fn vacate(&mut self, service: usize) {
        self.system.services[service].resources.iter().for_each(|&resource| self.free[resource] += 1);
    }

    /// Serves contacts of other services that waited for the resources released by a service.
    fn serve_blocked(&mut self, now: f64, service: usize, observer: &mut impl TraceObserver) {
        let freed = &self.system.services[service].resources;
        if freed.is_empty() {
            return;
        }
        for (other, stream) in self.system.services.iter().enumerate() {
            if stream.deferred.is_none() && stream.resources.iter().any(|resource| freed.contains(resource)) {
                self.serve_waiting(now, other, observer);
            }
        }
    }

    /// Serves the contacts that wait for a service as long as an agent is found.
    pub(super) fn serve_waiting(&mut self, now: f64, service: usize, observer: &mut impl TraceObserver) {
        while let Some(head) = self.queues.head(service) {
            let from = head.at;
            let Some((agent, pace)) = self.find_agent(now, service, from) else { return };
            let Some(contact) = self.queues.take(service) else { return };
            self.begin_service(now, agent, pace, contact, observer);
        }
    }

    /// An agent who does nothing takes a waiting contact, or a deferrable job, or becomes idle.
    pub(super) fn seek_work(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        if self.agents[index as usize].leaving {
            return self.leave(now, index, observer);
        }
        let team = self.agents[index as usize].team as usize;
        if let Some((service, pace)) = self.longest_waiting(now, team)
            && let Some(contact) = self.queues.take(service)
        {
            return self.begin_service(now, index, pace, contact, observer);
        }
        if let Some((service, pace)) = self.earliest_due(team)
            && let Some(job) = self.jobs[service].pop_front()
        {
            return self.start_job(now, index, pace, job);
        }
        let agent = &mut self.agents[index as usize];
        agent.activity = Activity::Idle;
        agent.since = now;
        self.idle[team].join(index, agent.count);
    }

    /// The service whose first contact a team serves next, and the pace.
    #[inline]
    fn longest_waiting(&mut self, now: f64, team: usize) -> Option<(usize, f64)> {
        let system = self.system;
        let mut best: Option<(Precedence, f64, usize, f64)> = None;
        for skill in &system.teams[team].skills {
            if self.queues.waiting[skill.service] == 0 || !self.resources_free(skill.service) {
                continue;
            }
            let Some(head) = self.queues.head(skill.service) else { continue };
            let (at, order) =
                (head.at, Precedence { priority: system.services[skill.service].priority, rank: Reverse(skill.rank) });
            // The same sum as in the scheduled overflow, to the last bit.
            if at + skill.after > now {
                continue;
            }
            let better = best.is_none_or(|(best, earliest, ..)| order > best || (order == best && at < earliest));
            if better {
                best = Some((order, at, skill.service, skill.efficiency));
            }
        }
        best.map(|(_, _, service, pace)| (service, pace))
    }

    /// The deferrable service whose job a team takes next, the earliest due date first, and the pace.
    fn earliest_due(&self, team: usize) -> Option<(usize, f64)> {
        let skills = self.system.teams[team].skills.iter().filter(|skill| self.resources_free(skill.service));
        let due = skills.filter_map(|skill| Some((self.jobs[skill.service].front()?.due, skill)));
        due.min_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, skill)| (skill.service, skill.efficiency))
    }

    fn start_job(&mut self, now: f64, index: u32, pace: f64, job: DeferredJob) {
        let agent = &mut self.agents[index as usize];
        (agent.activity, agent.since, agent.pace) = (Activity::Deferrable(job), now, pace);
        self.events.add(now + job.left / pace, EventType::ServiceEnd, index, agent.count);
        self.deferring[agent.team as usize].join(index, agent.count);
        self.occupy(job.service as usize);
    }

    /// A deferrable job arrives: an idle agent begins it, or it waits.
    pub(super) fn dispatch_job(&mut self, now: f64, job: DeferredJob, observer: &mut impl TraceObserver) {
        let service = job.service as usize;
        self.jobs[service].push_back(job);
        let mut best: Option<(usize, f64, u32)> = None;
        for route in &self.routing[service].teams {
            let Some(agent) = self.idle[route.team].first(&self.agents) else { continue };
            let since = self.agents[agent as usize].since;
            if best.is_none_or(|(rank, longest, _)| route.rank == rank && since < longest) {
                best = Some((route.rank, since, agent));
            }
        }
        if let Some((_, _, agent)) = best {
            self.interrupt(now, agent, observer);
            self.seek_work(now, agent, observer);
        }
    }
}
