//! The index of figures: what is counted of each part of a book.

use super::booking_system::BookingSystem;

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureSubject {
    /// Everything.
    All,
    /// A class of requests.
    RequestClass,
    /// A type of appointment.
    AppointmentType,
    /// A pool.
    ProviderPool,
    /// A kind of room.
    RoomGroup,
    /// People without an appointment.
    WalkIn,
}

/// What is counted. Each is a ratio, so that its mean weighs people and minutes, not days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
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
pub struct FigureKey {
    /// Of which kind of thing.
    pub subject: FigureSubject,
    /// Its index.
    pub index: usize,
    /// What.
    pub metric: Metric,
}

impl FigureKey {
    /// Of everything.
    pub fn all(metric: Metric) -> FigureKey {
        FigureKey { subject: FigureSubject::All, index: 0, metric }
    }

    /// Of a type of appointment.
    pub fn kind(index: usize, metric: Metric) -> FigureKey {
        FigureKey { subject: FigureSubject::AppointmentType, index, metric }
    }

    /// Of a pool.
    pub fn pool(index: usize, metric: Metric) -> FigureKey {
        FigureKey { subject: FigureSubject::ProviderPool, index, metric }
    }

    /// Of a kind of walk-in.
    pub fn walk_in(index: usize, metric: Metric) -> FigureKey {
        FigureKey { subject: FigureSubject::WalkIn, index, metric }
    }
}

/// What is counted of each kind of thing, in its order.
pub fn counted(subject: FigureSubject) -> &'static [Metric] {
    match subject {
        FigureSubject::All => &[Metric::Served, Metric::Waiting, Metric::Overtime, Metric::Staff],
        FigureSubject::RequestClass => &[Metric::InTime, Metric::Delay, Metric::Delay95, Metric::TurnedAway],
        FigureSubject::AppointmentType => {
            &[Metric::Cancelled, Metric::StaysAway, Metric::Served, Metric::Waiting, Metric::Unserved]
        }
        FigureSubject::ProviderPool => &[Metric::Served, Metric::Waiting, Metric::Idle, Metric::Overtime, Metric::Use],
        FigureSubject::RoomGroup => &[Metric::Use],
        FigureSubject::WalkIn => &[Metric::InTime, Metric::Served, Metric::Waiting, Metric::Left, Metric::Unserved],
    }
}

/// Everything that is counted of a book, sorted.
pub fn keys(system: &BookingSystem) -> Vec<FigureKey> {
    let parts = [
        (FigureSubject::All, 1),
        (FigureSubject::RequestClass, system.classes.len()),
        (FigureSubject::AppointmentType, system.kinds.len()),
        (FigureSubject::ProviderPool, system.pools.len()),
        (FigureSubject::RoomGroup, system.rooms.len()),
        (FigureSubject::WalkIn, system.walk_ins.len()),
    ];
    let of = |(subject, count): (FigureSubject, usize)| {
        (0..count)
            .flat_map(move |index| counted(subject).iter().map(move |&metric| FigureKey { subject, index, metric }))
    };
    parts.into_iter().flat_map(of).collect()
}

/// The id of what a figure is about; empty for everything.
pub fn id(system: &BookingSystem, key: FigureKey) -> &str {
    match key.subject {
        FigureSubject::All => "",
        FigureSubject::RequestClass => &system.classes[key.index].id,
        FigureSubject::AppointmentType => &system.kinds[key.index].id,
        FigureSubject::ProviderPool => &system.pools[key.index].id,
        FigureSubject::RoomGroup => &system.rooms[key.index].id,
        FigureSubject::WalkIn => &system.walk_ins[key.index].id,
    }
}

/// What is promised, if anything is.
pub fn promise(system: &BookingSystem, key: FigureKey) -> Option<f64> {
    let share = match (key.subject, key.metric) {
        (FigureSubject::RequestClass, Metric::InTime) => Some(system.classes[key.index].share),
        (FigureSubject::WalkIn, Metric::InTime) => Some(system.walk_ins[key.index].share),
        _ => None,
    };
    share.filter(|share| *share > 0.0)
}
