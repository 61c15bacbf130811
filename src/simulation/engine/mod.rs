//! The events of one block of days: who arrives, who serves whom, who hangs up, who comes and goes.
//!
//! Time jumps from event to event. A contact goes to somebody idle who prefers its service most, of several alike to the one
//! idle longest; if nobody is idle, to somebody who does deferrable work, which is put aside; otherwise it waits. Whoever
//! becomes free takes, of the services that wait, the one of highest priority, then the one their team prefers, then the
//! one whose first contact has waited longest; if nobody waits, the deferrable work that is due first. Whose stretch ends
//! finishes the contact and leaves; a break that begins late keeps its length.

mod agenda;
mod duty;
mod lend;
mod lines;
mod onward;
mod people;
mod serve;
mod start;
mod wait;

use super::customers::{Contact, of_day};
use super::stream::Names;
use super::tally::Tally;
use super::witness::{Happening, Witness};
use super::world::{Block, World};
use agenda::{Agenda, Due, Entry};
use lines::Lines;
use onward::Journey;
use people::{Agent, Piece, Pool};
use std::collections::VecDeque;

pub use onward::BACKLOG;

/// Plays blocks of a world. It keeps its memory from one to the next.
pub struct Engine<'a> {
    world: &'a World,
    names: Names,
    tally: Tally,
    agenda: Agenda,
    lines: Lines,
    /// By service: deferrable work that waits, what is due first in front.
    pieces: Vec<VecDeque<Piece>>,
    agents: Vec<Agent>,
    /// The shift of each agent.
    duties: Vec<usize>,
    /// The stretches on the floor of all agents, each agent's one after the other.
    stretches: Vec<(f64, f64)>,
    /// Contacts that came from another stage.
    journeys: Vec<Journey>,
    /// By team: who is idle, and who does deferrable work.
    idle: Vec<Pool>,
    filling: Vec<Pool>,
    /// Number of each resource that is free.
    free: Vec<u32>,
    ways: Vec<start::Ways>,
    /// By team, then day: its shifts by start.
    rota: Vec<Vec<usize>>,
}

impl<'a> Engine<'a> {
    /// For this world.
    pub fn new(world: &'a World) -> Self {
        Engine {
            world,
            names: Names { seed: 0, replication: 0 },
            tally: Tally::default(),
            agenda: Agenda::default(),
            lines: Lines::default(),
            pieces: Vec::new(),
            agents: Vec::new(),
            duties: Vec::new(),
            stretches: Vec::new(),
            journeys: Vec::new(),
            idle: Vec::new(),
            filling: Vec::new(),
            free: Vec::new(),
            ways: start::ways(world),
            rota: start::rota(world),
        }
    }

    /// Plays a block with the random numbers of these names.
    pub fn play(&mut self, block: &Block, names: Names, witness: &mut impl Witness) -> Tally {
        self.begin(block, names);
        let (from, end) = (self.world.midnight(block.first), self.world.midnight(block.last));
        let first = (from.max(0.0) / self.world.interval).round() as usize;
        let last = (end / self.world.interval).round() as usize;
        self.tally = Tally::new(first, last - first, self.world.services.len(), self.world.teams.len());
        (first..last).for_each(|interval| {
            let end = (interval + 1) as f64 * self.world.interval;
            self.agenda.add(end, Due::Tick, interval as u32, 0);
        });
        let mut contacts = Vec::new();
        for day in block.first..block.last {
            of_day(self.world, names, day, &mut contacts);
            for contact in &contacts {
                self.until(contact.at, witness);
                self.arrive(*contact, Happening::Arrived, witness);
            }
            self.until(self.world.midnight(day + 1), witness);
        }
        // What began before the end goes on; nobody new comes.
        self.until(f64::INFINITY, witness);
        self.close(end, witness);
        std::mem::take(&mut self.tally)
    }

    /// Everything that happens up to a moment.
    #[inline]
    fn until(&mut self, moment: f64, witness: &mut impl Witness) {
        while self.agenda.next() <= moment {
            let Some(Entry { at: now, kind, index, stamp }) = self.agenda.take() else { return };
            match kind {
                Due::Done => self.done(now, index, stamp, witness),
                Due::On => self.come(now, index, witness),
                Due::Off => self.stretch_ends(now, index, stamp, witness),
                Due::Return => self.call_again(now, index, stamp, witness),
                Due::Arrive => self.come_from_before(index, stamp, witness),
                Due::Overflow => self.overflow(now, index, stamp, witness),
                Due::HangUp => self.hang_up(now, index, stamp, witness),
                Due::Tick => self.tick(index as usize),
            }
        }
    }

    fn arrive(&mut self, contact: Contact, what: Happening, witness: &mut impl Witness) {
        self.tally.events += 1;
        let service = contact.service as usize;
        witness.see(self.sight(contact.at, what, Some((service, contact.number)), None));
        if let Some(place) = self.place(service, contact.at) {
            self.tally.cells[place].offered += 1;
        }
        match self.world.services[service].deferred {
            None => self.welcome(contact, 0, witness),
            Some(_) => {
                let piece = self.piece(contact);
                self.hand_out(contact.at, piece, witness);
            }
        }
    }

    /// Work of a contact that may wait.
    fn piece(&self, contact: Contact) -> Piece {
        let service = contact.service as usize;
        let due = self.world.services[service].deferred.as_ref().map_or(f64::INFINITY, |terms| {
            let early = contact.at < 0.0;
            let interval = self.interval(if early { contact.at + self.world.end() } else { contact.at });
            // A moment may round up to the very end.
            let due = terms.due.get(interval as usize).or(terms.due.last()).copied().unwrap_or(f64::INFINITY);
            due - if early { self.world.end() } else { 0.0 }
        });
        Piece { service: contact.service, number: contact.number, from: contact.at, due, left: contact.work }
    }

    #[inline]
    fn interval(&self, moment: f64) -> i64 {
        (moment / self.world.interval).floor() as i64
    }

    /// The cell of a service at a moment.
    #[inline]
    fn place(&self, service: usize, moment: f64) -> Option<usize> {
        self.tally.place(service, self.interval(moment))
    }

    /// Adds a stretch of time to a team's intervals.
    #[inline]
    fn spread(&mut self, team: usize, from: f64, to: f64, add: impl Fn(&mut super::tally::Floor, f64)) {
        let (mut begin, length) = (from, self.world.interval);
        let mut interval = self.interval(from);
        while begin < to {
            let end = ((interval + 1) as f64 * length).min(to);
            if let Some(place) = self.tally.place(team, interval) {
                add(&mut self.tally.floors[place], end - begin);
            }
            begin = end;
            interval += 1;
        }
    }

    fn tick(&mut self, interval: usize) {
        self.tally.events += 1;
        for service in 0..self.world.services.len() {
            if let Some(place) = self.tally.place(service, interval as i64) {
                self.tally.cells[place].backlog = self.lines.waiting[service] + self.pieces[service].len() as u32;
            }
        }
    }
}
