//! Appointment slots that may be booked, and on which day requests are expected to be seen.

use serde::{Deserialize, Serialize};

/// One slot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AppointmentSlot {
    /// Day of the horizon.
    pub day: u32,
    /// Elapsed minute of the horizon at which it begins.
    pub start: i64,
    /// Index of the service.
    pub service: usize,
    /// Index of the team.
    pub team: usize,
    /// Who serves it: the person's number within the team.
    pub number: u32,
    /// Places beyond one: an overbooked slot.
    pub extra: u32,
    /// Class for which it is held back until its release, by its index in the service.
    pub held: Option<usize>,
    /// Which one of each resource it occupies: (index of the resource, from 1).
    pub rooms: Vec<(usize, u32)>,
}

/// Requests of one kind that are seen on one day, on average. Days are working days of the service, 0 for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExpectedVisits {
    /// Index of the service.
    pub service: usize,
    /// Class, by its index in the service.
    pub class: usize,
    /// Lead, by its index in the class.
    pub lead: usize,
    /// The day that they want.
    pub wanted: u32,
    /// The day on which they are seen; `None`: they still wait when the plan ends.
    pub seen: Option<u32>,
    /// Millionths of a request.
    pub micro: u64,
}
