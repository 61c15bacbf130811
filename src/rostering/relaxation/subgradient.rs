//! Multipliers of a relaxation, improved step by step along what is lacking (subgradients; Held, Wolfe, Crowder 1974).

use crate::problem::problem::Problem;
use crate::problem::structure::Shape;
use base::tolerance::REDUCED_COST;
use mip::Row;

/// Steps without a better value after which steps become half as long.
const WAIT: usize = 4;
/// Part of the way before that each step keeps (Camerini, Fratta, Maffioli 1975).
const DEFLECTION: f64 = 0.6;
/// Steps shorter than this share of the way that would close the gap lead nowhere.
const LAST_STEP: f64 = 0.0001;

/// How to climb.
pub struct Climb<'a> {
    /// Between which values each multiplier may lie.
    pub boxes: &'a [(f64, f64)],
    /// Where to begin.
    pub start: &'a [f64],
    /// Some value that is not undercut, such as the cost of a roster.
    pub target: f64,
    /// The first step, as a share of the way that would close the gap.
    pub first_step: f64,
    /// Steps at most.
    pub steps: usize,
    /// Asked before each step.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// The best value met and the multipliers that have it, from the start on. `ask` gives the value at some multipliers and how
/// fast it would rise with each of them; `None` ends it.
pub fn climb(about: &Climb, mut ask: impl FnMut(&[f64]) -> Option<(f64, Vec<f64>)>) -> (f64, Vec<f64>) {
    let mut now = about.start.to_vec();
    let mut way = vec![0.0; now.len()];
    let (mut best, mut at) = (f64::NEG_INFINITY, now.clone());
    let (mut step, mut idle) = (about.first_step, 0);
    for _ in 0..about.steps {
        if step < LAST_STEP || (about.stop)() {
            break;
        }
        let Some((value, slopes)) = ask(&now) else { break };
        if value > best + REDUCED_COST * best.abs() || best == f64::NEG_INFINITY {
            (best, idle) = (value, 0);
            at.clone_from(&now);
        } else {
            idle += 1;
            if idle > WAIT {
                (step, idle) = (step / 2.0, 0);
                now.clone_from(&at);
                way.fill(0.0);
            }
        }
        way.iter_mut().zip(&slopes).for_each(|(way, slope)| *way = DEFLECTION * *way + (1.0 - DEFLECTION) * slope);
        let square: f64 = way.iter().map(|way| way * way).sum();
        if square == 0.0 {
            break;
        }
        let length = step * (about.target - value).max(0.0) / square;
        for ((now, way), &(least, most)) in now.iter_mut().zip(&way).zip(about.boxes) {
            *now = (*now + length * way).clamp(least, most);
        }
    }
    (best, at)
}

/// Between which values a row's multiplier may lie, so that no column of the program wants to grow without end.
pub fn limits(problem: &Problem, shape: &Shape, row: usize) -> (f64, f64) {
    let Row { lower, upper } = problem.program.rows[row];
    let mut least = if upper.is_finite() { -shape.big } else { 0.0 };
    let mut most = if lower.is_finite() { shape.big } else { 0.0 };
    for &(column, factor) in problem.program.row(row) {
        let about = problem.program.columns[column as usize];
        let alone = shape.entries[column as usize].len() == 1 && about.lower == 0.0 && about.cost >= 0.0;
        if !alone {
            return (0.0, 0.0);
        }
        match factor > 0.0 {
            true => most = f64::min(most, about.cost / factor),
            false => least = f64::max(least, about.cost / factor),
        }
    }
    (least, most)
}

/// The side of a row that a multiplier pulls at.
pub fn side(row: &Row, dual: f64) -> f64 {
    match dual {
        0.0 => 0.0,
        dual if dual > 0.0 => row.lower,
        _ => row.upper,
    }
}

/// How fast the value rises with a row's multiplier where lines add this much to it.
pub fn slope(row: &Row, dual: f64, activity: f64) -> f64 {
    match dual {
        0.0 => (row.lower - activity).max(0.0) + (row.upper - activity).min(0.0),
        dual => side(row, dual) - activity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concave_value_is_climbed_to_its_top() {
        // Least of two lines in each direction: the top is 3 at (2, 1).
        let ask = |at: &[f64]| {
            let (value, slopes): (Vec<f64>, Vec<f64>) = (at.iter().zip([2.0, 1.0]))
                .map(|(&at, top)| if at <= top { (at - top, 1.0) } else { (top - at, -1.0) })
                .unzip();
            Some((3.0 + value.iter().sum::<f64>(), slopes))
        };
        let boxes = [(-10.0, 10.0); 2];
        let about =
            Climb { boxes: &boxes, start: &[0.0; 2], target: 3.0, first_step: 1.0, steps: 200, stop: &|| false };
        let (best, at) = climb(&about, ask);
        assert!(best > 2.95, "{best} at {at:?}");
        let boxes = [(0.0, 1.0), (0.0, 10.0)];
        let (best, at) = climb(&Climb { boxes: &boxes, ..about }, ask);
        assert!(at[0] <= 1.0 && best > 1.9, "{best} at {at:?}");
    }
}
