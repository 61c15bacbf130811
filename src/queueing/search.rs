//! The least number that keeps a promise, from a good guess: strides that double, then halving.

use super::erlang_b::Ladder;
use super::staffing::MOST_SERVERS;

/// The least number of servers from `least` up that is `kept`, which must stay true once it is; `None` above
/// [`MOST_SERVERS`]. `start` stands at the guess, at or above `least`.
pub(crate) fn fewest(start: Ladder, least: u32, kept: impl Fn(&Ladder) -> bool) -> Option<u32> {
    // Between `low` (broken, or unknown at first) and `high` (kept) the answer is found by halving.
    let (mut low, mut high);
    if kept(&start) {
        high = start.servers();
        let mut stride = 1;
        loop {
            if high == least {
                return Some(high);
            }
            let lower = start.at(high.saturating_sub(stride).max(least));
            if !kept(&lower) {
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
            if kept(&higher) {
                high = higher.servers();
                break;
            }
            low = higher;
            stride *= 2;
        }
    }
    while high - low.servers() > 1 {
        let middle = low.at(low.servers() + (high - low.servers()) / 2);
        if kept(&middle) {
            high = middle.servers();
        } else {
            low = middle;
        }
    }
    Some(high)
}
