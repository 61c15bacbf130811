//! What each further head gains, as a table from heads to contacts.

use super::erlang_b::Ladder;
use super::promise::Promise;
use super::queue::Queue;
use super::served::Served;
use super::staffing::{MOST_SERVERS, StaffingError};
use serde::{Deserialize, Serialize};

/// The gain of a queue in one interval for each whole number of heads. Never falls, and from the steepest step on the
/// steps never grow: a concave table of whole numbers, so that straight lines meet it exactly at every whole head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve {
    /// Heads of the first entry: 0, except that total waiting needs a line that does not grow without end.
    pub first: u32,
    /// Thousandths of a contact, or of a minute for waiting; below zero where more is worse. Rounded down.
    pub gain: Vec<i64>,
}

/// The table ends where this part of the contacts, or of a minute each, is left to gain.
const LEFT: f64 = 1e-6;

/// Thousandths beyond which a double is no longer exact.
const LARGEST: f64 = 9e15;

impl Curve {
    /// Tabulates what `promise` counts, over an interval with `contacts` contacts (`queue.rate` times its minutes):
    /// contacts answered in time, minus the minutes waited in all, or minus the contacts that hang up. The level that the
    /// promise asks for plays no part.
    ///
    /// # Errors
    ///
    /// [`StaffingError::Invalid`] for a number outside its range, [`StaffingError::NoCurve`] for occupancy and workload,
    /// [`StaffingError::TooMany`] where the table would pass [`MOST_SERVERS`].
    pub fn tabulate(queue: &Queue, contacts: f64, promise: &Promise) -> Result<Curve, StaffingError> {
        Curve::of(queue, contacts, promise)
    }

    /// The same for any customers; `contacts` are theirs.
    pub(crate) fn of(customers: &impl Served, contacts: f64, promise: &Promise) -> Result<Curve, StaffingError> {
        customers.check()?;
        promise.check()?;
        if !(contacts >= 0.0 && contacts * 1000.0 < LARGEST) {
            return Err(StaffingError::Invalid { what: "contacts of an interval (0 or more)", value: contacts });
        }
        let load = customers.load();
        let (first, limit) = match promise {
            Promise::Answered { .. } => (0, contacts),
            Promise::MeanWait { .. } => (customers.least(), 0.0),
            Promise::Abandonment { .. } => (0, 0.0),
            Promise::Occupancy { .. } | Promise::Workload { .. } => {
                return Err(StaffingError::NoCurve);
            }
        };
        let gain_of = |ladder: &Ladder| match *promise {
            Promise::Answered { within, abandoned, .. } => contacts * customers.answered_on(ladder, within, abandoned),
            Promise::MeanWait { .. } => -contacts * customers.performance_on(ladder).mean_wait,
            _ => -contacts * customers.performance_on(ladder).abandoned,
        };
        let mut gain = Vec::new();
        let mut ladder = Ladder::new(first, load);
        loop {
            let value = gain_of(&ladder);
            gain.push((value * 1000.0).max(-LARGEST).floor() as i64);
            if limit - value <= LEFT * contacts {
                break;
            }
            if ladder.servers() == MOST_SERVERS {
                return Err(StaffingError::TooMany { load });
            }
            ladder = ladder.at(ladder.servers() + 1);
        }
        settle(&mut gain);
        Ok(Curve { first, gain })
    }

    /// The gain in contacts (or minutes) with `heads` on the floor: straight between whole heads, since a fraction of a
    /// head is one that is there for a part of the interval. Flat above the table; minus infinity below it.
    pub fn at(&self, heads: f64) -> f64 {
        let place = heads - f64::from(self.first);
        if place.is_nan() || place < 0.0 {
            return f64::NEG_INFINITY;
        }
        let entry = |index: usize| self.gain[index.min(self.gain.len() - 1)] as f64;
        let index = place as usize;
        let low = entry(index);
        (low + place.fract() * (entry(index.saturating_add(1)) - low)) / 1000.0
    }

    /// The curve of a queue whose heads are worth so many fewer than the formula takes them for (below zero: more): what it
    /// gains with `n` heads is what this one gains with `n - heads`. Rounded down; still concave from its steepest step on.
    pub fn moved(&self, heads: f64) -> Curve {
        let first = (f64::from(self.first) + heads).ceil().max(0.0);
        let last = (f64::from(self.first) + self.gain.len() as f64 - 1.0 + heads).ceil().max(first);
        // Fewer heads than none gain what none do.
        let least = if self.first == 0 { 0.0 } else { f64::NEG_INFINITY };
        let first = if self.first == 0 { 0 } else { first as u32 };
        let gain = |at: u32| (self.at((f64::from(at) - heads).max(least)) * 1000.0).max(-LARGEST).floor() as i64;
        let mut gain: Vec<i64> = (first..=last as u32).map(gain).collect();
        settle(&mut gain);
        Curve { first, gain }
    }

    /// Where the steepest step starts, as a place in the table: from here on the table is concave.
    pub(crate) fn steepest(&self) -> usize {
        steepest(&self.gain)
    }
}

fn steepest(gain: &[i64]) -> usize {
    let step = |at: &usize| gain[at + 1] - gain[*at];
    // The first of equals.
    (0..gain.len().saturating_sub(1)).rev().max_by_key(step).unwrap_or(0)
}

/// Takes the rounding's ripple out: from the steepest step on no step may be larger than the one before, and none before
/// may be larger than the steepest. Entries only go down, by thousandths, so nothing is promised that the queue does not
/// give. It works from the top, so that what is given away is given away where heads are too few anyhow.
fn settle(gain: &mut [i64]) {
    let from = steepest(gain);
    let Some(last) = gain.len().checked_sub(2) else {
        return;
    };
    let mut step = 0;
    let largest = gain[from + 1] - gain[from];
    for at in (from..=last).rev() {
        let least = if at == from { step.max(largest) } else { step };
        gain[at] = gain[at].min(gain[at + 1] - least);
        step = gain[at + 1] - gain[at];
    }
    for at in (0..from).rev() {
        gain[at] = gain[at].min(gain[at + 1]);
    }
}
