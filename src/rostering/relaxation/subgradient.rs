//! Maximises a Lagrangian bound along subgradients (Held, Wolfe and Crowder 1974), with deflected directions (Camerini,
//! Fratta and Maffioli 1975). Ours differs in returning to the best multipliers known whenever the step is halved.

use crate::problem::roster_problem::RosterProblem;
use crate::problem::structure::Structure;
use crate::relaxation::bounds::Bounds;
use crate::tuning::TUNING;
use base::tolerance::REDUCED_COST;
use mip::Row;

/// What is maximised, and how.
pub struct Subgradient<'a> {
    /// The values that each multiplier may have.
    pub bounds: &'a [Bounds],
    /// Where to begin.
    pub start: &'a [f64],
    /// A value that the maximum does not exceed, such as the cost of a roster.
    pub target: f64,
    /// The first step, as a share of the one that would close the gap.
    pub first_step: f64,
    /// Steps at most.
    pub steps: usize,
    /// Asked before each step.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl Subgradient<'_> {
    /// The best value met and the multipliers that have it. `evaluate` gives the value at some multipliers and a subgradient
    /// there; `None` ends it.
    pub fn maximise(&self, mut evaluate: impl FnMut(&[f64]) -> Option<(f64, Vec<f64>)>) -> (f64, Vec<f64>) {
        let tuning = &TUNING.subgradient;
        let mut now = self.start.to_vec();
        let mut direction = vec![0.0; now.len()];
        let (mut best, mut best_at) = (f64::NEG_INFINITY, now.clone());
        let (mut step, mut idle) = (self.first_step, 0);
        for _ in 0..self.steps {
            if step < tuning.last_step || (self.stop)() {
                break;
            }
            let Some((value, subgradient)) = evaluate(&now) else { break };
            if value > best + REDUCED_COST * best.abs() || best == f64::NEG_INFINITY {
                (best, idle) = (value, 0);
                best_at.clone_from(&now);
            } else {
                idle += 1;
                if idle > tuning.patience {
                    (step, idle) = (step / 2.0, 0);
                    now.clone_from(&best_at);
                    direction.fill(0.0);
                }
            }
            let deflect = |(direction, slope): (&mut f64, &f64)| {
                *direction = tuning.deflection * *direction + (1.0 - tuning.deflection) * slope;
            };
            direction.iter_mut().zip(&subgradient).for_each(deflect);
            let square: f64 = direction.iter().map(|slope| slope * slope).sum();
            if square == 0.0 {
                break;
            }
            let length = step * (self.target - value).max(0.0) / square;
            for ((now, slope), bounds) in now.iter_mut().zip(&direction).zip(self.bounds) {
                *now = bounds.clamp(*now + length * slope);
            }
        }
        (best, best_at)
    }
}

/// The values that a row's multiplier may have, so that no column of the program has a negative reduced cost.
pub fn multiplier_bounds(problem: &RosterProblem, structure: &Structure, row: usize) -> Bounds {
    let Row { lower, upper } = problem.program.rows[row];
    let mut least = if upper.is_finite() { -structure.big_m } else { 0.0 };
    let mut most = if lower.is_finite() { structure.big_m } else { 0.0 };
    for &(column, factor) in problem.program.row(row) {
        let about = problem.program.columns[column as usize];
        let separable = structure.entries[column as usize].len() == 1 && about.lower == 0.0 && about.cost >= 0.0;
        if !separable {
            return Bounds { lower: 0.0, upper: 0.0 };
        }
        match factor > 0.0 {
            true => most = f64::min(most, about.cost / factor),
            false => least = f64::max(least, about.cost / factor),
        }
    }
    Bounds { lower: least, upper: most }
}

/// A subgradient of the Lagrangian in a row's multiplier where lines add this much to the row.
pub fn row_subgradient(row: &Row, multiplier: f64, activity: f64) -> f64 {
    match multiplier {
        0.0 => (row.lower - activity).max(0.0) + (row.upper - activity).min(0.0),
        multiplier if multiplier > 0.0 => row.lower - activity,
        _ => row.upper - activity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concave_value_is_maximised() {
        // The smaller of two linear functions in each direction: the maximum is 3 at (2, 1).
        let evaluate = |at: &[f64]| {
            let (value, slopes): (Vec<f64>, Vec<f64>) = (at.iter().zip([2.0, 1.0]))
                .map(|(&at, top)| if at <= top { (at - top, 1.0) } else { (top - at, -1.0) })
                .unzip();
            Some((3.0 + value.iter().sum::<f64>(), slopes))
        };
        let bounds = [Bounds { lower: -10.0, upper: 10.0 }; 2];
        let about = Subgradient {
            bounds: &bounds,
            start: &[0.0; 2],
            target: 3.0,
            first_step: 1.0,
            steps: 200,
            stop: &|| false,
        };
        let (best, at) = about.maximise(evaluate);
        assert!(best > 2.95, "{best} at {at:?}");
        let bounds = [Bounds { lower: 0.0, upper: 1.0 }, Bounds { lower: 0.0, upper: 10.0 }];
        let (best, at) = Subgradient { bounds: &bounds, ..about }.maximise(evaluate);
        assert!(at[0] <= 1.0 && best > 1.9, "{best} at {at:?}");
    }
}
