//! A bound where the horizon is too long to price whole lines exactly: lines keep only the small automata, everything
//! else is paid for by multipliers (Lagrangian relaxation, improved by subgradients; Held, Wolfe, Crowder 1974).

use super::graph::Graph;
use super::law::{Cell, Counter, Law};
use super::price::{CellPrices, cheapest};
use super::problem::{Line, Problem, Worker};
use super::shape::Shape;
use crate::base::tolerance::REDUCED_COST;
use crate::mip::Row;
use rayon::prelude::*;

/// Steps without a better bound after which steps become half as long.
const WAIT: usize = 12;
/// The first step, as a share of the way that would close the gap.
const FIRST_STEP: f64 = 1.0;
/// Steps shorter than this share lead nowhere.
const LAST_STEP: f64 = 0.002;

/// No roster costs less than this; `cost` is that of some roster. Works until `stop`.
pub fn bound(problem: &Problem, shape: &Shape, cost: f64, stop: &(dyn Fn() -> bool + Sync)) -> f64 {
    let graphs: Vec<Option<Graph>> =
        problem.people.par_iter().map(|worker| Graph::eased(worker, problem.duties, problem.days)).collect();
    let Some(graphs) = graphs.into_iter().collect::<Option<Vec<Graph>>>() else { return f64::NEG_INFINITY };
    let boxes: Vec<(f64, f64)> = (0..problem.program.rows.len()).map(|row| limits(problem, shape, row)).collect();
    let mut duals = vec![0.0; boxes.len()];
    let mut tolls: Vec<Vec<f64>> = problem.people.iter().map(|worker| vec![0.0; worker.laws.len()]).collect();
    let (mut best, mut best_at) = (f64::NEG_INFINITY, (duals.clone(), tolls.clone()));
    let (mut step, mut idle) = (FIRST_STEP, 0);
    while step > LAST_STEP && !stop() {
        let answers: Vec<Option<(f64, Line)>> = (0..problem.people.len())
            .into_par_iter()
            .map(|person| answer(problem, person, &graphs[person], &duals, &tolls[person]))
            .collect();
        let Some(answers) = answers.into_iter().collect::<Option<Vec<_>>>() else { return best };
        let rows: f64 = problem.program.rows.iter().zip(&duals).map(|(row, &dual)| dual * side(row, dual)).sum();
        let value = rows + answers.iter().map(|(cost, _)| cost).sum::<f64>();
        if value > best + REDUCED_COST * best.abs() || best == f64::NEG_INFINITY {
            (best, best_at, idle) = (value, (duals.clone(), tolls.clone()), 0);
        } else {
            idle += 1;
            if idle > WAIT {
                (step, idle) = (step / 2.0, 0);
                (duals, tolls) = best_at.clone();
            }
        }
        let (slopes, over) = slopes(problem, &answers, &duals, &tolls);
        let square: f64 = slopes.iter().chain(over.iter().flatten()).map(|slope| slope * slope).sum();
        if square == 0.0 {
            return best;
        }
        let length = step * (cost - value).max(0.0) / square;
        for ((dual, slope), &(least, most)) in duals.iter_mut().zip(&slopes).zip(&boxes) {
            *dual = (*dual + length * slope).clamp(least, most);
        }
        for (tolls, over) in tolls.iter_mut().zip(&over) {
            tolls.iter_mut().zip(over).for_each(|(toll, over)| *toll += length * over);
        }
    }
    best
}

/// Between which values a row's multiplier may lie, so that no column of the program wants to grow without end.
fn limits(problem: &Problem, shape: &Shape, row: usize) -> (f64, f64) {
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

fn side(row: &Row, dual: f64) -> f64 {
    match dual {
        0.0 => 0.0,
        dual if dual > 0.0 => row.lower,
        _ => row.upper,
    }
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

/// Which way each multiplier would raise the bound, and how fast.
fn slopes(problem: &Problem, answers: &[(f64, Line)], duals: &[f64], tolls: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut activity = vec![0.0; duals.len()];
    let mut over = Vec::with_capacity(answers.len());
    for ((worker, (_, line)), tolls) in problem.people.iter().zip(answers).zip(tolls) {
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
        over.push(counters(worker).zip(tolls).map(slope).collect());
    }
    let rows = problem.program.rows.iter().zip(duals).zip(activity);
    let slope = |((row, &dual), activity): ((&Row, &f64), f64)| match dual {
        0.0 => (row.lower - activity).max(0.0) + (row.upper - activity).min(0.0),
        dual => side(row, dual) - activity,
    };
    (rows.map(slope).collect(), over)
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
