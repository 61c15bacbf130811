//! Contacts that wait: a queue for each service, first come first served. Contacts are stored by number, and stay in their queue
//! after they have abandoned until they reach its front (lazy deletion).

use super::event_list::version;
use crate::arrivals::Contact;
use std::collections::VecDeque;

/// Contacts that wait or will try again, and the queues in which they wait.
#[derive(Debug, Default)]
pub(super) struct WaitingQueues {
    stored: Vec<StoredContact>,
    free: Vec<u32>,
    queues: Vec<VecDeque<u32>>,
    /// Contacts waiting, by service.
    pub waiting: Vec<u32>,
}

/// A contact that is kept, and how it is recognised.
#[derive(Clone, Copy, Debug)]
struct StoredContact {
    contact: Contact,
    tries: u32,
    /// Counts the contacts kept under this number.
    count: u32,
    waiting: bool,
}

impl WaitingQueues {
    pub fn clear(&mut self, services: usize) {
        self.stored.clear();
        self.free.clear();
        self.queues.iter_mut().for_each(VecDeque::clear);
        self.queues.resize_with(services, VecDeque::new);
        self.waiting.clear();
        self.waiting.resize(services, 0);
    }

    /// Keeps a contact that has abandoned so many times. Returns its number here and its version.
    pub fn store(&mut self, contact: Contact, tries: u32) -> (u32, u32) {
        let entry = StoredContact { contact, tries, count: 0, waiting: false };
        match self.free.pop() {
            Some(place) => {
                let count = self.stored[place as usize].count.wrapping_add(1);
                self.stored[place as usize] = StoredContact { count, ..entry };
                (place, count)
            }
            None => {
                self.stored.push(entry);
                (self.stored.len() as u32 - 1, 0)
            }
        }
    }

    /// Puts a contact at the end of its queue. Returns its number here and its version.
    pub fn join(&mut self, contact: Contact, tries: u32) -> (u32, u32) {
        let (place, count) = self.store(contact, tries);
        self.stored[place as usize].waiting = true;
        self.queues[contact.service as usize].push_back(place);
        self.waiting[contact.service as usize] += 1;
        (place, count)
    }

    /// The contact of a number, if an event of this version is about it, and how often it has abandoned.
    pub fn contact(&self, place: u32, at: u32) -> Option<(Contact, u32)> {
        let entry = &self.stored[place as usize];
        (version(entry.count) == at).then_some((entry.contact, entry.tries))
    }

    /// True if the contact of a number still waits.
    pub fn is_waiting(&self, place: u32, at: u32) -> bool {
        let entry = &self.stored[place as usize];
        version(entry.count) == at && entry.waiting
    }

    /// The contact that has waited longest for a service.
    #[inline]
    pub fn head(&mut self, service: usize) -> Option<&Contact> {
        if self.waiting[service] == 0 {
            return None;
        }
        while let Some(&place) = self.queues[service].front() {
            if self.stored[place as usize].waiting {
                return Some(&self.stored[place as usize].contact);
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
        self.forget(place);
        self.waiting[service] -= 1;
        Some(contact)
    }

    /// A waiting contact abandons; its number is free once it has left the queue.
    pub fn abandon(&mut self, place: u32) {
        let entry = &mut self.stored[place as usize];
        entry.waiting = false;
        entry.count = entry.count.wrapping_add(1);
        self.waiting[entry.contact.service as usize] -= 1;
    }

    /// Removes a contact that is in no queue.
    pub fn forget(&mut self, place: u32) {
        let entry = &mut self.stored[place as usize];
        entry.waiting = false;
        entry.count = entry.count.wrapping_add(1);
        self.free.push(place);
    }
}
