//! Service curves: what is gained with each number of servers, as a table in whole numbers that programs can use.

use super::erlang_b::BlockingRecurrence;
use super::error::{MOST_SERVERS, StaffingError};
use super::queue::Queue;
use super::queue_model::QueueModel;
use super::service_target::ServiceTarget;
use serde::{Deserialize, Serialize};

/// The gain of a queue in one interval by number of servers. It never falls, and is concave from its steepest step on, so that
/// linear pieces meet it exactly at every whole number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve {
    /// Servers of the first entry: 0, except that total waiting time needs a queue that does not grow without limit.
    pub first: u32,
    /// Thousandths of a contact, or of a minute for waiting; below zero where more is worse. Rounded down.
    pub gain: Vec<i64>,
}

/// The table ends where no more than this share of the contacts, or of a minute each, is left to gain.
const NEGLIGIBLE_GAIN: f64 = 1e-6;

/// Thousandths beyond which a double is no longer exact.
const LARGEST: f64 = 9e15;

impl Curve {
    /// Tabulates what `target` counts, over an interval with `contacts` contacts (`queue.rate` times its minutes):
    /// contacts answered in time, minus the minutes waited in all, or minus the contacts that abandon. The level that
    /// the target asks for plays no part.
    ///
    /// # Errors
    ///
    /// [`StaffingError::Invalid`] for a number outside its range, [`StaffingError::NoCurve`] for occupancy and workload,
    /// [`StaffingError::TooMany`] where the table would pass [`MOST_SERVERS`].
    pub fn tabulate(queue: &Queue, contacts: f64, target: &ServiceTarget) -> Result<Curve, StaffingError> {
        Curve::of(queue, contacts, target)
    }

    /// The same for any customers; `contacts` are theirs.
    pub(crate) fn of(
        customers: &impl QueueModel,
        contacts: f64,
        target: &ServiceTarget,
    ) -> Result<Curve, StaffingError> {
        customers.check()?;
        target.check()?;
        if !(contacts >= 0.0 && contacts * 1000.0 < LARGEST) {
            return Err(StaffingError::Invalid { what: "contacts of an interval (0 or more)", value: contacts });
        }
        let load = customers.load();
        let (first, limit) = match target {
            ServiceTarget::Answered { .. } => (0, contacts),
            ServiceTarget::MeanWait { .. } => (customers.least(), 0.0),
            ServiceTarget::Abandonment { .. } => (0, 0.0),
            ServiceTarget::Occupancy { .. } | ServiceTarget::Workload { .. } => {
                return Err(StaffingError::NoCurve);
            }
        };
        let gain_of = |recurrence: &BlockingRecurrence| match *target {
            ServiceTarget::Answered { within, abandoned, .. } => {
                contacts * customers.answered_on(recurrence, within, abandoned)
            }
            ServiceTarget::MeanWait { .. } => -contacts * customers.performance_on(recurrence).mean_wait,
            _ => -contacts * customers.performance_on(recurrence).abandoned,
        };
        let mut gain = Vec::new();
        let mut recurrence = BlockingRecurrence::new(first, load);
        loop {
            let value = gain_of(&recurrence);
            gain.push((value * 1000.0).max(-LARGEST).floor() as i64);
            if limit - value <= NEGLIGIBLE_GAIN * contacts {
                break;
            }
            if recurrence.servers() == MOST_SERVERS {
                return Err(StaffingError::TooMany { load });
            }
            recurrence = recurrence.at(recurrence.servers() + 1);
        }
        make_concave(&mut gain);
        Ok(Curve { first, gain })
    }

    /// The gain in contacts (or minutes) with so many servers present: linear between whole numbers, since a fraction of a server
    /// is one that is present for a part of the interval. Constant above the table; minus infinity below it.
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

    /// The curve shifted by a number of servers: what it gains with `n` servers is what this one gains with `n - heads`. Rounded
    /// down; still concave from its steepest step on.
    pub fn shifted(&self, heads: f64) -> Curve {
        let first = (f64::from(self.first) + heads).ceil().max(0.0);
        let last = (f64::from(self.first) + self.gain.len() as f64 - 1.0 + heads).ceil().max(first);
        // Fewer servers than none gain what none do.
        let least = if self.first == 0 { 0.0 } else { f64::NEG_INFINITY };
        let first = if self.first == 0 { 0 } else { first as u32 };
        let gain = |at: u32| (self.at((f64::from(at) - heads).max(least)) * 1000.0).max(-LARGEST).floor() as i64;
        let mut gain: Vec<i64> = (first..=last as u32).map(gain).collect();
        make_concave(&mut gain);
        Curve { first, gain }
    }

    /// The index at which the steepest step starts: from here on the table is concave.
    pub(crate) fn steepest(&self) -> usize {
        steepest(&self.gain)
    }
}

fn steepest(gain: &[i64]) -> usize {
    let step = |at: &usize| gain[at + 1] - gain[*at];
    // `max_by_key` returns the last of equals, so in reverse the first.
    (0..gain.len().saturating_sub(1)).rev().max_by_key(step).unwrap_or(0)
}

/// Removes the deviations from concavity that rounding leaves: from the steepest step on no step may be larger than the one
/// before. Entries are only lowered, by thousandths, so that no gain is overstated; from the end of the table back, so that
/// they are lowered where servers are too few anyhow.
fn make_concave(gain: &mut [i64]) {
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
