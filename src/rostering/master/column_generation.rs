//! Column generation on a subproblem: lines with negative reduced cost join the restricted master until there are none
//! (Desaulniers, Desrosiers and Solomon 2005), with dual stabilisation by smoothing (Wentges 1997). The Lagrangian at the
//! duals gives a bound in every round. Ours differs in that pricing is heuristic at first and looks closer only where it finds
//! nothing, and in that a bound is rounded up to the next multiple of what costs can differ by.

use crate::master::restricted_master::{Fixing, MasterColumn, RestrictedMaster, agrees};
use crate::pricing::network::Network;
use crate::pricing::priced_columns::{PricedColumns, price};
use crate::pricing::shortest_path::CellPrices;
use crate::pricing::subproblem::Subproblem;
use crate::tuning::TUNING;
use base::tolerance::REDUCED_COST;
use mip::Column;
use mip::solver::MasterSolution;
use rayon::prelude::*;
use std::sync::Arc;

/// A restricted master and what pricing remembers.
pub struct ColumnGeneration<'a> {
    /// The restricted master.
    pub master: RestrictedMaster<'a>,
    /// By person: what the cells of the window cost by themselves.
    own_prices: Vec<CellPrices>,
    /// By person: multipliers that pricing begins with.
    pub(super) multipliers: Vec<Vec<f64>>,
    pub(super) stability_centre: Option<StabilityCentre>,
    centre_before_fixing: Option<StabilityCentre>,
    /// Labels that pricing may look at.
    labels: usize,
    parallel: bool,
}

/// The best duals known.
#[derive(Clone)]
pub(super) struct StabilityCentre {
    /// The Lagrangian bound there.
    pub value: f64,
    /// By row of the subproblem.
    pub duals: Vec<f64>,
}

/// When to stop.
#[derive(Clone, Copy)]
pub struct StoppingRule<'a> {
    /// Rounds.
    pub rounds: usize,
    /// A bound at or above this ends it: nothing better can come.
    pub cutoff: f64,
    /// A master that costs no more than this is good enough.
    pub enough: f64,
    /// True if the bound should be as high as can be.
    pub exact: bool,
    /// True if that matters even where rounding makes the bound meet the cost of the master.
    pub unrounded: bool,
    /// Asked each round.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> StoppingRule<'a> {
    /// Only when told to stop.
    pub fn when(stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        let (cutoff, enough) = (f64::INFINITY, f64::NEG_INFINITY);
        StoppingRule { rounds: usize::MAX, cutoff, enough, exact: false, unrounded: false, stop }
    }
}

/// Where column generation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvergedMaster {
    /// Cost of the master.
    pub cost: f64,
    /// No roster of the subproblem that agrees with the fixed cells costs less.
    pub bound: f64,
    /// Weights of the columns of the master.
    pub weights: Vec<f64>,
    /// The sum of the artificial columns, in units of rows and people.
    pub infeasibility: f64,
}

/// Columns and duals of a master, to go on from in another one.
#[derive(Debug)]
pub struct RestartPoint {
    /// The lines that were allowed.
    columns: Vec<MasterColumn>,
    /// The best duals known.
    duals: Vec<f64>,
}

impl<'a> ColumnGeneration<'a> {
    /// On a subproblem, with no line yet.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn of(subproblem: Subproblem<'a>, parallel: bool) -> Result<Self, String> {
        let people = subproblem.people.len();
        Ok(ColumnGeneration {
            own_prices: (0..people).map(|place| subproblem.own_prices(place)).collect(),
            master: RestrictedMaster::of(subproblem)?,
            multipliers: vec![Vec::new(); people],
            stability_centre: None,
            centre_before_fixing: None,
            labels: TUNING.pricing.labels,
            parallel,
        })
    }

    /// Goes on until no line would make the master cheaper, the bound meets the cutoff, or it must stop.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn converge(&mut self, rule: &StoppingRule) -> Result<ConvergedMaster, String> {
        let (tuning, pricing) = (&TUNING.column_generation, &TUNING.pricing);
        let mut bound = self.stability_centre.as_ref().map_or(f64::NEG_INFINITY, |centre| centre.value);
        let mut round = 0;
        self.labels = pricing.labels;
        let most_labels = if rule.exact { pricing.exact_labels } else { pricing.labels };
        let mut before = f64::INFINITY;
        loop {
            let mut prices = self.master.solve()?;
            round += 1;
            self.master.drop_worst(&mut prices)?;
            let mut added = 0;
            for share in tuning.smoothing {
                let duals = match &self.stability_centre {
                    Some(centre) => mix(&centre.duals, &prices.duals, share),
                    None if share > 0.0 => continue,
                    None => prices.duals.clone(),
                };
                let found = self.price_everybody(&duals);
                let value = self.lagrangian(&duals, &found);
                added = self.add_improving(&prices, found)?;
                if value > bound {
                    bound = value;
                }
                if self.stability_centre.as_ref().is_none_or(|centre| value > centre.value) {
                    self.stability_centre = Some(StabilityCentre { value, duals });
                }
                if added > 0 {
                    break;
                }
            }
            let compared = if rule.unrounded { bound } else { self.rounded(bound) };
            let reached = compared >= prices.cost - REDUCED_COST * prices.cost.abs().max(1.0);
            if added == 0 && !reached && self.labels < most_labels {
                // Nothing new, and no proof: price more exactly.
                self.labels *= tuning.label_growth;
                added = 1;
            }
            if rule.exact && !rule.unrounded && !reached && round % tuning.stale_rounds == 0 {
                if before - prices.cost < tuning.stale_share * prices.cost.abs() {
                    // The end is far and would change little (tailing off): price exactly once more, for the bound.
                    self.labels = pricing.exact_labels;
                    let found = self.price_everybody(&prices.duals);
                    bound = bound.max(self.lagrangian(&prices.duals, &found));
                    return Ok(self.solution(prices, bound));
                }
                before = prices.cost;
            }
            if added == 0
                || reached
                || prices.cost <= rule.enough
                || round >= rule.rounds
                || self.rounded(bound) >= rule.cutoff
                || (rule.stop)()
            {
                return Ok(self.solution(prices, bound));
            }
        }
    }

    /// Fixes cells.
    pub fn fix(&mut self, cells: &[Fixing]) {
        // The best bound so far stays valid, now that there are fewer rosters.
        self.centre_before_fixing.clone_from(&self.stability_centre);
        self.master.set_fixed(cells, true);
    }

    /// Releases what was fixed last.
    pub fn release(&mut self, cells: &[Fixing]) {
        self.stability_centre.clone_from(&self.centre_before_fixing);
        self.master.set_fixed(cells, false);
    }

    /// Fixes these cells alone, whatever was fixed and known before, and begins with the columns and duals of a restart point.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn restart(&mut self, cells: &[Fixing], point: Option<&RestartPoint>) -> Result<(), String> {
        self.master.fix_only(cells);
        // A bound on other rosters says nothing about these; the duals are as good as any to begin with.
        let centre = |point: &RestartPoint| StabilityCentre { value: f64::NEG_INFINITY, duals: point.duals.clone() };
        self.stability_centre = point.map(centre);
        self.centre_before_fixing = None;
        for column in point.iter().flat_map(|point| &point.columns) {
            if agrees(&self.master.fixed[column.person], &column.cells) {
                self.master.add(column.person, column.cells.clone(), column.cost)?;
            }
        }
        Ok(())
    }

    /// Its columns and duals; `None` before any pricing.
    pub fn restart_point(&self) -> Option<RestartPoint> {
        let duals = self.stability_centre.as_ref()?.duals.clone();
        let columns = self.master.columns.iter().filter(|column| column.allowed).cloned().collect();
        Some(RestartPoint { columns, duals })
    }

    /// A bound raised to the next multiple of what costs can differ by.
    pub fn rounded(&self, bound: f64) -> f64 {
        self.master.subproblem.problem.rounded_bound(bound)
    }

    fn solution(&self, prices: MasterSolution, bound: f64) -> ConvergedMaster {
        ConvergedMaster {
            cost: prices.cost,
            bound: bound.min(prices.cost),
            weights: self.master.weights(&prices).to_vec(),
            infeasibility: self.master.infeasibility(&prices),
        }
    }

    /// Adds the lines with negative reduced cost; returns how many.
    fn add_improving(&mut self, prices: &MasterSolution, found: Vec<PricedColumns>) -> Result<usize, String> {
        let mut added = 0;
        for (person, priced) in found.into_iter().enumerate() {
            for line in priced.lines {
                let subproblem = &self.master.subproblem;
                let entries = subproblem.entries(person, &line.cells);
                let paid =
                    |duals: &[f64]| entries.iter().map(|&(row, factor)| duals[row as usize] * factor).sum::<f64>();
                let cost = subproblem.cost(person, &line.cells).ok_or("a priced line breaks a constraint")?;
                let reduced = cost - paid(&prices.duals) - prices.duals[subproblem.rows.len() + person];
                if reduced < -REDUCED_COST * cost.abs().max(1.0) && self.master.add(person, line.cells, cost)? {
                    added += 1;
                }
            }
            self.multipliers[person] = priced.multipliers;
        }
        Ok(added)
    }

    /// The cheapest lines of everybody at some duals.
    pub(super) fn price_everybody(&self, duals: &[f64]) -> Vec<PricedColumns> {
        // Parts of itself, because the solver in the master is not shared between threads.
        let (subproblem, fixed, own) = (&self.master.subproblem, &self.master.fixed, &self.own_prices);
        let (multipliers, labels) = (&self.multipliers, self.labels);
        let one = |person: usize| {
            let prices = subproblem.prices(&own[person], person, duals, &fixed[person]);
            price(subproblem, person, &prices, &multipliers[person], labels)
        };
        match self.parallel {
            true => (0..subproblem.people.len()).into_par_iter().map(one).collect(),
            false => (0..subproblem.people.len()).map(one).collect(),
        }
    }

    /// Reduced costs of the cells of a person at some duals.
    pub(super) fn prices(&self, person: usize, duals: &[f64]) -> CellPrices {
        self.master.subproblem.prices(&self.own_prices[person], person, duals, &self.master.fixed[person])
    }

    /// The Lagrangian bound at some duals, given the cheapest lines there: no roster of the subproblem costs less.
    pub(super) fn lagrangian(&self, duals: &[f64], found: &[PricedColumns]) -> f64 {
        let subproblem = &self.master.subproblem;
        let mut value = 0.0;
        for (limit, &dual) in subproblem.limits.iter().zip(duals) {
            let side = if dual > 0.0 { limit.lower } else { limit.upper };
            if dual != 0.0 && side.is_finite() {
                value += dual * side;
            } else if dual.abs() > REDUCED_COST {
                return f64::NEG_INFINITY;
            }
        }
        for &column in &subproblem.columns {
            let Column { cost, lower, upper, .. } = subproblem.problem.program.columns[column as usize];
            let reduced = subproblem.reduced_cost(column, duals);
            let side = if reduced >= 0.0 { lower } else { upper };
            if side.is_finite() {
                value += reduced * side;
            } else if reduced < -REDUCED_COST * cost.abs().max(1.0) {
                return f64::NEG_INFINITY;
            }
        }
        let artificial = subproblem.structure.big_m * subproblem.problem.days as f64;
        let cheapest =
            |(priced, network): (&PricedColumns, &Arc<Network>)| (network.base + priced.bound).min(artificial);
        value + found.iter().zip(&subproblem.networks).map(cheapest).sum::<f64>()
    }
}

fn mix(centre: &[f64], duals: &[f64], share: f64) -> Vec<f64> {
    centre.iter().zip(duals).map(|(centre, dual)| share * centre + (1.0 - share) * dual).collect()
}
