//! The simulated booking system as plain data: what may be booked, who asks for it, who serves. Clock minutes count from local midnight, days from
//! the first; a day has 1440 minutes.

use chrono::NaiveDate;
use planning::model::Punctuality;
use queueing::distribution::RandomDuration;

/// A book of appointments with all that surrounds it.
#[derive(Clone, Debug, PartialEq)]
pub struct BookingSystem {
    /// What people call it.
    pub title: String,
    /// Date of day 0.
    pub first: NaiveDate,
    /// Number of days.
    pub days: usize,
    /// Of each day: whether it counts when people say how long they waited for an appointment.
    pub working: Vec<bool>,
    /// First day, and one past the last, whose requests and whose floor are reported. What is before warms up, what is behind
    /// gives the last requests their slots.
    pub measured: (usize, usize),
    /// Types of appointments.
    pub kinds: Vec<AppointmentType>,
    /// Classes of requests, the most urgent first.
    pub classes: Vec<RequestClass>,
    /// Who serves from one line: one doctor, or six counters.
    pub pools: Vec<ProviderPool>,
    /// Rooms, devices, bays.
    pub rooms: Vec<RoomGroup>,
    /// Who is there when.
    pub shifts: Vec<ProviderShift>,
    /// What may be booked.
    pub slots: Vec<BookableSlot>,
    /// Requests for appointments.
    pub streams: Vec<RequestStream>,
    /// People who come without one.
    pub walk_ins: Vec<WalkIn>,
    /// What everybody does.
    pub behaviour: Behaviour,
}

/// Clock minutes from and to, and a mean number of people who come between them, evenly.
pub type ArrivalWindow = (u32, u32, f64);

/// A type of appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct AppointmentType {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Minutes that are planned for it.
    pub planned: u32,
    /// Minutes that it really takes.
    pub service: RandomDuration,
    /// How early those who come are.
    pub arrives: Punctuality,
    /// Share of those booked who do not come.
    pub no_show: RateByLead,
    /// Share of those booked who cancel, so that others may take the place.
    pub cancel: RateByLead,
    /// Indices of rooms of each of which one is needed.
    pub rooms: Vec<usize>,
    /// Those of a higher priority are served before all others who wait.
    pub priority: u32,
}

/// A share by how many working days ahead somebody is booked: days and shares, ascending, each from its days on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RateByLead(pub Vec<(u32, f64)>);

impl RateByLead {
    /// The same however far ahead.
    pub fn always(share: f64) -> RateByLead {
        RateByLead(vec![(0, share)])
    }

    /// The share of those booked so many days ahead; 0 where nothing is said.
    pub fn at(&self, days: u32) -> f64 {
        self.0.iter().rev().find(|(from, _)| *from <= days).map_or(0.0, |(_, share)| *share)
    }
}

/// A class of requests.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestClass {
    /// Its id.
    pub id: String,
    /// Working days within which an appointment is promised; 0: on the day.
    pub within: u32,
    /// Share for whom that is promised; 0: nothing is.
    pub share: f64,
    /// Days after which nobody wants an appointment any more: who finds none goes elsewhere. `None`: any day will do.
    pub patience: Option<u32>,
}

/// Who serves from one line.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderPool {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// Rooms, devices or bays that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomGroup {
    /// Its id.
    pub id: String,
    /// How many there are.
    pub count: u32,
}

/// One provider of a pool on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderShift {
    /// Index of the pool.
    pub pool: usize,
    /// The day.
    pub day: usize,
    /// Clock minute of the begin.
    pub from: u32,
    /// Clock minute of the end.
    pub to: u32,
    /// Clock minutes of breaks, ascending. One begins when the customer is done who is being served, and keeps its length.
    pub breaks: Vec<(u32, u32)>,
}

/// What may be booked.
#[derive(Clone, Debug, PartialEq)]
pub struct BookableSlot {
    /// Its id, the same from run to run.
    pub id: String,
    /// The day.
    pub day: usize,
    /// Clock minute of the start.
    pub start: u32,
    /// Index of the type.
    pub kind: usize,
    /// Index of the pool.
    pub pool: usize,
    /// People who may be booked to it.
    pub places: u32,
    /// People who are booked to it at the begin.
    pub taken: u32,
    /// For whom it is held back, and until when.
    pub hold: Option<SlotHold>,
}

/// A slot that is held back for those who want its day and are urgent: who finds none takes no other day's from those of then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHold {
    /// Index of the class of requests for which it is held; more urgent ones of the day may take it too.
    pub class: usize,
    /// Day of its release to all.
    pub until_day: usize,
    /// Clock minute of its release.
    pub until: u32,
}

/// Requests of one class for one type of appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestStream {
    /// Its id: in two books the same people come under the same id.
    pub id: String,
    /// Index of the type.
    pub kind: usize,
    /// Index of the class.
    pub class: usize,
    /// Of each day: windows of the clock, and how many come in each on average (Poisson).
    pub volume: Vec<Vec<ArrivalWindow>>,
    /// How many working days ahead people want to come, and the share of those who want just that; empty: at once.
    pub ahead: Vec<(u32, f64)>,
}

/// People who come without an appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkIn {
    /// Their id.
    pub id: String,
    /// What people call them.
    pub title: String,
    /// Of each day: windows of the clock, and how many come in each on average (Poisson).
    pub volume: Vec<Vec<ArrivalWindow>>,
    /// Minutes of service.
    pub service: RandomDuration,
    /// Minutes after which they leave unserved; `None`: never.
    pub patience: Option<RandomDuration>,
    /// Indices of pools that serve them.
    pub pools: Vec<usize>,
    /// Indices of rooms of each of which one is needed.
    pub rooms: Vec<usize>,
    /// Those of a higher priority are served before all others who wait.
    pub priority: u32,
    /// Minutes within which service is promised.
    pub within: f64,
    /// Share for whom that is promised; 0: nothing is.
    pub share: f64,
}

/// What everybody does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Behaviour {
    /// Least minutes between a request and its appointment.
    pub notice: u32,
    /// Minutes after the end of the last presence after which nobody is served any more.
    pub overtime_most: u32,
}
