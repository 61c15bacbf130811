//! Independent replications: the bookings of the horizon, then each of its days.

use super::booking_system::BookingSystem;
use super::counters::FigureCounters;
use super::figure_index::{FigureKey, keys};
use super::results::{BookingResults, ReplicationSums};
use super::{booking, customers, day};
use crate::random_streams::StreamNames;
use rayon::prelude::*;

/// How much is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReplicationSettings {
    /// Seed of all random numbers.
    pub seed: u64,
    /// Confidence of the intervals, such as 0.95.
    pub confidence: f64,
    /// Replications.
    pub replications: u32,
}

impl Default for ReplicationSettings {
    fn default() -> Self {
        ReplicationSettings { seed: 0, confidence: 0.95, replications: 200 }
    }
}

/// Plays a book that [`check`](super::check()) found right. The same for any number of threads.
pub fn simulate(system: &BookingSystem, settings: &ReplicationSettings) -> BookingResults {
    let keys = keys(system);
    BookingResults::of(system, &keys, sums_of_replications(system, &keys, settings), settings.confidence)
}

/// What each replication counted.
pub(super) fn sums_of_replications(
    system: &BookingSystem,
    keys: &[FigureKey],
    settings: &ReplicationSettings,
) -> Vec<ReplicationSums> {
    let one = |replication: u32| {
        replicate(system, keys, StreamNames { seed: settings.seed, replication: replication.into() })
    };
    (0..settings.replications).into_par_iter().map(one).collect()
}

fn replicate(system: &BookingSystem, keys: &[FigureKey], names: StreamNames) -> ReplicationSums {
    let within = system.classes.iter().map(|class| class.within).collect();
    let mut counters = FigureCounters::new(keys, within);
    let visits = booking::fill(system, names, &mut counters);
    let mut by_day = vec![Vec::new(); system.days];
    visits.iter().for_each(|visit| by_day[system.slots[visit.slot].day].push(*visit));
    // No customer is left over from one day to the next, so that only the days that are reported need be played.
    for (number, visits) in by_day.iter().enumerate().take(system.measured.1).skip(system.measured.0) {
        let arrivals = customers::walk_ins(system, names, number);
        day::simulate(system, number, visits, &arrivals, &mut counters);
    }
    ReplicationSums { sums: counters.sums, delays: counters.delays }
}
