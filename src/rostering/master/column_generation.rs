//! Column generation on a part: lines join the master until none would make it cheaper.

use crate::master::fixing::fits;
use crate::master::restricted_master::Part;
use crate::pricing::network::Graph;
use crate::pricing::pricing::{EFFORTS, Offers, offers};
use crate::pricing::shortest_path::CellPrices;
use crate::problem::resource::Cell;
use crate::search::search::grains;
use base::tolerance::REDUCED_COST;
use mip::solver::{Master, MasterSolution};
use mip::{Column, Row};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Shares of the best prices so far in the prices that lines are asked about, tried until new lines come (Wentges 1997,
/// smoothing).
const SMOOTHING: [f64; 3] = [0.85, 0.5, 0.0];
/// How many times as close a look is taken where nothing new comes.
const CLOSER: usize = 8;
/// Rounds after which a master must be cheaper by this share, or its bound is taken as it is.
const STALE: usize = 20;
const SLOW: f64 = 0.00005;
/// Lines for each row of the master beyond which those worth least are dropped.
const CROWDED: usize = 4;

/// See the module.
pub struct Generation<'a> {
    /// What is solved.
    pub part: Part<'a>,
    /// Lines by the order in which they joined.
    pub made: Vec<Made>,
    /// For each person and day of the window what is settled.
    pub settled: Vec<Vec<Option<Cell>>>,
    pub(super) master: Master,
    known: BTreeSet<(usize, Vec<Cell>)>,
    own: Vec<CellPrices>,
    pub(super) first_line: usize,
    artificial: Vec<usize>,
    pub(super) tolls: Vec<Vec<f64>>,
    pub(super) centre: Option<(f64, Vec<f64>)>,
    pub(super) centre_before: Option<(f64, Vec<f64>)>,
    effort: usize,
    parallel: bool,
}

/// A line in the master.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Place of the person in the part.
    pub person: usize,
    /// Cells of the window.
    pub cells: Vec<Cell>,
    /// What the whole line costs.
    pub cost: f64,
    /// False while it contradicts what is settled.
    pub allowed: bool,
}

/// When to stop.
#[derive(Clone, Copy)]
pub struct Stops<'a> {
    /// Rounds.
    pub rounds: usize,
    /// A bound at or above this ends it: nothing better can come.
    pub cutoff: f64,
    /// A master that costs no more than this is good enough.
    pub enough: f64,
    /// True if the bound should be as high as can be.
    pub exact: bool,
    /// True if that matters also where costs cannot differ by so little.
    pub sharp: bool,
    /// Asked each round.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Stops<'a> {
    /// Nothing but being told to stop.
    pub fn when(stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Stops { rounds: usize::MAX, cutoff: f64::INFINITY, enough: f64::NEG_INFINITY, exact: false, sharp: false, stop }
    }
}

/// Where a generation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Converged {
    /// Cost of the master.
    pub cost: f64,
    /// No roster of the part, as settled, costs less.
    pub bound: f64,
    /// Weights of [`Generation::made`].
    pub weights: Vec<f64>,
    /// What is not allowed and yet used, in units of rows and people.
    pub forced: f64,
    /// What one more unit of each row of the part would cost.
    pub duals: Vec<f64>,
}

impl<'a> Generation<'a> {
    /// A master with the columns of the program, and no line yet.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn of(part: Part<'a>, parallel: bool) -> Result<Self, String> {
        let (rows, people) = (part.rows.len(), part.people.len());
        let mut limits = part.limits.clone();
        limits.extend(std::iter::repeat_n(Row { lower: 1.0, upper: 1.0 }, people));
        let mut master = Master::of(&limits)?;
        let (mut raised, mut lowered) = (vec![false; rows], vec![false; rows]);
        for &column in &part.columns {
            let about = part.problem.program.columns[column as usize];
            let entries: Vec<(u32, f64)> =
                part.shape.entries[column as usize].iter().map(|&(row, factor)| (part.place(row), factor)).collect();
            if about.upper == f64::INFINITY {
                for &(row, factor) in &entries {
                    let side = if factor > 0.0 { &mut raised } else { &mut lowered };
                    side[row as usize] = true;
                }
            }
            master.add(about, &entries)?;
        }
        let mut artificial = Vec::new();
        let mut force = |master: &mut Master, row: usize, factor: f64, cost: f64| -> Result<(), String> {
            let column = Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
            artificial.push(master.add(column, &[(row as u32, factor)])?);
            Ok(())
        };
        for row in 0..rows {
            if !raised[row] && limits[row].lower.is_finite() {
                force(&mut master, row, 1.0, part.shape.big)?;
            }
            if !lowered[row] && limits[row].upper.is_finite() {
                force(&mut master, row, -1.0, part.shape.big)?;
            }
        }
        for person in 0..people {
            force(&mut master, rows + person, 1.0, part.shape.big * part.problem.days as f64)?;
        }
        let days = part.last - part.first;
        let first_line = part.columns.len() + artificial.len();
        let own = (0..people).map(|place| part.own_prices(place)).collect();
        Ok(Generation {
            made: Vec::new(),
            settled: vec![vec![None; days]; people],
            master,
            known: BTreeSet::new(),
            own,
            first_line,
            artificial,
            tolls: vec![Vec::new(); people],
            centre: None,
            centre_before: None,
            effort: EFFORTS.0,
            parallel,
            part,
        })
    }

    /// Adds a line, unless it is there; it must be lawful. `cost` is that of the whole line.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn join(&mut self, person: usize, cells: Vec<Cell>, cost: f64) -> Result<bool, String> {
        if !self.known.insert((person, cells.clone())) {
            return Ok(false);
        }
        let mut entries = self.part.entries(person, &cells);
        entries.push(((self.part.rows.len() + person) as u32, 1.0));
        self.master.add(Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false }, &entries)?;
        let allowed = fits(&self.settled[person], &cells);
        self.made.push(Made { person, cells, cost, allowed });
        if !allowed {
            self.master.limit(self.first_line + self.made.len() - 1, 0.0);
        }
        Ok(true)
    }

    /// Goes on until no line would make the master cheaper, the bound meets the cutoff, or it must stop.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn converge(&mut self, stops: &Stops) -> Result<Converged, String> {
        let mut bound = self.centre.as_ref().map_or(f64::NEG_INFINITY, |(value, _)| *value);
        let mut round = 0;
        self.effort = EFFORTS.0;
        let most_effort = if stops.exact { EFFORTS.1 } else { EFFORTS.0 };
        let mut before = f64::INFINITY;
        loop {
            let mut prices = self.master.solve()?.ok_or("the master has no point")?;
            round += 1;
            self.forget(&mut prices)?;
            let mut joined = 0;
            for share in SMOOTHING {
                let duals = match &self.centre {
                    Some((_, centre)) => mix(centre, &prices.duals, share),
                    None if share > 0.0 => continue,
                    None => prices.duals.clone(),
                };
                let found = self.offers(&duals);
                let value = self.dual_value(&duals, &found);
                joined = self.take(&prices, found)?;
                if value > bound {
                    bound = value;
                }
                if self.centre.as_ref().is_none_or(|(best, _)| value > *best) {
                    self.centre = Some((value, duals));
                }
                if joined > 0 {
                    break;
                }
            }
            let told = if stops.sharp { bound } else { self.rounded(bound) };
            let reached = told >= prices.cost - REDUCED_COST * prices.cost.abs().max(1.0);
            if joined == 0 && !reached && self.effort < most_effort {
                // Nothing new, and no proof: look closer.
                self.effort *= CLOSER;
                joined = 1;
            }
            if stops.exact && !stops.sharp && !reached && round % STALE == 0 {
                if before - prices.cost < SLOW * prices.cost.abs() {
                    // The rest of the way is long and changes little: a last close look, for the bound.
                    self.effort = EFFORTS.1;
                    let found = self.offers(&prices.duals);
                    bound = bound.max(self.dual_value(&prices.duals, &found));
                    return Ok(self.converged(prices, bound));
                }
                before = prices.cost;
            }
            if joined == 0
                || reached
                || prices.cost <= stops.enough
                || round >= stops.rounds
                || self.rounded(bound) >= stops.cutoff
                || (stops.stop)()
            {
                return Ok(self.converged(prices, bound));
            }
        }
    }

    /// Drops the lines that are furthest from being worth their cost, once there are many.
    fn forget(&mut self, prices: &mut MasterSolution) -> Result<(), String> {
        let rows = self.part.rows.len() + self.part.people.len();
        if self.made.len() <= CROWDED * rows {
            return Ok(());
        }
        let mut order: Vec<usize> = (0..self.made.len()).collect();
        let worth = |&line: &usize| match self.made[line].allowed {
            _ if prices.point[self.first_line + line] > 0.0 => f64::NEG_INFINITY,
            true => prices.reduced[self.first_line + line],
            false => f64::INFINITY,
        };
        order.sort_by(|left, right| worth(left).total_cmp(&worth(right)).then(left.cmp(right)));
        let mut kept = vec![true; self.first_line + self.made.len()];
        order[rows * CROWDED / 2..].iter().for_each(|&line| kept[self.first_line + line] = false);
        self.master.keep(&kept)?;
        let mut next = kept.iter();
        prices.point.retain(|_| next.next().is_none_or(|kept| *kept));
        let mut line = self.first_line;
        let known = &mut self.known;
        self.made.retain(|made| {
            line += 1;
            if !kept[line - 1] {
                known.remove(&(made.person, made.cells.clone()));
            }
            kept[line - 1]
        });
        Ok(())
    }

    /// A bound raised to the next multiple of what costs can differ by.
    pub fn rounded(&self, bound: f64) -> f64 {
        grains(self.part.problem, bound)
    }

    fn converged(&self, prices: MasterSolution, bound: f64) -> Converged {
        Converged {
            cost: prices.cost,
            bound: bound.min(prices.cost),
            weights: prices.point[self.first_line..].to_vec(),
            forced: self.artificial.iter().map(|&column| prices.point[column]).sum(),
            duals: prices.duals[..self.part.rows.len()].to_vec(),
        }
    }

    /// Adds lines that the master wants; returns how many.
    fn take(&mut self, prices: &MasterSolution, found: Vec<Offers>) -> Result<usize, String> {
        let mut joined = 0;
        for (person, offers) in found.into_iter().enumerate() {
            for priced in offers.lines {
                let entries = self.part.entries(person, &priced.cells);
                let paid =
                    |duals: &[f64]| entries.iter().map(|&(row, factor)| duals[row as usize] * factor).sum::<f64>();
                let cost = self.part.cost(person, &priced.cells).ok_or("a priced line breaks a law")?;
                let reduced = cost - paid(&prices.duals) - prices.duals[self.part.rows.len() + person];
                if reduced < -REDUCED_COST * cost.abs().max(1.0) && self.join(person, priced.cells, cost)? {
                    joined += 1;
                }
            }
            self.tolls[person] = offers.tolls;
        }
        Ok(joined)
    }

    /// The cheapest lines of everybody at some duals.
    pub(super) fn offers(&self, duals: &[f64]) -> Vec<Offers> {
        let (part, own, settled, tolls, effort) = (&self.part, &self.own, &self.settled, &self.tolls, self.effort);
        let one = |person: usize| {
            let prices = part.prices(&own[person], person, duals, &settled[person]);
            offers(part, person, &prices, &tolls[person], effort)
        };
        match self.parallel {
            true => (0..part.people.len()).into_par_iter().map(one).collect(),
            false => (0..part.people.len()).map(one).collect(),
        }
    }

    /// What the cells of a person are worth at some duals.
    pub(super) fn prices(&self, person: usize, duals: &[f64]) -> CellPrices {
        self.part.prices(&self.own[person], person, duals, &self.settled[person])
    }

    /// What no roster of the part undercuts: the Lagrangian bound at some duals, given the cheapest lines there.
    pub(super) fn dual_value(&self, duals: &[f64], offers: &[Offers]) -> f64 {
        let part = &self.part;
        let mut value = 0.0;
        for (limit, &dual) in part.limits.iter().zip(duals) {
            let side = if dual > 0.0 { limit.lower } else { limit.upper };
            if dual != 0.0 && side.is_finite() {
                value += dual * side;
            } else if dual.abs() > REDUCED_COST {
                return f64::NEG_INFINITY;
            }
        }
        for &column in &part.columns {
            let Column { cost, lower, upper, .. } = part.problem.program.columns[column as usize];
            let paid: f64 = part.shape.entries[column as usize]
                .iter()
                .map(|&(row, factor)| duals[part.place(row) as usize] * factor)
                .sum();
            let reduced = cost - paid;
            let side = if reduced >= 0.0 { lower } else { upper };
            if side.is_finite() {
                value += reduced * side;
            } else if reduced < -REDUCED_COST * cost.abs().max(1.0) {
                return f64::NEG_INFINITY;
            }
        }
        let nobody = part.shape.big * part.problem.days as f64;
        let cheapest = |(offers, graph): (&Offers, &Arc<Graph>)| (graph.base + offers.bound).min(nobody);
        value + offers.iter().zip(&part.graphs).map(cheapest).sum::<f64>()
    }
}

fn mix(centre: &[f64], duals: &[f64], share: f64) -> Vec<f64> {
    centre.iter().zip(duals).map(|(centre, dual)| share * centre + (1.0 - share) * dual).collect()
}
