//! The whole horizon at once where whole lines are too long to price: lines keep only the small automata, everything else is
//! paid for by multipliers (Lagrangian relaxation). What is relaxed is smoothed, sharper and sharper (Nesterov 2005), and
//! climbed. The multipliers say what rows are worth, the averages how everybody's hours are best spread over the horizon.

use crate::pricing::log_sum_exp::{least, soft};
use crate::pricing::network::Graph;
use crate::problem::pace::Tolls;
use crate::problem::problem::Problem;
use crate::problem::structure::Shape;
use crate::relaxation::accelerated_gradient::{Slope, rise};
use crate::relaxation::multiplier::Multipliers;
use rayon::prelude::*;

/// The first temperature as a share of what a row is worth at most, and the last as a share of the first.
const TEMPERATURES: (f64, f64) = (0.04, 0.004);
/// How many times as sharp each next level is.
const SHARPER: f64 = 2.0;
/// A level ends when so many steps have gained less than this share of what smoothing hides.
const STALE: (usize, f64) = (10, 0.005);
/// The first step.
const STEP: f64 = 0.1;

/// What the relaxation says.
pub struct Relaxed {
    /// No roster costs less.
    pub bound: f64,
    /// What one more unit of each row of the program is worth.
    pub duals: Vec<f64>,
    /// For each person how often each duty is done on average, by `day * duties + duty`; `None` if it was stopped before that.
    pub chances: Option<Vec<Vec<f64>>>,
    /// What everybody's work costs because of what it uses up.
    pub tolls: Vec<Tolls>,
}

/// Relaxes a problem; works until `stop`. `None` if somebody has no line, or the graphs would be too large.
pub fn relax(problem: &Problem, shape: &Shape, stop: &(dyn Fn() -> bool + Sync)) -> Option<Relaxed> {
    let about = Multipliers::of(problem, shape);
    let graph =
        |person: usize| Graph::eased(&problem.people[person], problem.duties, problem.days, about.counted_law(person));
    let graphs: Vec<Option<Graph>> = (0..problem.people.len()).into_par_iter().map(graph).collect();
    let graphs: Vec<Graph> = graphs.into_iter().collect::<Option<_>>()?;
    let everybody = || (0..problem.people.len()).into_par_iter();
    let mut at = vec![0.0; about.boxes.len()];
    let value = |at: &[f64]| {
        let of = |person: usize| {
            let (prices, free) = about.prices(person, at);
            least(&graphs[person], &prices, problem.duties, about.toll(person, at)) - free
        };
        everybody().map(of).collect::<Vec<f64>>().into_iter().sum::<f64>() + about.paid(at)
    };
    let mut best = (value(&at), at.clone());
    let mut chances: Option<Vec<Vec<f64>>> = None;
    let mut temperature = TEMPERATURES.0 * about.worth();
    let (last, mut step) = (temperature * TEMPERATURES.1, STEP);
    while temperature > last && !stop() {
        let hidden = std::cell::Cell::new(f64::INFINITY);
        let mut trail: Vec<f64> = Vec::new();
        let enough = |value: f64| {
            trail.push(value);
            trail.len() > STALE.0 && value - trail[trail.len() - 1 - STALE.0] < STALE.1 * hidden.get()
        };
        let slope = Slope { boxes: &about.boxes, start: &at, step };
        let (next, right) = rise(&slope, enough, |at| {
            if stop() {
                return None;
            }
            let of = |person: usize| {
                let (prices, free) = about.prices(person, at);
                let asked = (about.toll(person, at), temperature);
                soft(&graphs[person], &prices, problem.duties, asked).map(|soft| (soft, free))
            };
            let answers: Vec<_> = everybody().map(of).collect::<Vec<_>>().into_iter().collect::<Option<_>>()?;
            let paid = about.paid(at);
            let sharp = paid + answers.iter().map(|(soft, free)| soft.least - free).sum::<f64>();
            let smooth = paid + answers.iter().map(|(soft, free)| soft.cost - free).sum::<f64>();
            hidden.set(sharp - smooth);
            if sharp > best.0 {
                best = (sharp, at.to_vec());
            }
            let answers: Vec<_> = answers.into_iter().map(|(soft, _)| soft).collect();
            let gradient = about.gradient(&answers);
            chances = Some(answers.into_iter().map(|soft| soft.chances).collect());
            Some((smooth, gradient))
        });
        at = next;
        temperature /= SHARPER;
        step = right / SHARPER;
    }
    let tolls = |person: usize| Tolls {
        cells: about.charges(person, &best.1).0,
        usage: about.counted_law(person).map(|constraint| (constraint, about.toll(person, &best.1))),
    };
    let tolls = (0..problem.people.len()).map(tolls).collect();
    Some(Relaxed { bound: best.0, duals: about.duals(&best.1), chances, tolls })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::tiny::{DUTIES, best, problem};

    #[test]
    fn the_bound_of_a_relaxation_is_near_the_best_roster_and_never_above() {
        let problem = problem();
        let best = best(&problem);
        let relaxed = relax(&problem, &Shape::of(&problem), &|| false).expect("lines");
        assert!(relaxed.bound <= best + 0.000_001 && relaxed.bound >= 0.97 * best, "{} of {best}", relaxed.bound);
        // On average everybody keeps the limits that are paid for.
        for chances in &relaxed.chances.expect("some steps") {
            let days: f64 = chances.iter().sum();
            assert!((1.9..=3.1).contains(&days), "{days}");
            let first: f64 = chances.iter().step_by(DUTIES).sum();
            assert!(first <= 2.1, "{first}");
        }
    }
    #[test]
    fn a_relaxation_that_had_no_time_says_nothing_of_the_pace() {
        let problem = problem();
        let mut shape = Shape::of(&problem);
        let even: Vec<Vec<f64>> = shape.pace.iter().map(|pace| pace.work.clone()).collect();
        let relaxed = relax(&problem, &shape, &|| true).expect("lines");
        assert!(relaxed.chances.is_none() && relaxed.bound.is_finite());
        shape.follow(&problem, relaxed);
        assert_eq!(shape.pace.iter().map(|pace| pace.work.clone()).collect::<Vec<_>>(), even);
    }
}
