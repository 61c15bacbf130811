//! How one person's work is spread over a long horizon that is planned stretch by stretch, so that the first stretches do
//! not use up what the last will need.

use crate::problem::problem::Worker;
use crate::problem::resource::{Automaton, LineConstraint};

/// See the module.
#[derive(Clone, Debug)]
pub struct Pace {
    /// The part of the work that should be done when each day ends.
    pub work: Vec<f64>,
    /// For each constraint the same of what it counts, where that is known.
    pub constraints: Vec<Option<Vec<f64>>>,
    /// What work costs because of what it uses up.
    pub tolls: Tolls,
}

/// What one person's work costs beside its own price because of what it uses up.
#[derive(Clone, Debug, Default)]
pub struct Tolls {
    /// By `day * duties + duty`; empty where nothing is known.
    pub cells: Vec<f64>,
    /// A constraint that limits what it uses, and what each unit costs.
    pub usage: Option<(usize, f64)>,
}

impl Pace {
    /// Evenly over the days on which somebody can work at all.
    pub fn even(worker: &Worker, duties: usize) -> Self {
        let workable = |day: &[f64]| f64::from(u8::from(day.iter().any(|cost| cost.is_finite())));
        let work = shares(worker.costs.chunks(duties.max(1)).map(workable));
        Pace { work, constraints: vec![None; worker.constraints.len()], tolls: Tolls::default() }
    }

    /// As often as each duty is done on average, by `day * duties + duty`.
    pub fn of(worker: &Worker, duties: usize, chances: &[f64], tolls: Tolls) -> Self {
        let counted = |constraint: &LineConstraint| match constraint {
            LineConstraint::Automaton(_) => None,
            LineConstraint::Cumulative(cumulative) => {
                let added = |(chance, &add): (&f64, &u32)| chance * f64::from(add);
                let days = chances.chunks(duties).zip(cumulative.adds.chunks(duties));
                Some(shares(days.map(|(chances, adds)| chances.iter().zip(adds).map(added).sum())))
            }
        };
        let work = shares(chances.chunks(duties).map(|day| day.iter().sum()));
        Pace { work, constraints: worker.constraints.iter().map(counted).collect(), tolls }
    }

    /// What a constraint asks for a step from one state to another beside its own charge.
    pub fn toll(&self, constraint: usize, automaton: &dyn Automaton, (from, to): (u32, u32)) -> f64 {
        match self.tolls.usage {
            Some((limited, toll)) if limited == constraint => {
                toll * f64::from(automaton.spent(to).0.saturating_sub(automaton.spent(from).0))
            }
            _ => 0.0,
        }
    }

    /// The part of what a constraint counts that should be used up before a day.
    pub fn before(&self, constraint: usize, day: usize) -> f64 {
        day.checked_sub(1).map_or(0.0, |day| self.constraints[constraint].as_ref().unwrap_or(&self.work)[day])
    }
}

/// Sums of amounts as parts of all.
fn shares(amounts: impl Iterator<Item = f64>) -> Vec<f64> {
    let sums: Vec<f64> = amounts
        .scan(0.0, |sum, amount| {
            *sum += amount;
            Some(*sum)
        })
        .collect();
    let all = sums.last().copied().filter(|all| *all > 0.0).unwrap_or(1.0);
    sums.into_iter().map(|sum| sum / all).collect()
}
