//! Classes of customers in one queue: whoever is served stays served, and a head that falls free takes the first of the
//! highest class that waits.
//!
//! While all `n` heads are busy, with service rate `nu = n / handle` together, those of the classes down to `k` who wait are
//! a chain by themselves: `rate` up, `nu + j theta` down from `j`, whatever lower classes do. From that follow
//!
//! - the mean line, and by differences of such lines that of each class (Cobham, "Priority assignment in waiting line
//!   problems", Operations Research 2, 1954, where nobody hangs up: `W = C / (nu (1 - sigma_<k) (1 - sigma_<=k))`);
//! - the wait of somebody of class `k` who never hangs up: as long as that chain needs to empty, with only higher classes
//!   still joining (Kella and Yechiali, "Waiting times in the non-preemptive priority M/M/c queue", Stochastic Models 1,
//!   1985). Its Laplace transform is a continued fraction over the states, inverted numerically; hanging up after an
//!   exponential patience shifts its argument.
//!
//! Where nobody hangs up, or all classes are equally patient, this is exact. Where their patience differs it is an
//! approximation, called *mixed patience* here: everybody who waits down to class `k` hangs up at one rate, the average
//! of the classes' rates over those of them who wait.

use super::erlang_b::Ladder;
use super::erlang_c::delay_on;
use super::inversion;
use super::queue::{Abandoned, Performance, Queue};
use super::tail::tails;
use num_complex::Complex64;

/// One class of customers. Those before it in a list are answered before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Its part of the contacts, above 0.
    pub share: f64,
    /// Mean patience in minutes, exponential; `None`: nobody hangs up. Of one queue all have it, or none has.
    pub patience: Option<f64>,
}

/// Everybody down to some class while all heads are busy.
#[derive(Clone, Copy, Debug)]
struct Down {
    /// Contacts a minute.
    rate: f64,
    /// Rate at which one who waits hangs up.
    leaving: f64,
    /// Mean number of those who wait; infinite where the line grows without end.
    line: f64,
}

/// A queue of several classes with some heads.
pub(crate) struct Ranks {
    queue: Queue,
    heads: f64,
    /// Contacts a minute that all heads together finish.
    finish: f64,
    /// Chance that all heads are busy.
    busy: f64,
    /// By class, from the first down to it.
    down: Vec<Down>,
}

/// Rates of hanging up are mixed to this part of themselves.
const MIXED: f64 = 1e-10;

/// States whose weight is below this part of the largest are left out.
const NEGLIGIBLE: f64 = 1e-15;

impl Ranks {
    /// Needs a positive load and at least one server.
    pub fn new(queue: &Queue, classes: &[Class], ladder: &Ladder) -> Ranks {
        let heads = f64::from(ladder.servers());
        let finish = heads / queue.handle;
        let mut down: Vec<Down> = Vec::with_capacity(classes.len());
        for class in classes {
            let before = down.last().copied();
            let rate = before.map_or(0.0, |before| before.rate) + class.share * queue.rate;
            let leaving = class.patience.map_or(0.0, f64::recip);
            down.push(match before {
                None => Down { rate, leaving, line: line(rate, finish, leaving) },
                Some(before) => mixed(before, rate, finish, leaving),
            });
        }
        let leaving = down.last().map_or(0.0, |all| all.leaving);
        let busy = if leaving > 0.0 {
            let [tail] = tails::<1, false>(finish / leaving, [queue.rate / leaving]);
            let edge = (-tail.hill).exp();
            // The reciprocal of Erlang B may be infinite, but never where the edge is nothing.
            let idle = if edge > 0.0 { (ladder.inverse() - 1.0) * edge } else { 0.0 };
            (edge + tail.excess) / (idle + edge + tail.excess)
        } else {
            delay_on(ladder, queue.load())
        };
        Ranks { queue: *queue, heads, finish, busy, down }
    }

    /// How class `which` fares.
    pub fn performance(&self, classes: &[Class], which: usize) -> Performance {
        let rate = classes[which].share * self.queue.rate;
        let before = which.checked_sub(1).map_or(0.0, |before| self.down[before].line);
        // Of a line that grows without end everybody waits without end.
        let all = self.down[which].line;
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

    /// The part of their time that heads serve.
    fn occupancy(&self) -> f64 {
        let all = self.down.last().copied().unwrap_or(Down { rate: 0.0, leaving: 0.0, line: 0.0 });
        let lost = if all.leaving > 0.0 { self.busy * all.line * all.leaving / self.queue.rate } else { 0.0 };
        (self.queue.load() * (1.0 - lost) / self.heads).clamp(0.0, 1.0)
    }

    /// The shares of class `which` that are served within some minutes, and that wait longer, served or not.
    pub fn in_time_and_late(&self, classes: &[Class], which: usize, within: f64, count: Abandoned) -> (f64, f64) {
        let leaving = classes[which].patience.map_or(0.0, f64::recip);
        let at_once = 1.0 - self.busy;
        if within <= 0.0 {
            return (at_once, self.busy);
        }
        if self.down[which].line.is_infinite() {
            return (at_once, self.busy);
        }
        let ahead = self.ahead(which);
        let served = inversion::at(within, |s| self.emptied(&ahead, which, s + leaving) / s).clamp(0.0, 1.0);
        let in_time = at_once + self.busy * served;
        let late = match count {
            Abandoned::Missed => 1.0 - in_time,
            Abandoned::Ignored if leaving == 0.0 => 1.0 - in_time,
            Abandoned::Ignored => {
                let over = inversion::at(within, |s| self.emptied(&ahead, which, s) / s).clamp(0.0, 1.0);
                self.busy * (1.0 - over) * (-leaving * within).exp()
            }
        };
        (in_time, late)
    }

    /// Chances of the number of those down to a class who wait while all heads are busy; empty where nobody hangs up, and the
    /// chances fall like powers.
    fn ahead(&self, which: usize) -> Vec<f64> {
        let Down { rate, leaving, .. } = self.down[which];
        if leaving == 0.0 {
            return Vec::new();
        }
        // Logarithms, since the weights of a long line would overflow.
        let (mut logs, mut log, mut top) = (vec![0.0], 0.0_f64, 0.0_f64);
        for waiting in 1.. {
            log += (rate / (self.finish + f64::from(waiting) * leaving)).ln();
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

    /// The transform of the time until nobody is left before one of class `which` who finds all heads busy.
    fn emptied(&self, ahead: &[f64], which: usize, s: Complex64) -> Complex64 {
        let joining = which.checked_sub(1).map_or(0.0, |before| self.down[before].rate);
        let Down { rate, leaving, .. } = self.down[which];
        if ahead.is_empty() {
            let step = step_down(joining, self.finish, s);
            let more = rate / self.finish;
            return (1.0 - more) * step / (1.0 - more * step);
        }
        // From `j` before somebody to `j - 1`, from the longest line down.
        let rate_of = |waiting: usize| self.finish + waiting as f64 * leaving;
        let mut step = step_down(joining, rate_of(ahead.len()), s);
        let mut all = Complex64::new(0.0, 0.0);
        for (waiting, chance) in ahead.iter().enumerate().rev() {
            let finish = rate_of(waiting);
            step = finish / (s + joining + finish - joining * step);
            // Horner: each state is left before the one below it.
            all = (all + chance) * step;
        }
        all
    }
}

/// The transform of the time in which a line with steady rates loses one.
fn step_down(joining: f64, finish: f64, s: Complex64) -> Complex64 {
    let sum = s + joining + finish;
    2.0 * finish / (sum + (sum * sum - 4.0 * joining * finish).sqrt())
}

/// Mean number of those who wait while all heads are busy.
fn line(rate: f64, finish: f64, leaving: f64) -> f64 {
    if leaving > 0.0 {
        let [tail] = tails::<1, true>(finish / leaving, [rate / leaving]);
        return tail.queue / ((-tail.hill).exp() + tail.excess);
    }
    let busy = rate / finish;
    if busy < 1.0 { busy / (1.0 - busy) } else { f64::INFINITY }
}

/// Those before, and a class that hangs up at its own rate: one rate for all, such that as many hang up in all as of the two
/// parts of the line.
fn mixed(before: Down, rate: f64, finish: f64, leaving: f64) -> Down {
    let of = |mixed: f64| Down { rate, leaving: mixed, line: line(rate, finish, mixed) };
    let (mut low, mut high) = (before.leaving.min(leaving), before.leaving.max(leaving));
    // The line at the lower rate is the longer one, so the difference changes its sign between the two.
    let excess = |mixed: f64| of(mixed).line * (mixed - leaving) - before.line * (before.leaving - leaving);
    while high - low > MIXED * high {
        let middle = 0.5 * (low + high);
        if excess(middle) < 0.0 { low = middle } else { high = middle }
    }
    of(high)
}
