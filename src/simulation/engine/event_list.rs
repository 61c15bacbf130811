//! The future event list, a binary heap ordered by time; ties by type, then by index, so that the order is always the same.
//! Events that no longer apply are not removed: they carry a version, which is compared when they are due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A type of scheduled event. Events of one moment are executed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum EventType {
    /// An agent completes a contact or a job.
    ServiceEnd,
    /// A stretch of an agent's shift begins.
    StretchStart,
    /// A stretch of an agent's shift ends.
    StretchEnd,
    /// A customer who abandoned tries again.
    Retrial,
    /// A contact arrives from another stage.
    InternalArrival,
    /// A contact has waited long enough to be offered to further teams.
    Overflow,
    /// A waiting contact abandons.
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

/// A scheduled event (event notice).
#[derive(Clone, Copy, Debug)]
pub(super) struct EventNotice {
    pub at: f64,
    pub kind: EventType,
    /// Number of the agent, contact or interval that it is about.
    pub index: u32,
    /// The state of that agent or contact when the event was scheduled; the event applies only if it is still the same.
    pub version: u32,
}

/// Scheduled events, packed into integers: moment, type, index, version.
#[derive(Debug, Default)]
pub(super) struct EventList(BinaryHeap<Reverse<u128>>);

/// Bits of a version that are kept.
const VERSION_BITS: u32 = (1 << 29) - 1;

/// The part of a count that a version keeps.
pub(super) fn version(count: u32) -> u32 {
    count & VERSION_BITS
}

/// The bits of a moment, such that integers are in the order of moments.
#[inline]
fn ordered(at: f64) -> u64 {
    let bits = at.to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The inverse of [`ordered`].
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
            version: low as u32 & VERSION_BITS,
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
