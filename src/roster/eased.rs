//! A bound where the horizon is too long to price whole lines exactly: lines keep only the small automata, everything
//! else is paid for by multipliers (Lagrangian relaxation).

use super::ascent::{Climb, climb, limits, side, slope};
use super::graph::Graph;
use super::law::{Cell, Counter, Law};
use super::price::{CellPrices, cheapest};
use super::problem::{Line, Problem, Worker};
use super::shape::Shape;
use rayon::prelude::*;

/// The first step, as a share of the way that would close the gap.
const FIRST_STEP: f64 = 0.3;
/// Steps at most.
const STEPS: usize = 2000;

/// No roster costs less than this; `cost` is that of some roster, better a good one. Works until `stop`.
pub fn bound(problem: &Problem, shape: &Shape, cost: f64, stop: &(dyn Fn() -> bool + Sync)) -> f64 {
    let graphs: Vec<Option<Graph>> =
        problem.people.par_iter().map(|worker| Graph::eased(worker, problem.duties, problem.days)).collect();
    let Some(graphs) = graphs.into_iter().collect::<Option<Vec<Graph>>>() else { return f64::NEG_INFINITY };
    let rows = problem.program.rows.len();
    let mut boxes: Vec<(f64, f64)> = (0..rows).map(|row| limits(problem, shape, row)).collect();
    // Behind the rows' multipliers come everybody's tolls.
    let first_toll: Vec<usize> = problem
        .people
        .iter()
        .scan(rows, |next, worker| {
            *next += worker.laws.len();
            Some(*next - worker.laws.len())
        })
        .collect();
    for worker in &problem.people {
        boxes.extend(counters(worker).map(|counter| counter.map_or((0.0, 0.0), sides)));
    }
    let about = Climb { boxes: &boxes, target: cost, first_step: FIRST_STEP, steps: STEPS, stop };
    let (best, _) = climb(&about, |at| {
        let (duals, tolls) = (&at[..rows], |person: usize| &at[first_toll[person]..]);
        let answers: Vec<Option<(f64, Line)>> = (0..problem.people.len())
            .into_par_iter()
            .map(|person| answer(problem, person, &graphs[person], duals, tolls(person)))
            .collect();
        let answers = answers.into_iter().collect::<Option<Vec<_>>>()?;
        let paid: f64 = problem.program.rows.iter().zip(duals).map(|(row, &dual)| dual * side(row, dual)).sum();
        let value = paid + answers.iter().map(|(cost, _)| cost).sum::<f64>();
        Some((value, slopes(problem, &answers, duals, &tolls)))
    });
    best
}

/// Which signs a toll may have: a limit that is not there is never paid for.
fn sides(counter: &Counter) -> (f64, f64) {
    let least = if counter.at_least > 0 { f64::NEG_INFINITY } else { 0.0 };
    let most = if counter.at_most < u32::MAX { f64::INFINITY } else { 0.0 };
    (least, most)
}

/// A person's cheapest line at some multipliers, and what it costs there.
fn answer(problem: &Problem, person: usize, graph: &Graph, duals: &[f64], tolls: &[f64]) -> Option<(f64, Line)> {
    let worker = &problem.people[person];
    let mut prices = CellPrices { duty: worker.costs.clone(), off: worker.off.clone() };
    for (price, links) in prices.duty.iter_mut().zip(&worker.links).filter(|(price, _)| price.is_finite()) {
        *price -= links.iter().map(|&(row, factor)| duals[row as usize] * factor).sum::<f64>();
    }
    let mut free = 0.0;
    for (counter, toll) in counters(worker).zip(tolls).filter_map(|(counter, &toll)| Some((counter?, toll))) {
        if toll != 0.0 {
            prices.duty.iter_mut().zip(&counter.adds).for_each(|(price, &add)| *price += toll * f64::from(add));
            free += toll * allowed(counter, toll);
        }
    }
    let best = cheapest(graph, &prices, problem.duties, 1).pop()?;
    Some((best.cost - free, best.cells))
}

/// How fast the bound rises with each multiplier, in the order of the multipliers.
fn slopes<'a>(
    problem: &Problem,
    answers: &[(f64, Line)],
    duals: &[f64],
    tolls: &impl Fn(usize) -> &'a [f64],
) -> Vec<f64> {
    let mut activity = vec![0.0; duals.len()];
    let mut over = Vec::new();
    for (person, (worker, (_, line))) in problem.people.iter().zip(answers).enumerate() {
        super::incumbent::add(problem, &mut activity, worker, line, 0..problem.days, 1.0);
        let slope = |(counter, &toll): (Option<&Counter>, &f64)| {
            let Some(counter) = counter else { return 0.0 };
            let total = total(counter, line, problem.duties);
            let (least, most) = (allowed(counter, -1.0), allowed(counter, 1.0));
            match () {
                () if toll > 0.0 => total - most,
                () if toll < 0.0 => total - least,
                () => (total - most).max(0.0) + (total - least).min(0.0),
            }
        };
        over.extend(counters(worker).zip(tolls(person)).map(slope));
    }
    let rows = problem.program.rows.iter().zip(duals).zip(activity);
    rows.map(|((row, &dual), activity)| slope(row, dual, activity)).chain(over).collect()
}

/// The hard counters of a person, by law.
fn counters(worker: &Worker) -> impl Iterator<Item = Option<&Counter>> {
    worker.laws.iter().map(|law| match law {
        Law::Counter(counter) => Some(counter),
        Law::Machine(_) => None,
    })
}

/// The limit on the side of a toll, less what history has counted.
fn allowed(counter: &Counter, toll: f64) -> f64 {
    let limit = if toll > 0.0 { counter.at_most.min(1 << 30) } else { counter.at_least };
    f64::from(limit) - f64::from(counter.start)
}

fn total(counter: &Counter, line: &[Cell], duties: usize) -> f64 {
    f64::from(counter.total(line, duties)) - f64::from(counter.start)
}
