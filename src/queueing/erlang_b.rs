//! Erlang B: servers without a waiting room. The other two formulas are built on its reciprocal.
//!
//! With `n` servers and load `a` the reciprocal `R(n) = 1 / B(n)` is the chance of being at most at `n` over the chance of
//! being at `n`, in an unlimited group. It obeys `R(0) = 1`, `R(n) = 1 + n / a * R(n - 1)` (Jagerman, "Some properties of
//! the Erlang loss function", Bell System Technical Journal 53, 1974). Every term is positive, so no digit is lost, and
//! the recurrence unrolled from the top can stop as soon as its terms no longer count.

/// The share of contacts that find every server busy and are lost (Erlang B).
///
/// `load` is in erlangs and not negative; zero servers lose everything, no load loses nothing. The work grows with the
/// square root of the load, and never exceeds `servers` steps.
pub fn blocking(servers: u32, load: f64) -> f64 {
    inverse_blocking(servers, load).recip()
}

/// Terms below this part of the sum are left out; what follows them is smaller than one rounding.
const NEGLIGIBLE: f64 = 1e-19;

/// `1 / B`, infinite where blocking is below the smallest number.
pub(crate) fn inverse_blocking(servers: u32, load: f64) -> f64 {
    let per_load = load.recip();
    let mut left = servers;
    let (mut sum, mut term) = (1.0, 1.0);
    // Four factors at a time: the running product is the only chain that the processor has to wait for.
    while left >= 4 {
        let [a, b, c, d] = [0.0, 1.0, 2.0, 3.0].map(|down| (f64::from(left) - down) * per_load);
        let (ab, cd) = (a * b, c * d);
        sum += term * (a + ab * (1.0 + (c + cd)));
        term *= ab * cd;
        left -= 4;
        // False too once the sum is infinite, or was never a number.
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

/// `1 / B` for a number of servers that moves, one cheap step a head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ladder {
    load: f64,
    per_load: f64,
    foot: Rung,
    here: Rung,
}

#[derive(Clone, Copy, Debug)]
struct Rung {
    servers: u32,
    inverse: f64,
}

impl Ladder {
    pub(crate) fn new(servers: u32, load: f64) -> Ladder {
        let foot = Rung { servers, inverse: inverse_blocking(servers, load) };
        Ladder { load, per_load: load.recip(), foot, here: foot }
    }

    /// The same ladder, standing at `servers`. The recurrence is stable upwards only: going down starts again at the foot,
    /// and below the foot afresh.
    pub(crate) fn at(mut self, servers: u32) -> Ladder {
        if servers < self.foot.servers {
            return Ladder::new(servers, self.load);
        }
        if servers < self.here.servers {
            self.here = self.foot;
        }
        while self.here.servers < servers {
            self.here.servers += 1;
            self.here.inverse = 1.0 + f64::from(self.here.servers) * self.per_load * self.here.inverse;
        }
        self
    }

    pub(crate) fn servers(&self) -> u32 {
        self.here.servers
    }

    pub(crate) fn inverse(&self) -> f64 {
        self.here.inverse
    }
}
