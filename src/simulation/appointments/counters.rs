//! The counters of one replication: numerators and denominators of all figures.

use super::figure_index::{FigureKey, FigureSubject, Metric};

/// The counts of one replication.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureCounters<'a> {
    /// What is counted, in its order.
    keys: &'a [FigureKey],
    /// For each: what is above the line and what is below it.
    pub sums: Vec<(f64, f64)>,
    /// For each class of requests: how many waited 0, 1, ... working days.
    pub delays: Vec<Vec<u32>>,
    /// Working days within which each class is promised an appointment.
    within: Vec<u32>,
}

impl<'a> FigureCounters<'a> {
    /// Nothing yet. `keys` are sorted.
    pub fn new(keys: &'a [FigureKey], within: Vec<u32>) -> FigureCounters<'a> {
        // What is counted as it is stands over one, once.
        let plain = |key: &FigureKey| matches!(key.metric, Metric::Served | Metric::Staff);
        let sums = keys.iter().map(|key| (0.0, if plain(key) { 1.0 } else { 0.0 })).collect();
        FigureCounters { keys, sums, delays: vec![Vec::new(); within.len()], within }
    }

    /// Adds to a figure; one that is not kept is let go.
    pub fn add(&mut self, key: FigureKey, numerator: f64, denominator: f64) {
        if let Ok(place) = self.keys.binary_search(&key) {
            self.sums[place].0 += numerator;
            self.sums[place].1 += denominator;
        }
    }

    /// One request of a class: the working days until its appointment, `None` if there was none.
    pub fn access(&mut self, class: usize, delay: Option<u32>) {
        let key = |metric| FigureKey { subject: FigureSubject::RequestClass, index: class, metric };
        let in_time = delay.is_some_and(|delay| delay <= self.within[class]);
        self.add(key(Metric::InTime), f64::from(u8::from(in_time)), 1.0);
        self.add(key(Metric::TurnedAway), f64::from(u8::from(delay.is_none())), 1.0);
        if let Some(delay) = delay {
            self.add(key(Metric::Delay), f64::from(delay), 1.0);
            let delays = &mut self.delays[class];
            delays.resize(delays.len().max(delay as usize + 1), 0);
            delays[delay as usize] += 1;
        }
    }
}
