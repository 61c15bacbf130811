//! What is counted: a place for each figure of each part of a book.

use super::book::Book;

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Everything.
    All,
    /// A class of requests.
    Urgency,
    /// A type of appointment.
    Kind,
    /// A pool.
    Pool,
    /// A kind of room.
    Room,
    /// People without an appointment.
    WalkIn,
}

/// What is counted. Each is a ratio, so that its mean weighs people and minutes, not days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Share who got an appointment, or were served, in the time that was promised.
    InTime,
    /// Working days from the first day wanted to the appointment, of those who got one.
    Delay,
    /// Those days of the one in twenty who waits longest, or longer.
    Delay95,
    /// Share who found no slot.
    TurnedAway,
    /// Share of those booked who cancelled.
    Cancelled,
    /// Share of those booked, and not cancelled, who did not come.
    StaysAway,
    /// People served.
    Served,
    /// Minutes waited, of those booked after their time.
    Waiting,
    /// Share who left before they were served.
    Left,
    /// Share who were there and were not served before the end.
    Unserved,
    /// Minutes of a provider's day without a customer.
    Idle,
    /// Minutes behind the end of a provider's day.
    Overtime,
    /// Share of the time on duty with a customer; of rooms, of the time in which anybody is on duty.
    Use,
    /// Hours on duty and behind the end, without breaks, of everybody together.
    Staff,
}

/// A figure: what is counted of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Of which kind of thing.
    pub subject: Subject,
    /// Its index.
    pub index: usize,
    /// What.
    pub what: What,
}

impl Key {
    /// Of everything.
    pub fn all(what: What) -> Key {
        Key { subject: Subject::All, index: 0, what }
    }

    /// Of a type of appointment.
    pub fn kind(index: usize, what: What) -> Key {
        Key { subject: Subject::Kind, index, what }
    }

    /// Of a pool.
    pub fn pool(index: usize, what: What) -> Key {
        Key { subject: Subject::Pool, index, what }
    }

    /// Of a kind of walk-in.
    pub fn walk_in(index: usize, what: What) -> Key {
        Key { subject: Subject::WalkIn, index, what }
    }
}

/// What is counted of each kind of thing, in its order.
pub fn counted(subject: Subject) -> &'static [What] {
    match subject {
        Subject::All => &[What::Served, What::Waiting, What::Overtime, What::Staff],
        Subject::Urgency => &[What::InTime, What::Delay, What::Delay95, What::TurnedAway],
        Subject::Kind => &[What::Cancelled, What::StaysAway, What::Served, What::Waiting, What::Unserved],
        Subject::Pool => &[What::Served, What::Waiting, What::Idle, What::Overtime, What::Use],
        Subject::Room => &[What::Use],
        Subject::WalkIn => &[What::InTime, What::Served, What::Waiting, What::Left, What::Unserved],
    }
}

/// Everything that is counted of a book, sorted.
pub fn keys(book: &Book) -> Vec<Key> {
    let parts = [
        (Subject::All, 1),
        (Subject::Urgency, book.urgencies.len()),
        (Subject::Kind, book.kinds.len()),
        (Subject::Pool, book.pools.len()),
        (Subject::Room, book.rooms.len()),
        (Subject::WalkIn, book.walk_ins.len()),
    ];
    let of = |(subject, count): (Subject, usize)| {
        (0..count).flat_map(move |index| counted(subject).iter().map(move |&what| Key { subject, index, what }))
    };
    parts.into_iter().flat_map(of).collect()
}

/// The id of what a figure is about; empty for everything.
pub fn id(book: &Book, key: Key) -> &str {
    match key.subject {
        Subject::All => "",
        Subject::Urgency => &book.urgencies[key.index].id,
        Subject::Kind => &book.kinds[key.index].id,
        Subject::Pool => &book.pools[key.index].id,
        Subject::Room => &book.rooms[key.index].id,
        Subject::WalkIn => &book.walk_ins[key.index].id,
    }
}

/// What is promised, if anything is.
pub fn promise(book: &Book, key: Key) -> Option<f64> {
    let share = match (key.subject, key.what) {
        (Subject::Urgency, What::InTime) => Some(book.urgencies[key.index].share),
        (Subject::WalkIn, What::InTime) => Some(book.walk_ins[key.index].share),
        _ => None,
    };
    share.filter(|share| *share > 0.0)
}
