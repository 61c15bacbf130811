//! What is wrong with a book, in words for people.

use super::booking_system::{ArrivalWindow, BookingSystem, RateByLead};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingSystemError {
    /// What it is about: `slot a1`.
    pub about: String,
    /// What is wrong.
    pub message: String,
    /// What to do: starts with a verb.
    pub help: &'static str,
}

/// Everything that is wrong with a book; empty if it may be played.
pub fn check(system: &BookingSystem) -> Vec<BookingSystemError> {
    let mut found = Errors(Vec::new());
    let (from, to) = system.measured;
    let horizon = "the horizon".to_owned();
    let days = system.days > 0 && system.working.len() == system.days && from < to && to <= system.days;
    found.unless(days, &horizon, "the days that are reported lie outside it", "report days from the first to the last");
    for kind in &system.kinds {
        let about = format!("type {}", kind.id);
        found.unless(kind.service.mean > 0.0, &about, "it takes no time", "give it a service time above 0");
        found.unless(shares(&kind.no_show), &about, "its no-show rate is no share", "write shares from 0 to 1");
        found.unless(shares(&kind.cancel), &about, "its cancellation rate is no share", "write shares from 0 to 1");
        found.rooms(system, &about, &kind.rooms);
    }
    for shift in &system.shifts {
        let about = format!("a presence on day {}", shift.day);
        let breaks = shift.breaks.iter().all(|(from, to)| shift.from <= *from && from < to && *to <= shift.to);
        let right = shift.pool < system.pools.len() && shift.day < system.days && shift.from < shift.to;
        found.unless(right && breaks, &about, "it lies outside the book", "check its pool, its times and its breaks");
    }
    for slot in &system.slots {
        let about = format!("slot {}", slot.id);
        let right = slot.kind < system.kinds.len() && slot.pool < system.pools.len() && slot.day < system.days;
        found.unless(right, &about, "it names what is not there", "check its type, its pool and its day");
        let room = slot.taken <= slot.places;
        found.unless(room, &about, "more people are booked to it than it has places", "raise its places");
        let hold = slot.hold.is_none_or(|hold| (hold.until_day, hold.until) <= (slot.day, slot.start));
        found.unless(hold, &about, "it is released after it starts", "release it before");
    }
    for stream in &system.streams {
        let about = "a stream of requests".to_owned();
        let right = stream.kind < system.kinds.len() && stream.class < system.classes.len();
        found.unless(right, &about, "it names what is not there", "check its type and its class");
        let ahead = stream.ahead.iter().all(|(_, share)| share_of(*share));
        let right = volume(system, &stream.volume) && ahead;
        found.unless(right, &about, "its volume, times or shares are none", "write numbers above 0");
    }
    for walk_in in &system.walk_ins {
        let about = format!("walk-ins {}", walk_in.id);
        found.unless(
            volume(system, &walk_in.volume),
            &about,
            "their volume or its times are none",
            "write numbers above 0",
        );
        let times = walk_in.service.mean > 0.0 && walk_in.patience.as_ref().is_none_or(|patience| patience.mean > 0.0);
        found.unless(times, &about, "their service or patience takes no time", "write times above 0");
        let pools = !walk_in.pools.is_empty() && walk_in.pools.iter().all(|pool| *pool < system.pools.len());
        found.unless(pools, &about, "nobody serves them", "name a pool that is there");
        found.rooms(system, &about, &walk_in.rooms);
    }
    found.0
}

struct Errors(Vec<BookingSystemError>);

impl Errors {
    fn unless(&mut self, right: bool, about: &str, message: &str, help: &'static str) {
        if !right {
            self.0.push(BookingSystemError { about: about.to_owned(), message: message.to_owned(), help });
        }
    }

    fn rooms(&mut self, system: &BookingSystem, about: &str, rooms: &[usize]) {
        let there = rooms.iter().all(|room| system.rooms.get(*room).is_some_and(|room| room.count > 0));
        self.unless(there, about, "it needs a room that nobody has", "add the room, or leave it out");
        let once = rooms.iter().enumerate().all(|(place, room)| !rooms[..place].contains(room));
        self.unless(once, about, "it needs a room twice", "name each room once");
    }
}

fn share_of(share: f64) -> bool {
    (0.0..=1.0).contains(&share)
}

fn shares(by_lead: &RateByLead) -> bool {
    by_lead.0.iter().all(|(_, share)| share_of(*share))
}

fn volume(system: &BookingSystem, days: &[Vec<ArrivalWindow>]) -> bool {
    let right = |(from, to, volume): &ArrivalWindow| from < to && volume.is_finite() && *volume >= 0.0;
    days.len() <= system.days && days.iter().flatten().all(right)
}
