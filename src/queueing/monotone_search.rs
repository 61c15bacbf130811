//! The least number of servers with a monotone property, from an approximation: exponential search, then bisection (Bentley
//! and Yao, "An almost optimal algorithm for unbounded searching", Information Processing Letters 5, 1976).

use super::erlang_b::BlockingRecurrence;
use super::error::MOST_SERVERS;

/// The least number of servers from `least` up for which `holds` is true; it must stay true from there on. `None` above
/// [`MOST_SERVERS`]. `start` is at the approximation, at or above `least`.
pub(crate) fn fewest(
    start: BlockingRecurrence,
    least: u32,
    holds: impl Fn(&BlockingRecurrence) -> bool,
) -> Option<u32> {
    // The result lies between `low`, where it does not hold, and `high`, where it does.
    let (mut low, mut high);
    if holds(&start) {
        high = start.servers();
        let mut stride = 1;
        loop {
            if high == least {
                return Some(high);
            }
            let lower = start.at(high.saturating_sub(stride).max(least));
            if !holds(&lower) {
                low = lower;
                break;
            }
            high = lower.servers();
            stride *= 2;
        }
    } else {
        low = start;
        let mut stride = 1;
        loop {
            if low.servers() == MOST_SERVERS {
                return None;
            }
            let higher = low.at(low.servers().saturating_add(stride).min(MOST_SERVERS));
            if holds(&higher) {
                high = higher.servers();
                break;
            }
            low = higher;
            stride *= 2;
        }
    }
    while high - low.servers() > 1 {
        let middle = low.at(low.servers() + (high - low.servers()) / 2);
        if holds(&middle) {
            high = middle.servers();
        } else {
            low = middle;
        }
    }
    Some(high)
}
