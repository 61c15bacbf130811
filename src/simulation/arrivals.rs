//! The customers of one day: when they come, how much work they bring, how long they wait.

use super::random_streams::{Purpose, Sampler, StreamNames, day_factor};
use super::system::System;

/// One contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// Minute of arrival.
    pub at: f64,
    /// Minutes of work for somebody of efficiency 1.
    pub work: f64,
    /// Minutes until it hangs up; infinite if it never does.
    pub patience: f64,
    /// Index of the service.
    pub service: u32,
    /// Its number among those of its service and day, by order of arrival; what comes from another stage, or waited at the
    /// begin, has a number above those (see the engine).
    pub number: u32,
}

/// The contacts that come from outside on a day, by moment of arrival. A day below 0 has the volume of the days at the end of the horizon.
///
/// Arrivals are a Poisson process whose rate is constant within an interval: a process of rate 1, on a clock that runs with
/// the volume. More volume therefore moves the same customers closer together instead of drawing others.
pub fn of_day(system: &System, names: StreamNames, day: i64, contacts: &mut Vec<Contact>) {
    contacts.clear();
    let (from, to) = (system.midnight(day), system.midnight(day + 1));
    let shift = if day < 0 { system.end() } else { 0.0 };
    let [first, last] = [from, to].map(|minute| ((minute + shift) / system.interval).round() as usize);
    for (service, stream) in system.services.iter().enumerate() {
        let factor = day_factor(stream.day_spread, &mut names.stream(Purpose::Day, &stream.id, day, 0));
        let mut arrivals = names.stream(Purpose::Arrival, &stream.id, day, 0);
        let mut works = names.stream(Purpose::Handle, &stream.id, day, 0);
        let mut waits = names.stream(Purpose::Patience, &stream.id, day, 0);
        let handle = Sampler::of(&stream.handle);
        let patience = stream.patience.as_ref().map(Sampler::of);
        let (mut clock, mut number) = (arrivals.exponential(), 0);
        for interval in first..last {
            let volume = factor * stream.volume[interval];
            if volume <= 0.0 {
                continue;
            }
            let (begin, pace) = (interval as f64 * system.interval - shift, system.interval / volume);
            let work = stream.adjustment.work.get(interval).copied().unwrap_or(1.0);
            while clock < volume {
                contacts.push(Contact {
                    at: begin + clock * pace,
                    work: work * handle.draw(&mut works),
                    patience: patience.as_ref().map_or(f64::INFINITY, |patience| patience.draw(&mut waits)),
                    service: service as u32,
                    number,
                });
                number += 1;
                clock += arrivals.exponential();
            }
            clock -= volume;
        }
    }
    if system.services.len() > 1 {
        contacts.sort_by(|left, right| left.at.total_cmp(&right.at));
    }
}
