//! Appointments: how a service is booked, by whom with what urgency, and what is booked already.

use super::calendar::Clock;
use base::money::Rate;
use serde::{Deserialize, Serialize};

/// How an appointment service is booked. Days are working days: those on which the service opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// Minutes of one slot, a whole number of intervals.
    pub length: u32,
    /// Slots begin only so many minutes, or a multiple, after midnight; a whole number of intervals.
    pub every: u32,
    /// Who asks, most urgent first. Their shares add up to one.
    pub classes: Vec<UrgencyClass>,
    /// Share of bookings that do not come, by working days from booking to visit: from so many days, ascending, first 0.
    pub no_show: Vec<(u32, f64)>,
    /// Share of bookings given back so early that the slot is booked again.
    pub cancelled: f64,
    /// Share of the places that are ever filled.
    pub fill: f64,
    /// Places beyond one to a slot, as a share of the slots of a day, at most.
    pub overbook: f64,
    /// What one visit earns.
    pub revenue: Rate,
    /// What one booking costs: reminders, say.
    pub per_booking: Rate,
    /// Price of an hour that a customer waits beyond the time of the slot.
    pub waiting: Rate,
    /// Price of an hour of a slot in which nobody comes.
    pub idle: Rate,
    /// Price of an hour after the end of the opening hours.
    pub overtime: Rate,
    /// How early people come; what only a simulation reads.
    #[serde(default)]
    pub arrives: Punctuality,
    /// Requests that wait when the plan begins.
    pub backlog_start: f64,
    /// Requests that may wait when it ends.
    pub backlog_end: f64,
}

/// By how much people come before the time of their appointment: normally distributed minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Punctuality {
    /// Minutes that they are early on average; below 0: late.
    pub early: f64,
    /// Standard deviation of that.
    pub sd: f64,
}

/// Requests of one urgency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UrgencyClass {
    /// Short name, unique within the service.
    pub id: String,
    /// Share of the requests of the service.
    pub share: f64,
    /// How many working days ahead a visit is wanted, and by which share; the shares add up to one.
    pub lead: Vec<(u32, f64)>,
    /// What is promised.
    pub access: Option<AccessPromise>,
    /// Price of a request that finds no slot.
    pub unmet: Rate,
    /// Price of each working day from the wanted day to the visit.
    pub delay: Rate,
    /// Room held back for requests of the same day.
    pub hold: Option<HeldSlots>,
}

/// A share of the requests is seen within so many working days of the wanted day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessPromise {
    /// 0 to 1.
    pub share: f64,
    /// Working days; 0: on the day itself.
    pub within: u32,
    /// Price of each request missed; `None`: it must hold.
    pub price: Option<Rate>,
}

/// Slots that only urgent requests of the day may take, until they are released.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldSlots {
    /// Working days before the day of the slot.
    pub days_before: u32,
    /// Clock time at which the slot is released.
    pub at: Clock,
    /// Share of the released slots that others take.
    pub refill: f64,
}

impl Booking {
    /// Share of bookings made so many working days ahead that do not come.
    pub fn no_show_at(&self, lead: u32) -> f64 {
        self.no_show.iter().rev().find(|(from, _)| *from <= lead).map_or(0.0, |&(_, share)| share)
    }

    /// Share of bookings that do not come, where every request is seen on the day it wants.
    pub fn usual_no_show(&self) -> f64 {
        let of_class = |class: &UrgencyClass| -> f64 {
            class.lead.iter().map(|&(days, share)| class.share * share * self.no_show_at(days)).sum()
        };
        self.classes.iter().map(of_class).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_books_long_ahead_forgets_more_often() {
        let class = |id: &str, share, lead| UrgencyClass {
            id: id.to_owned(),
            share,
            lead,
            access: None,
            unmet: Rate(0),
            delay: Rate(0),
            hold: None,
        };
        let booking = Booking {
            length: 30,
            every: 30,
            classes: vec![class("urgent", 0.2, vec![(0, 1.0)]), class("routine", 0.8, vec![(0, 0.5), (10, 0.5)])],
            no_show: vec![(0, 0.05), (5, 0.2)],
            cancelled: 0.0,
            fill: 1.0,
            overbook: 0.0,
            revenue: Rate(0),
            per_booking: Rate(0),
            waiting: Rate(0),
            idle: Rate(0),
            overtime: Rate(0),
            arrives: Punctuality::default(),
            backlog_start: 0.0,
            backlog_end: 0.0,
        };
        assert_eq!([0, 4, 5, 30].map(|days| booking.no_show_at(days)), [0.05, 0.05, 0.2, 0.2]);
        assert!((booking.usual_no_show() - (0.2 * 0.05 + 0.4 * 0.05 + 0.4 * 0.2)).abs() < 1e-12);
    }
}
