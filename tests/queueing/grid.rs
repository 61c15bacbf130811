//! The fast search finds what the plain one finds, over a large even grid of queues and promises.

use crate::requirement_naive;

use queueing::{AbandonmentCounting, Queue, ServiceTarget, staffing};

use requirement_naive::naive_staffing;

/// A fixed sequence that fills the unit interval evenly.
fn spread(index: u32, step: f64) -> f64 {
    (f64::from(index) * step).fract()
}

fn same(count: u32, most_load: f64, patience: impl Fn(u32) -> Option<f64>) {
    for index in 1..=count {
        // Crowded at small loads, where whole heads are coarse, and reaching up to the largest.
        let load = most_load * spread(index, 0.754_877_666_246_693).powi(3) + 1e-3;
        let handle = 0.5 + 9.5 * spread(index, 0.569_840_290_998_053);
        let share = 0.01 + 0.985 * spread(index, 0.819_172_513_396_164);
        let within = 2.0 * spread(index, 0.671_043_606_703_789).powi(2);
        let queue = Queue { rate: load / handle, handle, patience: patience(index) };
        let promise = ServiceTarget::Answered { share, within, abandoned: AbandonmentCounting::Missed };
        let naive = naive_staffing(queue.rate, handle, queue.patience, share, within);
        assert_eq!(staffing(&queue, &[promise]), Ok(naive), "{queue:?} {promise:?}");
    }
}

#[test]
fn fast_erlang_c_staffing_is_the_naive_one() {
    same(40_000, 500.0, |_| None);
}

#[test]
fn fast_erlang_a_staffing_is_the_naive_one() {
    same(8_000, 120.0, |index| Some(0.1 + 20.0 * spread(index, 0.549_700_477_901_971).powi(2)));
}
