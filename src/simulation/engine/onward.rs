//! Contacts that go on from one stage to the next.

use super::Engine;
use super::agenda::Due;
use crate::customers::Contact;
use crate::stream::{Dice, Purpose, Sampler};
use crate::witness::{Happening, Sight, Witness};
use crate::world::Onward;

/// Numbers from here on are of work that waits at the begin.
pub const BACKLOG: u32 = 1 << 30;
/// Numbers from here on are places among the journeys.
const JOURNEY: u32 = 1 << 31;

/// A contact that came from another stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Journey {
    /// The service and the number with which it came from outside.
    root: (u32, u32),
    /// Name of its random streams, drawn at the stage before: the same customer goes the same way in every plan.
    name: u64,
}

impl Engine<'_> {
    /// A contact that is done goes on to the stages that follow: each link takes its share. Shares of up to one together
    /// exclude each other; beyond that a contact goes several ways.
    #[inline]
    pub(super) fn send_on(&mut self, now: f64, (service, number): (usize, u32), from: f64) {
        if !self.world.services[service].onward.is_empty() {
            self.choose_ways(now, (service, number), from);
        }
    }

    fn choose_ways(&mut self, now: f64, (service, number): (usize, u32), from: f64) {
        let stream = &self.world.services[service];
        let mut dice = self.names.stream(Purpose::Onward, &stream.id, self.day(from), self.name(number));
        let root = self.journey(number).map_or((service as u32, number), |journey| journey.root);
        let place = dice.share();
        let mut begin: f64 = 0.0;
        for onward in &stream.onward {
            let end = begin + onward.share;
            // True if the place, or one a whole number later, lies in this link's part.
            let taken = (end - place).ceil() > (begin - place).ceil();
            begin = end;
            if taken {
                self.go_way(now, onward, root, &mut dice);
            }
        }
    }

    /// One way, after its delay, unless a lever takes the contact elsewhere. Whoever finds it closed comes some time in the
    /// first interval in which it is open; who would come after the plan is not in it.
    fn go_way(&mut self, now: f64, onward: &Onward, root: (u32, u32), dice: &mut Dice) {
        let stream = &self.world.services[onward.to];
        let (mut left, mut delay) = (dice.share(), 0.0);
        for &(minutes, part) in &onward.delays {
            delay = minutes;
            left -= part;
            if left < 0.0 {
                break;
            }
        }
        let (wait, leaves, name) = (dice.share(), dice.share(), dice.name());
        let work = Sampler::of(&stream.handle).draw(dice);
        let patience = stream.patience.as_ref().map_or(f64::INFINITY, |span| Sampler::of(span).draw(dice));
        let arrives = self.interval(now + delay);
        let Some(open) = (arrives..self.world.intervals() as i64).find(|&at| self.is_open(onward.to, at)) else {
            return;
        };
        let at = if open == arrives { now + delay } else { (open as f64 + wait) * self.world.interval };
        let cell = open.rem_euclid(self.world.intervals() as i64) as usize;
        if leaves < stream.moved.taken.get(cell).copied().unwrap_or(0.0) {
            return;
        }
        let factor = stream.moved.work.get(cell).copied().unwrap_or(1.0);
        let number = JOURNEY + self.journeys.len() as u32;
        self.journeys.push(Journey { root, name });
        let contact = Contact { at, work: factor * work, patience, service: onward.to as u32, number };
        let (seat, count) = self.lines.seat(contact, 0);
        self.agenda.add(at, Due::Arrive, seat, count);
    }

    /// A contact arrives from the stage before.
    pub(super) fn come_from_before(&mut self, seat: u32, stamp: u32, witness: &mut impl Witness) {
        let Some((contact, _)) = self.lines.contact(seat, stamp) else { return };
        self.lines.leave(seat);
        self.arrive(contact, Happening::SentOn, witness);
    }

    /// True if a service is open in an interval; before the horizon begins, as at its end.
    pub(super) fn is_open(&self, service: usize, interval: i64) -> bool {
        let before = if interval < 0 { self.world.intervals() as i64 } else { 0 };
        let interval = usize::try_from(interval + before).ok();
        interval.and_then(|at| self.world.services[service].open.get(at)).copied().unwrap_or(false)
    }

    #[inline]
    fn journey(&self, number: u32) -> Option<&Journey> {
        self.journeys.get(number.checked_sub(JOURNEY)? as usize)
    }

    /// The name of a contact's random streams among those of its service and day.
    pub(super) fn name(&self, number: u32) -> u64 {
        self.journey(number).map_or(u64::from(number), |journey| journey.name)
    }

    /// One event for a witness.
    #[inline(always)]
    pub(super) fn sight(&self, at: f64, what: Happening, contact: Option<(usize, u32)>, agent: Option<u32>) -> Sight {
        let root = contact.and_then(|(_, number)| self.journey(number)).map(|journey| journey.root);
        let duty = agent.and_then(|agent| self.duties.get(agent as usize)).copied();
        Sight { at, what, contact, root: root.map(|(service, number)| (service as usize, number)), duty }
    }
}
