//! Maximises a smooth concave function in a box by accelerated gradients (Nesterov 1983; Beck and Teboulle 2009) with
//! restarts where the step points against the gradient (O'Donoghue and Candes 2015). Ours differs in the step length, which
//! follows the Lipschitz constant estimated from the last two gradients instead of a line search.

use crate::relaxation::bounds::Bounds;
use crate::tuning::TUNING;

/// What is maximised from where.
pub struct AcceleratedGradient<'a> {
    /// The box: the values that each variable may have.
    pub bounds: &'a [Bounds],
    /// Where to begin.
    pub start: &'a [f64],
    /// The first step, as a factor of the gradient; it adapts itself.
    pub step: f64,
}

/// Where a maximisation ended.
pub struct Maximised {
    /// The last point.
    pub point: Vec<f64>,
    /// The step that was right there.
    pub step: f64,
}

/// Value and gradient of a function.
pub struct Evaluation {
    /// The value.
    pub value: f64,
    /// The derivative by each variable.
    pub gradient: Vec<f64>,
}

impl AcceleratedGradient<'_> {
    /// Maximises until `enough`, which receives each value, says to end, or until `evaluate` says so with `None`.
    pub fn maximise(
        &self,
        mut enough: impl FnMut(f64) -> bool,
        mut evaluate: impl FnMut(&[f64]) -> Option<Evaluation>,
    ) -> Maximised {
        let mut step = self.step;
        // The point, and the extrapolated point at which the gradient is taken.
        let (mut now, mut ahead) = (self.start.to_vec(), self.start.to_vec());
        let mut momentum = 1.0_f64;
        let Some(Evaluation { mut gradient, .. }) = evaluate(&ahead) else { return Maximised { point: now, step } };
        loop {
            let next = self.projected(ahead.iter().zip(&gradient).map(|(at, slope)| at + step * slope));
            let moved = || next.iter().zip(&now).map(|(next, now)| next - now);
            if moved().zip(&gradient).map(|(moved, slope)| moved * slope).sum::<f64>() < 0.0 {
                momentum = 1.0;
            }
            let next_momentum = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
            let extrapolation = (momentum - 1.0) / next_momentum;
            momentum = next_momentum;
            let further = self.projected(next.iter().zip(moved()).map(|(next, moved)| next + extrapolation * moved));
            let Some(here) = evaluate(&further) else { return Maximised { point: next, step } };
            if enough(here.value) {
                return Maximised { point: further, step };
            }
            let square =
                |one: &[f64], two: &[f64]| one.iter().zip(two).map(|(one, two)| (one - two) * (one - two)).sum::<f64>();
            let lipschitz = (square(&here.gradient, &gradient) / square(&further, &ahead)).sqrt();
            let longer = step * TUNING.relaxation.lengthening;
            step = if lipschitz > 0.0 { longer.min(TUNING.relaxation.trust / lipschitz) } else { longer };
            (now, ahead, gradient) = (next, further, here.gradient);
        }
    }

    /// The nearest point of the box.
    fn projected(&self, at: impl Iterator<Item = f64>) -> Vec<f64> {
        at.zip(self.bounds).map(|(at, bounds)| bounds.clamp(at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concave_function_is_maximised_in_a_box() {
        // Curvatures 1 and 100; the maximum lies at (3, 1), a bound of the second box at 2.
        let evaluate = |at: &[f64]| {
            let (x, y) = (at[0] - 3.0, at[1] - 1.0);
            Some(Evaluation { value: -0.5 * x * x - 50.0 * y * y, gradient: vec![-x, -100.0 * y] })
        };
        let maximise = |bounds: [Bounds; 2]| {
            let mut left = 300;
            let enough = |_| {
                left -= 1;
                left == 0
            };
            AcceleratedGradient { bounds: &bounds, start: &[0.0, 0.0], step: 1.0 }.maximise(enough, evaluate).point
        };
        let top = maximise([Bounds { lower: -10.0, upper: 10.0 }; 2]);
        assert!((top[0] - 3.0).abs() < 0.001 && (top[1] - 1.0).abs() < 0.001, "{top:?}");
        let bound = maximise([Bounds { lower: 0.0, upper: 2.0 }, Bounds { lower: 0.0, upper: 10.0 }]);
        assert!(bound[0] == 2.0 && (bound[1] - 1.0).abs() < 0.001, "{bound:?}");
    }
}
