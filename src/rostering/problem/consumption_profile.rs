//! How one person's consumption of resources should be spread over a long horizon that is planned stretch by stretch, so
//! that the first stretches do not use up what the last will need.

use crate::problem::resource::{Automaton, LineConstraint};
use crate::problem::roster_problem::Worker;

/// Cumulative shares of one person's work and resources, and what their use costs.
#[derive(Clone, Debug)]
pub struct ConsumptionProfile {
    /// By day: the share of all work that should be done when the day ends.
    pub work: Vec<f64>,
    /// By constraint, then by day: the same share of what a cumulative constraint counts; `None` where it is not known.
    pub constraints: Vec<Option<Vec<f64>>>,
    /// What work costs because of what it uses up.
    pub resource_prices: ResourcePrices,
}

/// What one person's work costs beside its own price because of what it uses up: multipliers of a Lagrangian relaxation.
#[derive(Clone, Debug, Default)]
pub struct ResourcePrices {
    /// By `day * duties + duty`; empty where nothing is known.
    pub cells: Vec<f64>,
    /// The price of the person's limited automaton.
    pub usage: Option<UsagePrice>,
}

/// The price of what an automaton limits over the whole horizon.
#[derive(Clone, Copy, Debug)]
pub struct UsagePrice {
    /// Index of the automaton among the person's constraints.
    pub constraint: usize,
    /// Major units for each unit of [`Automaton::spent`].
    pub price: f64,
}

impl ConsumptionProfile {
    /// Evenly over the days on which the person can work at all.
    pub fn even(worker: &Worker, duties: usize) -> Self {
        let workable = |day: &[f64]| f64::from(u8::from(day.iter().any(|cost| cost.is_finite())));
        let work = shares(worker.costs.chunks(duties.max(1)).map(workable));
        let constraints = vec![None; worker.constraints.len()];
        ConsumptionProfile { work, constraints, resource_prices: ResourcePrices::default() }
    }

    /// As each duty is worked on average; `probabilities` by `day * duties + duty`.
    pub fn of(worker: &Worker, duties: usize, probabilities: &[f64], resource_prices: ResourcePrices) -> Self {
        let counted = |constraint: &LineConstraint| match constraint {
            LineConstraint::Automaton(_) => None,
            LineConstraint::Cumulative(cumulative) => {
                let added = |(probability, &add): (&f64, &u32)| probability * f64::from(add);
                let days = probabilities.chunks(duties).zip(cumulative.adds.chunks(duties));
                Some(shares(days.map(|(probabilities, adds)| probabilities.iter().zip(adds).map(added).sum())))
            }
        };
        let work = shares(probabilities.chunks(duties).map(|day| day.iter().sum()));
        ConsumptionProfile { work, constraints: worker.constraints.iter().map(counted).collect(), resource_prices }
    }

    /// What a step of an automaton from one state to the next costs because of what it uses up.
    pub fn step_price(&self, constraint: usize, automaton: &dyn Automaton, from: u32, to: u32) -> f64 {
        match self.resource_prices.usage {
            Some(usage) if usage.constraint == constraint => {
                usage.price * f64::from(automaton.spent(to).0.saturating_sub(automaton.spent(from).0))
            }
            _ => 0.0,
        }
    }

    /// The share of what a constraint counts that should be used up before a day.
    pub fn before(&self, constraint: usize, day: usize) -> f64 {
        day.checked_sub(1).map_or(0.0, |day| self.constraints[constraint].as_ref().unwrap_or(&self.work)[day])
    }
}

/// Running sums of amounts as shares of their total.
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
