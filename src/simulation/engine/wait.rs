//! Customers who wait, hang up, and call again.

use super::Engine;
use super::agenda::Due;
use crate::customers::Contact;
use crate::stream::{Purpose, Sampler};
use crate::witness::{Happening, Witness};

/// After so many tries nobody calls again.
const MOST_TRIES: u32 = 20;

impl Engine<'_> {
    /// A customer who has hung up so many times is served at once, or waits.
    #[inline]
    pub(super) fn welcome(&mut self, contact: Contact, tries: u32, witness: &mut impl Witness) {
        let service = contact.service as usize;
        // Whoever came before goes first, where people are free and resources are not.
        if self.lines.waiting[service] == 0
            && let Some((agent, pace)) = self.somebody(contact.at, service, contact.at)
        {
            return self.answer(contact.at, agent, pace, contact, witness);
        }
        let (seat, count) = self.lines.join(contact, tries);
        if contact.patience.is_finite() {
            self.agenda.add(contact.at + contact.patience, Due::HangUp, seat, count);
        }
        for &after in &self.ways[service].after {
            self.agenda.add(contact.at + after, Due::Overflow, seat, count);
        }
    }

    pub(super) fn hang_up(&mut self, now: f64, seat: u32, stamp: u32, witness: &mut impl Witness) {
        if !self.lines.is_waiting(seat, stamp) {
            return;
        }
        let Some((contact, tries)) = self.lines.contact(seat, stamp) else { return };
        self.tally.events += 1;
        self.lines.hang_up(seat);
        let service = contact.service as usize;
        let number = Some((service, contact.number));
        witness.see(self.sight(now, Happening::HungUp, number, None));
        self.gave_up(&contact, contact.patience);
        self.perhaps_again(now, contact, tries + 1);
    }

    /// Counts a contact that was not answered.
    pub(super) fn gave_up(&mut self, contact: &Contact, waited: f64) {
        let within = self.world.services[contact.service as usize].within;
        if let Some(place) = self.place(contact.service as usize, contact.at) {
            let cell = &mut self.tally.cells[place];
            cell.lost += 1;
            cell.quick += u32::from(waited <= within);
            cell.waited += waited;
            self.tally.waits.push((place as u32, waited as f32));
        }
    }

    /// Decides whether a customer who hung up calls again, and when. What one customer does depends on nobody else.
    fn perhaps_again(&mut self, now: f64, contact: Contact, tries: u32) {
        let stream = &self.world.services[contact.service as usize];
        let (Some(retry), true) = (stream.retry, tries < MOST_TRIES) else { return };
        let name = self.name(contact.number);
        let number = name.wrapping_mul(u64::from(MOST_TRIES)).wrapping_add(u64::from(tries));
        let day = self.day(contact.at);
        let mut dice = self.names.stream(Purpose::Retry, &stream.id, day, number);
        if dice.share() >= retry.share {
            return;
        }
        let at = now + retry.after * dice.exponential();
        let patience = stream.patience.as_ref().map_or(f64::INFINITY, |span| Sampler::of(span).draw(&mut dice));
        let (seat, count) = self.lines.seat(Contact { at, patience, ..contact }, tries);
        self.agenda.add(at, Due::Return, seat, count);
    }

    pub(super) fn call_again(&mut self, now: f64, seat: u32, stamp: u32, witness: &mut impl Witness) {
        let Some((contact, tries)) = self.lines.contact(seat, stamp) else { return };
        self.lines.leave(seat);
        let service = contact.service as usize;
        if !self.is_open(service, self.interval(now)) {
            return;
        }
        self.tally.events += 1;
        let number = Some((service, contact.number));
        witness.see(self.sight(now, Happening::Returned, number, None));
        if let Some(place) = self.place(service, now) {
            self.tally.cells[place].offered += 1;
            self.tally.cells[place].again += 1;
        }
        self.welcome(contact, tries, witness);
    }

    /// A contact has waited long enough to be given to further teams.
    pub(super) fn overflow(&mut self, now: f64, seat: u32, stamp: u32, witness: &mut impl Witness) {
        if !self.lines.is_waiting(seat, stamp) {
            return;
        }
        let Some((contact, _)) = self.lines.contact(seat, stamp) else { return };
        self.tally.events += 1;
        self.serve_waiting(now, contact.service as usize, witness);
    }

    /// The day of a moment.
    pub(super) fn day(&self, moment: f64) -> i64 {
        if moment < 0.0 {
            return -1;
        }
        self.world.days.partition_point(|&begin| begin <= moment) as i64 - 1
    }
}
