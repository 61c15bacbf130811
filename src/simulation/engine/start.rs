//! The begin and the end of a block.

use super::Engine;
use super::agenda::Due;
use super::onward::BACKLOG;
use super::people::{Agent, Piece, Pool};
use crate::stream::{Names, Purpose, Sampler};
use crate::witness::{Happening, Witness};
use crate::world::{Block, Lent, World};
use std::collections::VecDeque;

/// The teams that can serve a service.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// Those who prefer it most first; of those alike in the order of teams.
    pub teams: Vec<Way>,
    /// Waits after which further teams are asked, ascending, each once.
    pub after: Vec<f64>,
}

/// How a team serves a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub team: usize,
    pub efficiency: f64,
    pub rank: usize,
    pub after: f64,
}

/// The ways of each service.
pub(super) fn ways(world: &World) -> Vec<Ways> {
    let mut all: Vec<Ways> = world.services.iter().map(|_| Ways::default()).collect();
    for (team, crew) in world.teams.iter().enumerate() {
        for skill in &crew.skills {
            let way = Way { team, efficiency: skill.efficiency, rank: skill.rank, after: skill.after };
            all[skill.service].teams.push(way);
            if skill.after > 0.0 {
                all[skill.service].after.push(skill.after);
            }
        }
    }
    for ways in &mut all {
        ways.teams.sort_by_key(|way| (way.rank, way.team));
        ways.after.sort_by(f64::total_cmp);
        ways.after.dedup();
    }
    all
}

/// The shifts of each team on each day, by start.
pub(super) fn rota(world: &World) -> Vec<Vec<usize>> {
    let mut rota = vec![Vec::new(); world.teams.len() * world.count() as usize];
    for (index, duty) in world.shifts.iter().enumerate() {
        rota[duty.team * world.count() as usize + duty.day as usize].push(index);
    }
    let start = |duty: usize| world.shifts[duty].span().0;
    rota.iter_mut().for_each(|duties| duties.sort_by(|&left, &right| start(left).total_cmp(&start(right))));
    rota
}

impl Engine<'_> {
    /// An empty hall, and everybody who will come.
    pub(super) fn begin(&mut self, block: &Block, names: Names) {
        let world = self.world;
        self.names = names;
        self.agenda.clear();
        self.lines.clear(world.services.len());
        self.pieces.iter_mut().for_each(VecDeque::clear);
        self.pieces.resize_with(world.services.len(), VecDeque::new);
        for pools in [&mut self.idle, &mut self.filling] {
            pools.iter_mut().for_each(Pool::clear);
            pools.resize_with(world.teams.len(), Pool::default);
        }
        self.free.clone_from(&world.resources);
        self.agents.clear();
        self.duties.clear();
        self.stretches.clear();
        self.journeys.clear();
        for day in block.first..block.last {
            // A day before the first has the people of the days at the end, who have other chances to be away.
            let (source, shift) = if day < 0 { (day + world.count(), world.end()) } else { (day, 0.0) };
            for duty in self.there(source, day) {
                let from = self.stretches.len();
                let stretches = &world.shifts[duty].stretches;
                self.stretches.extend(stretches.iter().map(|(begin, end)| (begin - shift, end - shift)));
                self.agents.push(Agent::of(world.shifts[duty].team, (from, self.stretches.len())));
                self.duties.push(duty);
            }
            let here = |lent: &&Lent| (world.midnight(source)..world.midnight(source + 1)).contains(&lent.from);
            world.lent.iter().filter(here).for_each(|lent| self.lend(lent, shift));
        }
        for (agent, somebody) in self.agents.iter().enumerate().filter(|(_, somebody)| somebody.stretch < somebody.last)
        {
            self.agenda.add(self.stretches[somebody.stretch as usize].0, Due::On, agent as u32, 0);
        }
        if block.first <= 0 {
            self.fill_backlog(block);
        }
    }

    /// Deferrable work that waits before the first interval: due as if it had arrived in the first that is open.
    fn fill_backlog(&mut self, block: &Block) {
        for (service, stream) in self.world.services.iter().enumerate() {
            let Some(terms) = &stream.deferred else { continue };
            let mut dice = self.names.stream(Purpose::Backlog, &stream.id, 0, 0);
            let handle = Sampler::of(&stream.handle);
            let first = stream.volume.iter().position(|&volume| volume > 0.0).unwrap_or(0);
            let due = terms.due.get(first).copied().unwrap_or(f64::INFINITY);
            let from = self.world.midnight(block.first);
            self.pieces[service].extend((0..terms.backlog).map(|number| Piece {
                service: service as u32,
                number: BACKLOG + number,
                from,
                due,
                left: handle.draw(&mut dice),
            }));
        }
    }

    /// Whoever still waits is not served; work that is not done is late if it was due.
    pub(super) fn close(&mut self, end: f64, witness: &mut impl Witness) {
        for service in 0..self.world.services.len() {
            while let Some(contact) = self.lines.take(service) {
                let number = Some((service, contact.number));
                witness.see(self.sight(end, Happening::Unserved, number, None));
                self.gave_up(&contact, (end - contact.at).max(0.0));
            }
            for piece in std::mem::take(&mut self.pieces[service]) {
                let late = piece.due <= end;
                if let (Some(place), true) = (self.place(service, piece.from), late) {
                    self.tally.cells[place].late += 1;
                }
            }
        }
    }

    /// The shifts of a day that are worked. Of the part of absence that is known before, the right number is away, spread
    /// over the day (systematic sampling); the rest is missed shift by shift.
    fn there(&self, source: i64, day: i64) -> Vec<usize> {
        let mut there = Vec::new();
        for (team, crew) in self.world.teams.iter().enumerate() {
            let place = team as i64 * self.world.count() + source;
            let Some(duties) = self.rota.get(place as usize) else { continue };
            let mut carried = self.names.stream(Purpose::Absence, &crew.id, day, 0).share();
            let by_chance = if crew.away < 1.0 { crew.absence / (1.0 - crew.away) } else { 0.0 };
            for &duty in duties {
                carried += crew.away;
                if carried >= 1.0 {
                    carried -= 1.0;
                    continue;
                }
                let person = u64::from(self.world.shifts[duty].person);
                let missed = || self.names.stream(Purpose::Absence, &crew.id, day, person).share() < by_chance;
                if by_chance <= 0.0 || !missed() {
                    there.push(duty);
                }
            }
        }
        there
    }
}
