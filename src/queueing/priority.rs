//! Erlang C and Erlang A with non-preemptive priorities: classes of customers in one queue. A service is not interrupted, and
//! a server that becomes free takes the first customer of the highest class that waits.
//!
//! While all `n` servers are busy, with service rate `nu = n / handle` together, the customers of the classes down to `k` who
//! wait are a birth-death chain: `rate` up, `nu + j theta` down from `j`, whatever lower classes do. From that follow
//!
//! - the mean queue, and by differences that of each class (Cobham, "Priority assignment in waiting line problems",
//!   Operations Research 2, 1954, where nobody abandons: `W = C / (nu (1 - sigma_<k) (1 - sigma_<=k))`);
//! - the wait of a customer of class `k` who never abandons: the time in which that chain empties, with only higher classes
//!   still joining (Kella and Yechiali, "Waiting times in the non-preemptive priority M/M/c queue", Stochastic Models 1,
//!   1985). Its Laplace transform is a continued fraction over the states, inverted numerically; abandonment after an
//!   exponential patience shifts its argument.
//!
//! Where nobody abandons, or all classes are equally patient, this is exact. Where their patience differs ours is an
//! approximation, called *mixed patience* here: all who wait, down to class `k`, abandon at one rate, the average of the
//! classes' rates over those who wait.

use super::erlang_b::BlockingRecurrence;
use super::erlang_c::delay_on;
use super::laplace_inversion;
use super::queue::{AbandonmentCounting, Performance, Queue};
use super::waiting_states::waiting_states;
use num_complex::Complex64;

/// One class of customers. Classes earlier in a list are served first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorityClass {
    /// Its share of the contacts, above 0.
    pub share: f64,
    /// Mean patience in minutes, exponential; `None`: nobody abandons. All classes of a queue have one, or none has.
    pub patience: Option<f64>,
}

/// All customers down to some class, while all servers are busy.
#[derive(Clone, Copy, Debug)]
struct AggregateClass {
    /// Contacts a minute.
    rate: f64,
    /// Rate at which a waiting customer abandons.
    abandonment_rate: f64,
    /// Mean number of waiting customers; infinite where the queue grows without limit.
    queue_length: f64,
}

/// A priority queue with a number of servers.
pub(crate) struct PrioritySystem {
    queue: Queue,
    heads: f64,
    /// Contacts a minute that all servers together complete.
    finish: f64,
    /// Probability that all servers are busy.
    busy: f64,
    /// For each class, all classes down to it.
    aggregates: Vec<AggregateClass>,
}

/// Relative tolerance of mixed abandonment rates.
const RATE_TOLERANCE: f64 = 1e-10;

/// States whose weight is below this part of the largest are left out.
const NEGLIGIBLE: f64 = 1e-15;

impl PrioritySystem {
    /// Needs a positive load and at least one server.
    pub fn new(queue: &Queue, classes: &[PriorityClass], recurrence: &BlockingRecurrence) -> PrioritySystem {
        let heads = f64::from(recurrence.servers());
        let finish = heads / queue.handle;
        let mut aggregates: Vec<AggregateClass> = Vec::with_capacity(classes.len());
        for class in classes {
            let before = aggregates.last().copied();
            let rate = before.map_or(0.0, |before| before.rate) + class.share * queue.rate;
            let abandonment_rate = class.patience.map_or(0.0, f64::recip);
            aggregates.push(match before {
                None => {
                    AggregateClass { rate, abandonment_rate, queue_length: mean_queue(rate, finish, abandonment_rate) }
                }
                Some(before) => mixed_patience(before, rate, finish, abandonment_rate),
            });
        }
        let abandonment_rate = aggregates.last().map_or(0.0, |all| all.abandonment_rate);
        let busy = if abandonment_rate > 0.0 {
            let [waiting_states] =
                waiting_states::<1, false>(finish / abandonment_rate, [queue.rate / abandonment_rate]);
            let boundary = (-waiting_states.log_peak).exp();
            // The reciprocal of Erlang B may be infinite, but not where the boundary weight is above zero.
            let idle = if boundary > 0.0 { (recurrence.inverse() - 1.0) * boundary } else { 0.0 };
            (boundary + waiting_states.excess) / (idle + boundary + waiting_states.excess)
        } else {
            delay_on(recurrence, queue.load())
        };
        PrioritySystem { queue: *queue, heads, finish, busy, aggregates }
    }

    /// The performance that class `which` sees.
    pub fn performance(&self, classes: &[PriorityClass], which: usize) -> Performance {
        let rate = classes[which].share * self.queue.rate;
        let before = which.checked_sub(1).map_or(0.0, |before| self.aggregates[before].queue_length);
        // In a queue that grows without limit everybody waits without limit.
        let all = self.aggregates[which].queue_length;
        let line = if all.is_finite() { (all - before).max(0.0) } else { f64::INFINITY };
        let (mean_wait, abandoned) = match classes[which].patience {
            Some(patience) => {
                let abandoned = (self.busy * line / (rate * patience)).min(1.0);
                (abandoned * patience, abandoned)
            }
            None => (self.busy * line / rate, 0.0),
        };
        Performance { waiting: self.busy, mean_wait, abandoned, occupancy: self.occupancy() }
    }

    /// The share of time in which servers are busy.
    fn occupancy(&self) -> f64 {
        let all = self.aggregates.last().copied().unwrap_or(AggregateClass {
            rate: 0.0,
            abandonment_rate: 0.0,
            queue_length: 0.0,
        });
        let lost = if all.abandonment_rate > 0.0 {
            self.busy * all.queue_length * all.abandonment_rate / self.queue.rate
        } else {
            0.0
        };
        (self.queue.load() * (1.0 - lost) / self.heads).clamp(0.0, 1.0)
    }

    /// The shares of class `which` that are served within some minutes, and that wait longer, served or not.
    pub fn in_time_and_late(
        &self,
        classes: &[PriorityClass],
        which: usize,
        within: f64,
        count: AbandonmentCounting,
    ) -> (f64, f64) {
        let abandonment_rate = classes[which].patience.map_or(0.0, f64::recip);
        let at_once = 1.0 - self.busy;
        if within <= 0.0 {
            return (at_once, self.busy);
        }
        if self.aggregates[which].queue_length.is_infinite() {
            return (at_once, self.busy);
        }
        let lengths = self.queue_lengths(which);
        let queue_model =
            laplace_inversion::at(within, |s| self.waiting_transform(&lengths, which, s + abandonment_rate) / s)
                .clamp(0.0, 1.0);
        let in_time = at_once + self.busy * queue_model;
        let late = match count {
            AbandonmentCounting::Missed => 1.0 - in_time,
            AbandonmentCounting::Ignored if abandonment_rate == 0.0 => 1.0 - in_time,
            AbandonmentCounting::Ignored => {
                let over =
                    laplace_inversion::at(within, |s| self.waiting_transform(&lengths, which, s) / s).clamp(0.0, 1.0);
                self.busy * (1.0 - over) * (-abandonment_rate * within).exp()
            }
        };
        (in_time, late)
    }

    /// The distribution of the number of waiting customers down to a class, while all servers are busy; empty where nobody
    /// abandons, and it is geometric.
    fn queue_lengths(&self, which: usize) -> Vec<f64> {
        let AggregateClass { rate, abandonment_rate, .. } = self.aggregates[which];
        if abandonment_rate == 0.0 {
            return Vec::new();
        }
        // Logarithms, since the weights of a long queue would overflow.
        let (mut logs, mut log, mut top) = (vec![0.0], 0.0_f64, 0.0_f64);
        for waiting in 1.. {
            log += (rate / (self.finish + f64::from(waiting) * abandonment_rate)).ln();
            top = top.max(log);
            if log < top + NEGLIGIBLE.ln() || waiting == u32::MAX {
                break;
            }
            logs.push(log);
        }
        let mut chances: Vec<f64> = logs.into_iter().map(|log: f64| (log - top).exp()).collect();
        let total: f64 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= total);
        chances
    }

    /// The Laplace transform of the wait of a customer of class `which` who finds all servers busy and never abandons.
    fn waiting_transform(&self, lengths: &[f64], which: usize, s: Complex64) -> Complex64 {
        let joining = which.checked_sub(1).map_or(0.0, |before| self.aggregates[before].rate);
        let AggregateClass { rate, abandonment_rate, .. } = self.aggregates[which];
        if lengths.is_empty() {
            let step = descent_transform(joining, self.finish, s);
            let more = rate / self.finish;
            return (1.0 - more) * step / (1.0 - more * step);
        }
        // The time from `j` customers ahead to `j - 1`, from the longest queue down.
        let rate_of = |waiting: usize| self.finish + waiting as f64 * abandonment_rate;
        let mut step = descent_transform(joining, rate_of(lengths.len()), s);
        let mut all = Complex64::new(0.0, 0.0);
        for (waiting, chance) in lengths.iter().enumerate().rev() {
            let finish = rate_of(waiting);
            step = finish / (s + joining + finish - joining * step);
            // Horner's scheme: each state is left before the one below it.
            all = (all + chance) * step;
        }
        all
    }
}

/// The Laplace transform of the time in which a queue with constant rates decreases by one.
fn descent_transform(joining: f64, finish: f64, s: Complex64) -> Complex64 {
    let sum = s + joining + finish;
    2.0 * finish / (sum + (sum * sum - 4.0 * joining * finish).sqrt())
}

/// Mean number of waiting customers while all servers are busy.
fn mean_queue(rate: f64, finish: f64, abandonment_rate: f64) -> f64 {
    if abandonment_rate > 0.0 {
        let [waiting_states] = waiting_states::<1, true>(finish / abandonment_rate, [rate / abandonment_rate]);
        return waiting_states.queue / ((-waiting_states.log_peak).exp() + waiting_states.excess);
    }
    let busy = rate / finish;
    if busy < 1.0 { busy / (1.0 - busy) } else { f64::INFINITY }
}

/// The classes before and one more with its own abandonment rate: one rate for all, such that as many abandon as of the two
/// parts of the queue.
fn mixed_patience(before: AggregateClass, rate: f64, finish: f64, abandonment_rate: f64) -> AggregateClass {
    let of =
        |mixed: f64| AggregateClass { rate, abandonment_rate: mixed, queue_length: mean_queue(rate, finish, mixed) };
    let (mut low, mut high) =
        (before.abandonment_rate.min(abandonment_rate), before.abandonment_rate.max(abandonment_rate));
    // The queue at the lower rate is the longer one, so the difference changes its sign between the two.
    let excess = |mixed: f64| {
        of(mixed).queue_length * (mixed - abandonment_rate)
            - before.queue_length * (before.abandonment_rate - abandonment_rate)
    };
    while high - low > RATE_TOLERANCE * high {
        let middle = 0.5 * (low + high);
        if excess(middle) < 0.0 { low = middle } else { high = middle }
    }
    of(high)
}
