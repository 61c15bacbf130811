//! Customers who wait: a line for each service, first come first served.

use super::event_list::version;
use crate::arrivals::Contact;
use std::collections::VecDeque;

/// Contacts that wait or will call again, and the lines in which they stand.
#[derive(Debug, Default)]
pub(super) struct WaitingQueues {
    seats: Vec<StoredContact>,
    free: Vec<u32>,
    queues: Vec<VecDeque<u32>>,
    /// Contacts waiting, by service.
    pub waiting: Vec<u32>,
}

/// A place that one contact takes while it must be remembered.
#[derive(Clone, Copy, Debug)]
struct StoredContact {
    contact: Contact,
    tries: u32,
    /// Counts the contacts that sat here.
    count: u32,
    waiting: bool,
}

impl WaitingQueues {
    pub fn clear(&mut self, services: usize) {
        self.seats.clear();
        self.free.clear();
        self.queues.iter_mut().for_each(VecDeque::clear);
        self.queues.resize_with(services, VecDeque::new);
        self.waiting.clear();
        self.waiting.resize(services, 0);
    }

    /// Remembers a contact that has hung up so many times. Returns its seat and its stamp.
    pub fn seat(&mut self, contact: Contact, tries: u32) -> (u32, u32) {
        let seat = StoredContact { contact, tries, count: 0, waiting: false };
        match self.free.pop() {
            Some(place) => {
                let count = self.seats[place as usize].count.wrapping_add(1);
                self.seats[place as usize] = StoredContact { count, ..seat };
                (place, count)
            }
            None => {
                self.seats.push(seat);
                (self.seats.len() as u32 - 1, 0)
            }
        }
    }

    /// Puts a contact at the end of its line. Returns its seat and its stamp.
    pub fn join(&mut self, contact: Contact, tries: u32) -> (u32, u32) {
        let (place, count) = self.seat(contact, tries);
        self.seats[place as usize].waiting = true;
        self.queues[contact.service as usize].push_back(place);
        self.waiting[contact.service as usize] += 1;
        (place, count)
    }

    /// The contact of a seat, if an event with this stamp is about it, and how often it has hung up.
    pub fn contact(&self, place: u32, at: u32) -> Option<(Contact, u32)> {
        let seat = &self.seats[place as usize];
        (version(seat.count) == at).then_some((seat.contact, seat.tries))
    }

    /// True if the contact of a seat still waits.
    pub fn is_waiting(&self, place: u32, at: u32) -> bool {
        let seat = &self.seats[place as usize];
        version(seat.count) == at && seat.waiting
    }

    /// The contact that has waited longest for a service.
    #[inline]
    pub fn head(&mut self, service: usize) -> Option<&Contact> {
        if self.waiting[service] == 0 {
            return None;
        }
        while let Some(&place) = self.queues[service].front() {
            if self.seats[place as usize].waiting {
                return Some(&self.seats[place as usize].contact);
            }
            self.queues[service].pop_front();
            self.free.push(place);
        }
        None
    }

    /// Takes the contact that has waited longest for a service.
    pub fn take(&mut self, service: usize) -> Option<Contact> {
        let contact = *self.head(service)?;
        let place = self.queues[service].pop_front()?;
        self.leave(place);
        self.waiting[service] -= 1;
        Some(contact)
    }

    /// A waiting contact hangs up; its seat is free once its line has moved on.
    pub fn hang_up(&mut self, place: u32) {
        let seat = &mut self.seats[place as usize];
        seat.waiting = false;
        seat.count = seat.count.wrapping_add(1);
        self.waiting[seat.contact.service as usize] -= 1;
    }

    /// Forgets a contact that stands in no line.
    pub fn leave(&mut self, place: u32) {
        let seat = &mut self.seats[place as usize];
        seat.waiting = false;
        seat.count = seat.count.wrapping_add(1);
        self.free.push(place);
    }
}
