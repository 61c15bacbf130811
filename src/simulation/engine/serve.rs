//! Who serves whom.

use super::Engine;
use super::agenda::{Due, stamp};
use super::people::{Doing, Piece, Served};
use crate::customers::Contact;
use crate::witness::{Happening, Witness};
use std::cmp::Reverse;

/// Who goes first: by the priority of the service, then by the preference of the team.
type Order = (u32, Reverse<usize>);

impl Engine<'_> {
    /// Somebody who can answer a contact that has waited since a moment, and the pace of the work: idle people first, then
    /// those whose work can be put aside, also where that frees what the contact needs.
    #[inline]
    pub(super) fn somebody(&mut self, now: f64, service: usize, from: f64) -> Option<(u32, f64)> {
        let (world, agents) = (self.world, &self.agents);
        let lacking = |of: &usize| self.free[*of] == 0;
        let room = !world.services[service].resources.iter().any(lacking);
        let frees = |agent: u32| match agents[agent as usize].doing {
            Doing::Filling(piece) => {
                let freed = &world.services[piece.service as usize].resources;
                world.services[service].resources.iter().filter(|of| lacking(of)).all(|of| freed.contains(of))
            }
            _ => false,
        };
        for pools in [&mut self.idle, &mut self.filling] {
            let mut best: Option<(usize, f64, u32, f64)> = None;
            for way in self.ways[service].teams.iter().filter(|way| from + way.after <= now) {
                if best.is_some_and(|(rank, ..)| rank < way.rank) {
                    break;
                }
                let Some(agent) = pools[way.team].first(agents).filter(|&agent| room || frees(agent)) else { continue };
                let since = agents[agent as usize].since;
                if best.is_none_or(|(_, longest, ..)| since < longest) {
                    best = Some((way.rank, since, agent, way.efficiency));
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
        self.world.services[service].resources.iter().all(|&resource| self.free[resource] > 0)
    }

    /// Somebody answers a contact.
    pub(super) fn answer(&mut self, now: f64, index: u32, pace: f64, contact: Contact, witness: &mut impl Witness) {
        self.stop(now, index, witness);
        let service = contact.service as usize;
        let waited = now - contact.at;
        if let Some(place) = self.place(service, contact.at) {
            let cell = &mut self.tally.cells[place];
            cell.answered += 1;
            cell.in_time += u32::from(waited <= self.world.services[service].within);
            if waited > 0.0 {
                cell.waited += waited;
                self.tally.waits.push((place as u32, waited as f32));
            }
        }
        self.occupy(service);
        witness.see(self.sight(now, Happening::Answered, Some((service, contact.number)), Some(index)));
        let agent = &mut self.agents[index as usize];
        agent.doing = Doing::Serving(Served { service: contact.service, number: contact.number, from: contact.at });
        agent.since = now;
        let end = now + contact.work / pace;
        let (team, count) = (agent.team as usize, agent.count);
        self.agenda.add(end, Due::Done, index, count);
        self.spread(team, now, end, |floor, minutes| floor.busy += minutes);
    }

    /// Ends what somebody does, idling or filling; deferrable work goes back to its line.
    #[inline]
    pub(super) fn stop(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        let agent = &mut self.agents[index as usize];
        agent.count = agent.count.wrapping_add(1);
        let (team, since, pace) = (agent.team as usize, agent.since, agent.pace);
        match std::mem::replace(&mut agent.doing, Doing::Away) {
            Doing::Idle => self.idle[team].left(),
            Doing::Filling(piece) => {
                self.filling[team].left();
                self.spread(team, since, now, |floor, minutes| floor.busy += minutes);
                let left = (piece.left - (now - since) * pace).max(0.0);
                let contact = Some((piece.service as usize, piece.number));
                witness.see(self.sight(now, Happening::PutAside, contact, Some(index)));
                self.vacate(piece.service as usize);
                self.pieces[piece.service as usize].push_front(Piece { left, ..piece });
            }
            Doing::Away | Doing::Serving(_) => {}
        }
    }

    /// Somebody has finished a contact or a piece of work.
    pub(super) fn done(&mut self, now: f64, index: u32, at: u32, witness: &mut impl Witness) {
        let agent = &mut self.agents[index as usize];
        if stamp(agent.count) != at {
            return;
        }
        self.tally.events += 1;
        agent.count = agent.count.wrapping_add(1);
        let (team, since) = (agent.team as usize, agent.since);
        match std::mem::replace(&mut agent.doing, Doing::Away) {
            Doing::Serving(Served { service, number, from }) => {
                let service = service as usize;
                witness.see(self.sight(now, Happening::Done, Some((service, number)), Some(index)));
                self.vacate(service);
                self.go_on(now, index, witness);
                self.pass_on(now, service, witness);
                self.send_on(now, (service, number), from);
            }
            Doing::Filling(piece) => {
                self.filling[team].left();
                self.spread(team, since, now, |floor, minutes| floor.busy += minutes);
                let service = piece.service as usize;
                witness.see(self.sight(now, Happening::Done, Some((service, piece.number)), Some(index)));
                if let Some(place) = self.place(service, piece.from) {
                    let cell = &mut self.tally.cells[place];
                    cell.answered += 1;
                    cell.in_time += u32::from(now <= piece.due);
                    cell.late += u32::from(now > piece.due);
                    cell.waited += now - piece.from;
                }
                self.vacate(service);
                self.go_on(now, index, witness);
                self.pass_on(now, service, witness);
                self.send_on(now, (service, piece.number), piece.from);
            }
            Doing::Away | Doing::Idle => {}
        }
    }

    /// A contact takes one of each resource of its service.
    #[inline]
    fn occupy(&mut self, service: usize) {
        self.world.services[service].resources.iter().for_each(|&resource| self.free[resource] -= 1);
    }

    /// And gives it back.
    #[inline]
    fn vacate(&mut self, service: usize) {
        self.world.services[service].resources.iter().for_each(|&resource| self.free[resource] += 1);
    }

    /// Others may have waited for what a service gave back.
    fn pass_on(&mut self, now: f64, service: usize, witness: &mut impl Witness) {
        let freed = &self.world.services[service].resources;
        if freed.is_empty() {
            return;
        }
        for (other, stream) in self.world.services.iter().enumerate() {
            if stream.deferred.is_none() && stream.resources.iter().any(|resource| freed.contains(resource)) {
                self.serve_waiting(now, other, witness);
            }
        }
    }

    /// Answers those who wait for a service as long as there is somebody.
    pub(super) fn serve_waiting(&mut self, now: f64, service: usize, witness: &mut impl Witness) {
        while let Some(head) = self.lines.head(service) {
            let from = head.at;
            let Some((agent, pace)) = self.somebody(now, service, from) else { return };
            let Some(contact) = self.lines.take(service) else { return };
            self.answer(now, agent, pace, contact, witness);
        }
    }

    /// Somebody on the floor who does nothing looks for work.
    pub(super) fn go_on(&mut self, now: f64, index: u32, witness: &mut impl Witness) {
        if self.agents[index as usize].leaving {
            return self.leave(now, index, witness);
        }
        let team = self.agents[index as usize].team as usize;
        if let Some((service, pace)) = self.longest_waiting(now, team)
            && let Some(contact) = self.lines.take(service)
        {
            return self.answer(now, index, pace, contact, witness);
        }
        if let Some((service, pace)) = self.first_due(team)
            && let Some(piece) = self.pieces[service].pop_front()
        {
            return self.fill(now, index, pace, piece);
        }
        let agent = &mut self.agents[index as usize];
        agent.doing = Doing::Idle;
        agent.since = now;
        self.idle[team].join(index, agent.count);
    }

    /// The service whose first contact a team takes next.
    #[inline]
    fn longest_waiting(&mut self, now: f64, team: usize) -> Option<(usize, f64)> {
        let world = self.world;
        let mut best: Option<(Order, f64, usize, f64)> = None;
        for skill in &world.teams[team].skills {
            if self.lines.waiting[skill.service] == 0 || !self.is_room(skill.service) {
                continue;
            }
            let Some(head) = self.lines.head(skill.service) else { continue };
            let (at, order) = (head.at, (world.services[skill.service].priority, Reverse(skill.rank)));
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
        let skills = self.world.teams[team].skills.iter().filter(|skill| self.is_room(skill.service));
        let due = skills.filter_map(|skill| Some((self.pieces[skill.service].front()?.due, skill)));
        due.min_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, skill)| (skill.service, skill.efficiency))
    }

    fn fill(&mut self, now: f64, index: u32, pace: f64, piece: Piece) {
        let agent = &mut self.agents[index as usize];
        (agent.doing, agent.since, agent.pace) = (Doing::Filling(piece), now, pace);
        self.agenda.add(now + piece.left / pace, Due::Done, index, agent.count);
        self.filling[agent.team as usize].join(index, agent.count);
        self.occupy(piece.service as usize);
    }

    /// Deferrable work arrives: somebody idle begins, or it waits.
    pub(super) fn hand_out(&mut self, now: f64, piece: Piece, witness: &mut impl Witness) {
        let service = piece.service as usize;
        self.pieces[service].push_back(piece);
        let mut best: Option<(usize, f64, u32)> = None;
        for way in &self.ways[service].teams {
            let Some(agent) = self.idle[way.team].first(&self.agents) else { continue };
            let since = self.agents[agent as usize].since;
            if best.is_none_or(|(rank, longest, _)| way.rank == rank && since < longest) {
                best = Some((way.rank, since, agent));
            }
        }
        if let Some((_, _, agent)) = best {
            self.stop(now, agent, witness);
            self.go_on(now, agent, witness);
        }
    }
}
