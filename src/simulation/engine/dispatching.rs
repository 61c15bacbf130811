//! Who serves whom.

use super::agents::{Activity, ContactInService, DeferredJob};
use super::block_simulation::Engine;
use super::event_list::{EventType, version};
use crate::arrivals::Contact;
use crate::trace::{TraceKind, TraceObserver};
use std::cmp::Reverse;

/// Who goes first: by the priority of the service, then by the preference of the team.
type Order = (u32, Reverse<usize>);

impl Engine<'_> {
    /// Somebody who can answer a contact that has waited since a moment, and the pace of the work: idle people first, then
    /// those whose work can be put aside, also where that frees what the contact needs.
    #[inline]
    pub(super) fn somebody(&mut self, now: f64, service: usize, from: f64) -> Option<(u32, f64)> {
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
    fn is_room(&self, service: usize) -> bool {
        self.system.services[service].resources.iter().all(|&resource| self.free[resource] > 0)
    }

    /// Somebody answers a contact.
    pub(super) fn answer(
        &mut self,
        now: f64,
        index: u32,
        pace: f64,
        contact: Contact,
        observer: &mut impl TraceObserver,
    ) {
        self.stop(now, index, observer);
        let service = contact.service as usize;
        let waited = now - contact.at;
        if let Some(place) = self.place(service, contact.at) {
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
        self.spread(team, now, end, |times, minutes| times.busy += minutes);
    }

    /// Ends what somebody does, idling or filling; deferrable work goes back to its line.
    #[inline]
    pub(super) fn stop(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        let agent = &mut self.agents[index as usize];
        agent.count = agent.count.wrapping_add(1);
        let (team, since, pace) = (agent.team as usize, agent.since, agent.pace);
        match std::mem::replace(&mut agent.activity, Activity::Away) {
            Activity::Idle => self.idle[team].left(),
            Activity::Deferrable(job) => {
                self.deferring[team].left();
                self.spread(team, since, now, |times, minutes| times.busy += minutes);
                let left = (job.left - (now - since) * pace).max(0.0);
                let contact = Some((job.service as usize, job.number));
                observer.observe(self.trace_event(now, TraceKind::PutAside, contact, Some(index)));
                self.vacate(job.service as usize);
                self.jobs[job.service as usize].push_front(DeferredJob { left, ..job });
            }
            Activity::Away | Activity::Serving(_) => {}
        }
    }

    /// Somebody has finished a contact or a piece of work.
    pub(super) fn done(&mut self, now: f64, index: u32, at: u32, observer: &mut impl TraceObserver) {
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
                self.go_on(now, index, observer);
                self.pass_on(now, service, observer);
                self.send_on(now, (service, number), from);
            }
            Activity::Deferrable(job) => {
                self.deferring[team].left();
                self.spread(team, since, now, |times, minutes| times.busy += minutes);
                let service = job.service as usize;
                observer.observe(self.trace_event(
                    now,
                    TraceKind::ServiceEnd,
                    Some((service, job.number)),
                    Some(index),
                ));
                if let Some(place) = self.place(service, job.from) {
                    let cell = &mut self.counters.services[place];
                    cell.answered += 1;
                    cell.in_time += u32::from(now <= job.due);
                    cell.late += u32::from(now > job.due);
                    cell.waited += now - job.from;
                }
                self.vacate(service);
                self.go_on(now, index, observer);
                self.pass_on(now, service, observer);
                self.send_on(now, (service, job.number), job.from);
            }
            Activity::Away | Activity::Idle => {}
        }
    }

    /// A contact takes one of each resource of its service.
    #[inline]
    fn occupy(&mut self, service: usize) {
        self.system.services[service].resources.iter().for_each(|&resource| self.free[resource] -= 1);
    }

    /// And gives it back.
    #[inline]
    fn vacate(&mut self, service: usize) {
        self.system.services[service].resources.iter().for_each(|&resource| self.free[resource] += 1);
    }

    /// Others may have waited for what a service gave back.
    fn pass_on(&mut self, now: f64, service: usize, observer: &mut impl TraceObserver) {
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

    /// Answers those who wait for a service as long as there is somebody.
    pub(super) fn serve_waiting(&mut self, now: f64, service: usize, observer: &mut impl TraceObserver) {
        while let Some(head) = self.queues.head(service) {
            let from = head.at;
            let Some((agent, pace)) = self.somebody(now, service, from) else { return };
            let Some(contact) = self.queues.take(service) else { return };
            self.answer(now, agent, pace, contact, observer);
        }
    }

    /// Somebody on the floor who does nothing looks for work.
    pub(super) fn go_on(&mut self, now: f64, index: u32, observer: &mut impl TraceObserver) {
        if self.agents[index as usize].leaving {
            return self.leave(now, index, observer);
        }
        let team = self.agents[index as usize].team as usize;
        if let Some((service, pace)) = self.longest_waiting(now, team)
            && let Some(contact) = self.queues.take(service)
        {
            return self.answer(now, index, pace, contact, observer);
        }
        if let Some((service, pace)) = self.first_due(team)
            && let Some(job) = self.jobs[service].pop_front()
        {
            return self.fill(now, index, pace, job);
        }
        let agent = &mut self.agents[index as usize];
        agent.activity = Activity::Idle;
        agent.since = now;
        self.idle[team].join(index, agent.count);
    }

    /// The service whose first contact a team takes next.
    #[inline]
    fn longest_waiting(&mut self, now: f64, team: usize) -> Option<(usize, f64)> {
        let system = self.system;
        let mut best: Option<(Order, f64, usize, f64)> = None;
        for skill in &system.teams[team].skills {
            if self.queues.waiting[skill.service] == 0 || !self.is_room(skill.service) {
                continue;
            }
            let Some(head) = self.queues.head(skill.service) else { continue };
            let (at, order) = (head.at, (system.services[skill.service].priority, Reverse(skill.rank)));
            // The same sum as where the wait was set, to the last bit.
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

    /// The deferrable service whose work a team takes next: what is due first.
    fn first_due(&self, team: usize) -> Option<(usize, f64)> {
        let skills = self.system.teams[team].skills.iter().filter(|skill| self.is_room(skill.service));
        let due = skills.filter_map(|skill| Some((self.jobs[skill.service].front()?.due, skill)));
        due.min_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, skill)| (skill.service, skill.efficiency))
    }

    fn fill(&mut self, now: f64, index: u32, pace: f64, job: DeferredJob) {
        let agent = &mut self.agents[index as usize];
        (agent.activity, agent.since, agent.pace) = (Activity::Deferrable(job), now, pace);
        self.events.add(now + job.left / pace, EventType::ServiceEnd, index, agent.count);
        self.deferring[agent.team as usize].join(index, agent.count);
        self.occupy(job.service as usize);
    }

    /// Deferrable work arrives: somebody idle begins, or it waits.
    pub(super) fn hand_out(&mut self, now: f64, job: DeferredJob, observer: &mut impl TraceObserver) {
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
            self.stop(now, agent, observer);
            self.go_on(now, agent, observer);
        }
    }
}
