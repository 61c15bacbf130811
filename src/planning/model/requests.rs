//! Requests of an appointment service on its working days, by class and by the day that is wanted.

use super::booking::{Booking, HeldSlots};
use super::calendar::{Calendar, Clock};
use super::service::{Service, ServiceKind};

impl Service {
    /// How it is booked, if it is.
    pub fn booking(&self) -> Option<&Booking> {
        match &self.kind {
            ServiceKind::Appointment(booking) => Some(booking),
            ServiceKind::Queue(_) | ServiceKind::Deferrable(_) => None,
        }
    }

    /// Its working days: those of the horizon on which it opens, ascending.
    pub fn working_days(&self, calendar: &Calendar) -> Vec<u32> {
        let mut days: Vec<u32> = self
            .open
            .iter()
            .enumerate()
            .filter(|(_, open)| **open)
            .map(|(interval, _)| calendar.day_of_interval(interval))
            .collect();
        days.dedup();
        days
    }

    /// True if a slot that begins at a local time of a day lies within opening hours and on the grid of its starts.
    pub fn has_room_for_a_slot(&self, calendar: &Calendar, day: u32, start: Clock) -> bool {
        let Some(booking) = self.booking() else { return false };
        let width = i64::from(calendar.interval);
        let begin = calendar.minute(i64::from(day), start);
        let open = |minute: i64| self.open.get((minute / width) as usize).copied().unwrap_or(false);
        let on_grid = start.is_multiple_of(booking.every) && begin % width == 0;
        on_grid && (begin..begin + i64::from(booking.length)).step_by(calendar.interval as usize).all(open)
    }

    /// Requests by working day. What waits at the begin wants the first.
    pub fn requests(&self, calendar: &Calendar) -> Vec<f64> {
        let days = self.working_days(calendar);
        let mut requests = vec![0.0; days.len()];
        for (interval, volume) in self.volume.iter().enumerate().filter(|(_, volume)| **volume > 0.0) {
            let day = calendar.day_of_interval(interval);
            // Requests of other days wait for the next working day.
            if let Some(rank) = days.iter().position(|&open| open >= day) {
                requests[rank] += volume;
            }
        }
        requests
    }

    /// Share of the requests of each working day that are made before slots held back for them are released: all where nobody
    /// asks, none where they are released on a day before.
    pub fn asked_before(&self, calendar: &Calendar, hold: &HeldSlots) -> Vec<f64> {
        let share = |day: u32| {
            let release = calendar.minute(i64::from(day), hold.at);
            let (mut before, mut all) = (0.0, 0.0);
            for (interval, volume) in self.volume.iter().enumerate().filter(|(_, volume)| **volume > 0.0) {
                if calendar.day_of_interval(interval) == day {
                    all += volume;
                    before += if calendar.interval_start(interval) < release { *volume } else { 0.0 };
                }
            }
            if all > 0.0 { before / all } else { 1.0 }
        };
        let days = self.working_days(calendar);
        days.into_iter().map(|day| if hold.days_before > 0 { 0.0 } else { share(day) }).collect()
    }

    /// Requests of a class by the working day that they want, for each of its leads. Those that want a day after the plan
    /// stand for those who asked before it; what waits at the begin wants the first day.
    pub fn wanted(&self, calendar: &Calendar, class: usize) -> Vec<Vec<f64>> {
        let Some(booking) = self.booking() else { return Vec::new() };
        let (requests, class) = (self.requests(calendar), &booking.classes[class]);
        let of_lead = |&(lead, share): &(u32, f64)| {
            let mut wanted = vec![0.0; requests.len()];
            for (rank, volume) in requests.iter().enumerate() {
                let day = (rank + lead as usize) % requests.len().max(1);
                wanted[day] += class.share * share * volume;
            }
            if let Some(first) = wanted.first_mut() {
                *first += class.share * share * booking.backlog_start;
            }
            wanted
        };
        class.lead.iter().map(of_lead).collect()
    }
}
