//! Replication after replication: the bookings of the horizon, then each of its days.

use super::book::Book;
use super::layout::{Key, keys};
use super::results::{Played, Sample};
use super::tally::Tally;
use super::{customers, day, diary};
use crate::stream::Names;
use rayon::prelude::*;

/// How much is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Seed of all random numbers.
    pub seed: u64,
    /// Confidence of the intervals, such as 0.95.
    pub confidence: f64,
    /// Replications.
    pub replications: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Effort { seed: 0, confidence: 0.95, replications: 200 }
    }
}

/// Plays a book that [`check`](super::check()) found right. The same for any number of threads.
pub fn play(book: &Book, effort: &Effort) -> Played {
    let keys = keys(book);
    Played::of(book, &keys, samples(book, &keys, effort), effort.confidence)
}

/// What each replication counted.
pub(super) fn samples(book: &Book, keys: &[Key], effort: &Effort) -> Vec<Sample> {
    let one = |replication: u32| replicate(book, keys, Names { seed: effort.seed, replication: replication.into() });
    (0..effort.replications).into_par_iter().map(one).collect()
}

fn replicate(book: &Book, keys: &[Key], names: Names) -> Sample {
    let within = book.urgencies.iter().map(|urgency| urgency.within).collect();
    let mut tally = Tally::new(keys, within);
    let visits = diary::fill(book, names, &mut tally);
    let mut by_day = vec![Vec::new(); book.days];
    visits.iter().for_each(|visit| by_day[book.slots[visit.slot].day].push(*visit));
    // No customer is left over from one day to the next, so that only the days that are reported need be played.
    for (number, visits) in by_day.iter().enumerate().take(book.measured.1).skip(book.measured.0) {
        let arrivals = customers::walk_ins(book, names, number);
        day::play(book, number, visits, &arrivals, &mut tally);
    }
    Sample { sums: tally.sums, delays: tally.delays }
}
