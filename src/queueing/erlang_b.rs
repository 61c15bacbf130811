//! Erlang B (Erlang 1917): a group of servers without a queue. Erlang C and Erlang A are computed from its reciprocal.
//!
//! With `n` servers and load `a` the reciprocal `R(n) = 1 / B(n)` is the chance of being at most at `n` over the chance of
//! being at `n`, in an unlimited group. It obeys `R(0) = 1`, `R(n) = 1 + n / a * R(n - 1)` (Jagerman, "Some properties of
//! the Erlang loss function", Bell System Technical Journal 53, 1974). Every term is positive, so no digit is lost.
//! Ours sums the recurrence from the largest term down and stops as soon as terms are negligible.

/// The blocking probability: the share of contacts that find every server busy and are lost (Erlang B).
///
/// `load` is in erlangs and not negative; zero servers block everything, no load blocks nothing. The work grows with the
/// square root of the load, and never exceeds `servers` steps.
pub fn blocking(servers: u32, load: f64) -> f64 {
    inverse_blocking(servers, load).recip()
}

/// Terms below this part of the sum are left out; the rest is smaller than one rounding.
const NEGLIGIBLE: f64 = 1e-19;

/// `1 / B`, infinite where the blocking probability is below the smallest number.
pub(crate) fn inverse_blocking(servers: u32, load: f64) -> f64 {
    let per_load = load.recip();
    let mut left = servers;
    let (mut sum, mut term) = (1.0, 1.0);
    // Four factors at a time: only the running product depends on the iteration before.
    while left >= 4 {
        let [a, b, c, d] = [0.0, 1.0, 2.0, 3.0].map(|down| (f64::from(left) - down) * per_load);
        let (ab, cd) = (a * b, c * d);
        sum += term * (a + ab * (1.0 + (c + cd)));
        term *= ab * cd;
        left -= 4;
        // Also false if the sum is infinite or not a number.
        let counts = term > sum * NEGLIGIBLE;
        if !counts {
            return sum;
        }
    }
    for busy in (1..=left).rev() {
        term *= f64::from(busy) * per_load;
        sum += term;
    }
    sum
}

/// The recurrence of `1 / B`, at some number of servers; each further server is one cheap step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockingRecurrence {
    load: f64,
    per_load: f64,
    base: BlockingValue,
    current: BlockingValue,
}

/// `1 / B` of a number of servers.
#[derive(Clone, Copy, Debug)]
struct BlockingValue {
    servers: u32,
    inverse: f64,
}

impl BlockingRecurrence {
    pub(crate) fn new(servers: u32, load: f64) -> BlockingRecurrence {
        let base = BlockingValue { servers, inverse: inverse_blocking(servers, load) };
        BlockingRecurrence { load, per_load: load.recip(), base, current: base }
    }

    /// The recurrence at `servers`. It is stable upwards only: a smaller number starts again at the base, and one below the base
    /// from scratch.
    pub(crate) fn at(mut self, servers: u32) -> BlockingRecurrence {
        if servers < self.base.servers {
            return BlockingRecurrence::new(servers, self.load);
        }
        if servers < self.current.servers {
            self.current = self.base;
        }
        while self.current.servers < servers {
            self.current.servers += 1;
            self.current.inverse = 1.0 + f64::from(self.current.servers) * self.per_load * self.current.inverse;
        }
        self
    }

    pub(crate) fn servers(&self) -> u32 {
        self.current.servers
    }

    pub(crate) fn inverse(&self) -> f64 {
        self.current.inverse
    }
}
