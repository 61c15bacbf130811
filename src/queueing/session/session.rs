//! One session of a provider, as plain data.

use crate::distribution::RandomDuration;

/// A session of one provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// People who are booked.
    pub people: u32,
    /// Slots, at whose starts people may be booked; the session ends with the last.
    pub slots: u32,
    /// Minutes of a slot.
    pub slot: u32,
    /// Steps of the computing grid in a slot.
    pub steps: u32,
    /// Service of one who comes.
    pub service: RandomDuration,
    /// Share of booked people who do not come, independently of each other; from 0 to below 1.
    pub no_show: f64,
    /// Emergencies an hour (Poisson) while the session lasts. They are served in the order of arrival with all others.
    pub urgent: f64,
    /// Service of an emergency.
    pub urgent_service: RandomDuration,
    /// The cost of a minute.
    pub weights: CostWeights,
}

/// The cost of a minute, in any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostWeights {
    /// Of one booked person who waits.
    pub waiting: f64,
    /// Of the session in which the provider has nobody, also at its end: it is paid all the same.
    pub idle: f64,
    /// Of work after the end of the session.
    pub overtime: f64,
}

impl Session {
    /// Minutes from the first start to the end.
    pub fn length(&self) -> u32 {
        self.slots * self.slot
    }
}
