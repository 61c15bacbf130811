//! Who asks for an appointment, who walks in, and what each of them will do: drawn from streams of their own names.
//!
//! A day's people come by a Poisson process of rate 1 on a clock that runs with the volume, so that more volume moves the same
//! people closer together instead of drawing others.

use super::booking_system::{ArrivalWindow, BookingSystem, RequestStream};
use crate::random_streams::{Purpose, RandomStream, Sampler, StreamNames};

/// Minutes of a day.
pub const DAY: f64 = 1440.0;

/// What somebody will do, whatever slot he gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerDraws {
    /// Cancels if this is below the share who do.
    pub cancels: f64,
    /// Part of the time to the appointment after which he does.
    pub after: f64,
    /// Stays away if this is below the share who do.
    pub stays_away: f64,
    /// Standard deviations by which he is earlier than others.
    pub early: f64,
    /// Minutes of his service.
    pub service: f64,
}

/// Somebody who asks for an appointment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Minutes since midnight of day 0.
    pub at: f64,
    /// Index of the stream.
    pub stream: usize,
    /// First day that he would take; past the horizon if it is too far ahead.
    pub wanted: usize,
    /// What he will do.
    pub draws: CustomerDraws,
}

/// Somebody who walks in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrival {
    /// Index of the kind of walk-in.
    pub walk_in: usize,
    /// Minutes since midnight of his day.
    pub at: f64,
    /// Minutes of his service.
    pub service: f64,
    /// Minutes that he waits; infinite if he stays.
    pub patience: f64,
}

/// What the customer of this name and number will do.
fn draws(
    names: StreamNames,
    id: &str,
    day: usize,
    number: u64,
    sampler: &Sampler<'_>,
) -> (CustomerDraws, RandomStream) {
    let mut random = names.stream(Purpose::Customer, id, day as i64, number);
    let [cancels, after, stays_away] = [(); 3].map(|()| random.uniform());
    let early = random.normal();
    (CustomerDraws { cancels, after, stays_away, early, service: sampler.draw(&mut random) }, random)
}

/// The moments, in minutes of the clock, at which people come within windows.
fn moments(windows: &[ArrivalWindow], mut arrivals: RandomStream) -> Vec<f64> {
    let mut moments = Vec::new();
    let mut clock = arrivals.exponential();
    for &(from, to, volume) in windows {
        while clock < volume {
            moments.push(f64::from(from) + f64::from(to - from) * clock / volume);
            clock += arrivals.exponential();
        }
        clock -= volume;
    }
    moments
}

/// All requests of the horizon, in the order in which they come.
pub fn requests(system: &BookingSystem, names: StreamNames) -> Vec<Request> {
    let mut requests = Vec::new();
    for (index, stream) in system.streams.iter().enumerate() {
        let id = &stream.id;
        let sampler = Sampler::of(&system.kinds[stream.kind].service);
        for (day, windows) in stream.volume.iter().enumerate() {
            let found = moments(windows, names.stream(Purpose::Arrival, id, day as i64, 0));
            for (number, at) in found.into_iter().enumerate() {
                let (draws, mut random) = draws(names, id, day, number as u64, &sampler);
                let wanted = wanted(system, day, ahead(stream, random.uniform()));
                requests.push(Request { at: day as f64 * DAY + at, stream: index, wanted, draws });
            }
        }
    }
    requests.sort_by(|one, other| one.at.total_cmp(&other.at));
    requests
}

/// Working days ahead that a share of people want.
fn ahead(stream: &RequestStream, share: f64) -> u32 {
    let mut sum = 0.0;
    let found = stream.ahead.iter().find(|(_, part)| {
        sum += part;
        share < sum
    });
    found.or(stream.ahead.last()).map_or(0, |(days, _)| *days)
}

/// The day so many working days ahead; of a day on which nobody works that of the next on which somebody does. Past the
/// horizon if it is too far.
fn wanted(system: &BookingSystem, day: usize, ahead: u32) -> usize {
    let mut working = (day..system.days).filter(|day| system.working[*day]);
    working.nth(ahead as usize).unwrap_or(system.days)
}

/// Working days after one day up to another.
pub fn working_days(system: &BookingSystem, from: usize, to: usize) -> u32 {
    system.working[(from + 1).min(to + 1)..=to].iter().filter(|working| **working).count() as u32
}

/// What those do who are booked at the begin: for each slot its people.
pub fn booked_before(system: &BookingSystem, names: StreamNames) -> Vec<(usize, CustomerDraws)> {
    let mut booked = Vec::new();
    for (index, slot) in system.slots.iter().enumerate() {
        let sampler = Sampler::of(&system.kinds[slot.kind].service);
        for number in 0..u64::from(slot.taken) {
            booked.push((index, draws(names, &slot.id, slot.day, number, &sampler).0));
        }
    }
    booked
}

/// All who walk in on a day, in the order in which they come.
pub fn walk_ins(system: &BookingSystem, names: StreamNames, day: usize) -> Vec<Arrival> {
    let mut found = Vec::new();
    for (index, walk_in) in system.walk_ins.iter().enumerate() {
        let Some(windows) = walk_in.volume.get(day) else { continue };
        let (service, patience) = (Sampler::of(&walk_in.service), walk_in.patience.as_ref().map(Sampler::of));
        let moments = moments(windows, names.stream(Purpose::Arrival, &walk_in.id, day as i64, 0));
        for (number, at) in moments.into_iter().enumerate() {
            let mut random = names.stream(Purpose::Customer, &walk_in.id, day as i64, number as u64);
            found.push(Arrival {
                walk_in: index,
                at,
                service: service.draw(&mut random),
                patience: patience.as_ref().map_or(f64::INFINITY, |patience| patience.draw(&mut random)),
            });
        }
    }
    found.sort_by(|one, other| one.at.total_cmp(&other.at));
    found
}
