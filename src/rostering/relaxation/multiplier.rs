//! The multipliers of a Lagrangian relaxation that prices everything but the small automata: two for each row, two for each
//! cumulative constraint of each person, one for the automaton of each person that limits what it uses. None is negative.

use crate::pricing::log_sum_exp::LogSumExp;
use crate::pricing::shortest_path::CellPrices;
use crate::problem::activity::add_expected;
use crate::problem::resource::{Cumulative, LineConstraint, PriceBeyond};
use crate::problem::roster_problem::{RosterProblem, Worker};
use crate::problem::structure::Structure;
use crate::relaxation::bounds::Bounds;
use crate::relaxation::subgradient::multiplier_bounds;
use crate::tuning::TUNING;

/// What is relaxed, in the order of the multipliers: for each row of the program its lower and its upper limit, for each
/// cumulative constraint of each person its upper and its lower limit, for each person the limit of their automaton.
pub struct Multipliers<'a> {
    /// By multiplier: the values that it may have.
    pub bounds: Vec<Bounds>,
    problem: &'a RosterProblem,
    cumulatives: Vec<RelaxedCumulative<'a>>,
    /// By person: the first of their cumulative constraints; and the number of all.
    first: Vec<usize>,
    usages: Vec<Option<UsageLimit>>,
}

/// A cumulative constraint whose limits are priced.
struct RelaxedCumulative<'a> {
    cumulative: &'a Cumulative,
    most: Option<TotalLimit>,
    least: Option<TotalLimit>,
    /// Units of the constraint that one multiplier is for.
    unit: f64,
}

/// What the horizon may add to a total at most, or must add at least.
#[derive(Clone, Copy)]
struct TotalLimit {
    total: f64,
    /// What each unit beyond costs, in major units; infinite: not allowed.
    price: f64,
}

/// An automaton of a person that limits what it uses.
#[derive(Clone, Copy)]
struct UsageLimit {
    constraint: usize,
    most: f64,
}

/// The pricing problem of a person at some multipliers.
pub struct RelaxedPrices {
    /// Reduced costs of the cells.
    pub prices: CellPrices,
    /// What each unit that the automaton uses costs.
    pub usage_price: f64,
    /// The constant of the Lagrangian: what is subtracted from the cost of the cheapest line.
    pub constant: f64,
}

/// What the multipliers of cumulative constraints charge for cells.
pub struct CumulativeCharges {
    /// By `day * duties + duty`.
    pub cells: Vec<f64>,
    /// The part of the constant of the Lagrangian that belongs to them.
    pub constant: f64,
}

impl<'a> Multipliers<'a> {
    /// Those of a problem.
    pub fn of(problem: &'a RosterProblem, structure: &Structure) -> Self {
        let up_to = |upper: f64| Bounds { lower: 0.0, upper };
        let mut bounds = Vec::new();
        for row in 0..problem.program.rows.len() {
            let Bounds { lower, upper } = multiplier_bounds(problem, structure, row);
            bounds.extend([up_to(upper.max(0.0)), up_to((-lower).max(0.0))]);
        }
        let (mut cumulatives, mut first) = (Vec::new(), vec![0]);
        for worker in &problem.people {
            cumulatives.extend(worker.constraints.iter().filter_map(|constraint| match constraint {
                LineConstraint::Cumulative(cumulative) => Some(RelaxedCumulative::of(cumulative)),
                LineConstraint::Automaton(_) => None,
            }));
            first.push(cumulatives.len());
        }
        let most =
            |one: &RelaxedCumulative, side: Option<TotalLimit>| up_to(side.map_or(0.0, |limit| limit.price * one.unit));
        bounds.extend(cumulatives.iter().flat_map(|one| [most(one, one.most), most(one, one.least)]));
        let usages: Vec<Option<UsageLimit>> = problem.people.iter().map(UsageLimit::of).collect();
        bounds.extend(usages.iter().map(|limit| up_to(if limit.is_some() { f64::INFINITY } else { 0.0 })));
        Multipliers { bounds, problem, cumulatives, first, usages }
    }

    /// The automaton of a person that the network need not keep, because its limit is priced.
    pub fn priced_automaton(&self, person: usize) -> Option<usize> {
        self.usages[person].map(|limit| limit.constraint)
    }

    /// The largest finite bound of a row's multiplier, at least one.
    pub fn largest_row_multiplier(&self) -> f64 {
        let rows = &self.bounds[..2 * self.problem.program.rows.len()];
        rows.iter().map(|bounds| bounds.upper).filter(|most| most.is_finite()).fold(1.0, f64::max)
    }

    fn first_cumulative(&self) -> usize {
        2 * self.problem.program.rows.len()
    }

    fn first_usage(&self) -> usize {
        self.first_cumulative() + 2 * self.cumulatives.len()
    }

    /// By row of the program: its dual value.
    pub fn row_duals(&self, at: &[f64]) -> Vec<f64> {
        at[..self.first_cumulative()].chunks_exact(2).map(|pair| pair[0] - pair[1]).collect()
    }

    /// What a person pays for each unit that their automaton uses.
    pub fn usage_price(&self, person: usize, at: &[f64]) -> f64 {
        at[self.first_usage() + person]
    }

    /// The part of the Lagrangian that belongs to the limits of the rows.
    pub fn row_value(&self, at: &[f64]) -> f64 {
        let side = |multiplier: f64, limit: f64| if multiplier > 0.0 { multiplier * limit } else { 0.0 };
        let rows = self.problem.program.rows.iter().zip(at.chunks_exact(2));
        rows.map(|(row, pair)| side(pair[0], row.lower) - side(pair[1], row.upper)).sum()
    }

    /// The pricing problem of a person.
    pub fn prices(&self, person: usize, at: &[f64]) -> RelaxedPrices {
        let worker = &self.problem.people[person];
        let mut prices = CellPrices { duty: worker.costs.clone(), off: worker.off.clone() };
        let dual = |&(row, factor): &(u32, f64)| (at[2 * row as usize] - at[2 * row as usize + 1]) * factor;
        for (price, links) in prices.duty.iter_mut().zip(&worker.links).filter(|(price, _)| price.is_finite()) {
            *price -= links.iter().map(dual).sum::<f64>();
        }
        let charges = self.charges(person, at);
        prices.duty.iter_mut().zip(charges.cells).for_each(|(price, charge)| *price += charge);
        let usage_price = self.usage_price(person, at);
        let constant = charges.constant + self.usages[person].map_or(0.0, |limit| limit.most * usage_price);
        RelaxedPrices { prices, usage_price, constant }
    }

    /// What the cumulative constraints of a person charge.
    pub fn charges(&self, person: usize, at: &[f64]) -> CumulativeCharges {
        let (mut cells, mut constant) = (vec![0.0; self.problem.days * self.problem.duties], 0.0);
        for index in self.first[person]..self.first[person + 1] {
            let (one, place) = (&self.cumulatives[index], self.first_cumulative() + 2 * index);
            let (most, least) = (at[place] / one.unit, at[place + 1] / one.unit);
            constant +=
                one.most.map_or(0.0, |limit| most * limit.total) - one.least.map_or(0.0, |limit| least * limit.total);
            if most != least {
                let adds = cells.iter_mut().zip(&one.cumulative.adds);
                adds.for_each(|(charge, &add)| *charge += (most - least) * f64::from(add));
            }
        }
        CumulativeCharges { cells, constant }
    }

    /// The gradient of the smoothed Lagrangian in the multipliers; `averages` by person.
    pub fn gradient(&self, averages: &[LogSumExp]) -> Vec<f64> {
        let mut activity = vec![0.0; self.problem.program.rows.len()];
        for (worker, average) in self.problem.people.iter().zip(averages) {
            add_expected(&mut activity, worker, &average.probabilities);
        }
        let over = |limit: f64, over: f64| if limit.is_finite() { over } else { 0.0 };
        let mut gradient = Vec::with_capacity(self.bounds.len());
        for (row, activity) in self.problem.program.rows.iter().zip(activity) {
            gradient.extend([over(row.lower, row.lower - activity), over(row.upper, activity - row.upper)]);
        }
        for (person, average) in averages.iter().enumerate() {
            for one in &self.cumulatives[self.first[person]..self.first[person + 1]] {
                let adds = average.probabilities.iter().zip(&one.cumulative.adds);
                let total: f64 = adds.map(|(probability, &add)| probability * f64::from(add)).sum();
                gradient.push(one.most.map_or(0.0, |limit| (total - limit.total) / one.unit));
                gradient.push(one.least.map_or(0.0, |limit| (limit.total - total) / one.unit));
            }
        }
        let usages = self.usages.iter().zip(averages);
        gradient.extend(usages.map(|(limit, average)| limit.map_or(0.0, |limit| average.used - limit.most)));
        gradient
    }
}

impl<'a> RelaxedCumulative<'a> {
    fn of(cumulative: &'a Cumulative) -> Self {
        let left = |total: u32| f64::from(total) - f64::from(cumulative.start);
        let largest = cumulative.adds.iter().copied().max().unwrap_or(0).max(1);
        let side = |limit: Option<PriceBeyond>| {
            limit.map(|PriceBeyond { total, price }| TotalLimit { total: left(total), price })
        };
        let hard = |total: u32| PriceBeyond { total, price: f64::INFINITY };
        let most = (cumulative.at_most < u32::MAX).then_some(hard(cumulative.at_most));
        let least = (cumulative.at_least > 0).then_some(hard(cumulative.at_least));
        RelaxedCumulative {
            cumulative,
            most: side(most.or(cumulative.over)),
            least: side(least.or(cumulative.under)),
            unit: TUNING.relaxation.cumulative_days * f64::from(largest),
        }
    }
}

impl UsageLimit {
    /// The first automaton of a person whose limit only forbids.
    fn of(worker: &Worker) -> Option<Self> {
        worker.constraints.iter().enumerate().find_map(|(constraint, about)| {
            let LineConstraint::Automaton(automaton) = about else { return None };
            automaton.unspent(automaton.start())?;
            let (used, allowed) = automaton.spent(automaton.start());
            Some(UsageLimit { constraint, most: f64::from(allowed.saturating_sub(used)) })
        })
    }
}
