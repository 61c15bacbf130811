//! What will happen, in order of time. Ties are settled by kind, then by index, so that the order is always the same.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A kind of event that is known beforehand. The order is that in which events of one moment happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum EventType {
    /// A person has finished.
    ServiceEnd,
    /// A person comes to the floor.
    StretchStart,
    /// A stretch of a person's shift ends.
    StretchEnd,
    /// A customer calls again.
    Retrial,
    /// A contact arrives from another stage.
    InternalArrival,
    /// A contact has waited long enough for further teams.
    Overflow,
    /// A waiting customer hangs up.
    Abandonment,
    /// An interval ends.
    IntervalEnd,
}

const KINDS: [EventType; 8] = [
    EventType::ServiceEnd,
    EventType::StretchStart,
    EventType::StretchEnd,
    EventType::Retrial,
    EventType::InternalArrival,
    EventType::Overflow,
    EventType::Abandonment,
    EventType::IntervalEnd,
];

/// One event.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventNotice {
    pub at: f64,
    pub kind: EventType,
    /// Whom it is about.
    pub index: u32,
    /// Tells whether it is still meant: whoever it is about counts what became of it since.
    pub version: u32,
}

/// The events to come.
#[derive(Debug, Default)]
pub(super) struct EventList(BinaryHeap<Reverse<u128>>);

/// Bits of a stamp that are kept.
const VERSION: u32 = (1 << 29) - 1;

/// The part of a stamp that an entry carries.
pub(super) fn version(count: u32) -> u32 {
    count & VERSION
}

/// The bits of a moment, in the order of moments.
#[inline]
fn ordered(at: f64) -> u64 {
    let bits = at.to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// Back again.
#[inline]
fn moment(bits: u64) -> f64 {
    f64::from_bits(if bits >> 63 == 1 { bits & !(1 << 63) } else { !bits })
}

impl EventList {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds an event.
    #[inline]
    pub fn add(&mut self, at: f64, kind: EventType, index: u32, count: u32) {
        let key = (kind as u64) << 61 | u64::from(index) << 29 | u64::from(version(count));
        self.0.push(Reverse(u128::from(ordered(at)) << 64 | u128::from(key)));
    }

    /// The moment of the next event, infinite if there is none.
    #[inline]
    pub fn next(&self) -> f64 {
        self.0.peek().map_or(f64::INFINITY, |Reverse(key)| moment((key >> 64) as u64))
    }

    /// Takes the next event.
    #[inline]
    pub fn take(&mut self) -> Option<EventNotice> {
        let Reverse(key) = self.0.pop()?;
        let low = key as u64;
        Some(EventNotice {
            at: moment((key >> 64) as u64),
            kind: KINDS[(low >> 61) as usize],
            index: (low >> 29) as u32,
            version: low as u32 & VERSION,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_time_then_kind_then_index() {
        let mut events = EventList::default();
        events.add(2.0, EventType::ServiceEnd, 7, 1);
        events.add(1.5, EventType::IntervalEnd, 0, 0);
        events.add(-3.0, EventType::IntervalEnd, 0, 0);
        events.add(-4.25, EventType::IntervalEnd, 0, 0);
        events.add(1.5, EventType::StretchEnd, u32::MAX, 3);
        events.add(1.5, EventType::StretchEnd, 4, u32::MAX);
        let order: Vec<_> =
            std::iter::from_fn(|| events.take()).map(|entry| (entry.at, entry.kind, entry.index)).collect();
        assert_eq!(
            order,
            [
                (-4.25, EventType::IntervalEnd, 0),
                (-3.0, EventType::IntervalEnd, 0),
                (1.5, EventType::StretchEnd, 4),
                (1.5, EventType::StretchEnd, u32::MAX),
                (1.5, EventType::IntervalEnd, 0),
                (2.0, EventType::ServiceEnd, 7),
            ]
        );
        assert_eq!(events.next(), f64::INFINITY);
    }
}
