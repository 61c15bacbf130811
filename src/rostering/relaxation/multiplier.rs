//! The multipliers of a relaxation that prices everything but the small automata: two for each row, two for each counter of
//! each person, one for the constraint of each person that limits what it uses. None is below nothing.

use crate::pricing::log_sum_exp::Soft;
use crate::pricing::shortest_path::CellPrices;
use crate::problem::incumbent::add_chances;
use crate::problem::problem::{Problem, Worker};
use crate::problem::resource::{Cumulative, LineConstraint};
use crate::problem::structure::Shape;
use crate::relaxation::subgradient::limits;

/// Tolls are for so many of a counter's largest days: what a whole horizon adds swings more than a row of one day, so that
/// steps of the same size would be too long.
const DAYS: f64 = 3.0;

/// See the module. In the order of the multipliers: for each row of the program what its lower and its upper limit are worth,
/// for each counter of [`Multipliers::cumulatives`] its upper and its lower limit, for each person what they use.
pub struct Multipliers<'a> {
    /// Between which values each may lie.
    pub boxes: Vec<(f64, f64)>,
    problem: &'a Problem,
    cumulatives: Vec<Relaxed<'a>>,
    /// The first counter of each person, and the number of counters.
    first: Vec<usize>,
    uses: Vec<Option<Use>>,
}

/// A counter whose limits are paid for.
struct Relaxed<'a> {
    cumulative: &'a Cumulative,
    /// What the horizon may add at most and must add at least, if it is limited, and what a unit beyond costs.
    most: Option<(f64, f64)>,
    least: Option<(f64, f64)>,
    /// What one multiplier is for.
    unit: f64,
}

/// A constraint of a person that limits what it uses.
#[derive(Clone, Copy)]
struct Use {
    constraint: usize,
    most: f64,
}

impl<'a> Multipliers<'a> {
    /// Those of a problem.
    pub fn of(problem: &'a Problem, shape: &Shape) -> Self {
        let mut boxes = Vec::new();
        for row in 0..problem.program.rows.len() {
            let (least, most) = limits(problem, shape, row);
            boxes.extend([(0.0, most.max(0.0)), (0.0, (-least).max(0.0))]);
        }
        let (mut cumulatives, mut first) = (Vec::new(), vec![0]);
        for worker in &problem.people {
            cumulatives.extend(worker.constraints.iter().filter_map(|constraint| match constraint {
                LineConstraint::Cumulative(cumulative) => Some(Relaxed::of(cumulative)),
                LineConstraint::Automaton(_) => None,
            }));
            first.push(cumulatives.len());
        }
        let worth = |one: &Relaxed, side: Option<(f64, f64)>| (0.0, side.map_or(0.0, |(_, price)| price * one.unit));
        boxes.extend(cumulatives.iter().flat_map(|one| [worth(one, one.most), worth(one, one.least)]));
        let uses: Vec<Option<Use>> = problem.people.iter().map(Use::of).collect();
        boxes.extend(uses.iter().map(|limit| (0.0, if limit.is_some() { f64::INFINITY } else { 0.0 })));
        Multipliers { boxes, problem, cumulatives, first, uses }
    }

    /// The constraint of a person that the graph need not know.
    pub fn counted_law(&self, person: usize) -> Option<usize> {
        self.uses[person].map(|limit| limit.constraint)
    }

    /// The largest finite worth of a row, at least one.
    pub fn worth(&self) -> f64 {
        let rows = &self.boxes[..2 * self.problem.program.rows.len()];
        rows.iter().map(|&(_, most)| most).filter(|most| most.is_finite()).fold(1.0, f64::max)
    }

    fn first_counter(&self) -> usize {
        2 * self.problem.program.rows.len()
    }

    fn first_use(&self) -> usize {
        self.first_counter() + 2 * self.cumulatives.len()
    }

    /// What one more unit of each row is worth.
    pub fn duals(&self, at: &[f64]) -> Vec<f64> {
        at[..self.first_counter()].chunks_exact(2).map(|pair| pair[0] - pair[1]).collect()
    }

    /// What a person pays for each unit used.
    pub fn toll(&self, person: usize, at: &[f64]) -> f64 {
        at[self.first_use() + person]
    }

    /// What rows pay.
    pub fn paid(&self, at: &[f64]) -> f64 {
        let side = |worth: f64, limit: f64| if worth > 0.0 { worth * limit } else { 0.0 };
        let rows = self.problem.program.rows.iter().zip(at.chunks_exact(2));
        rows.map(|(row, pair)| side(pair[0], row.lower) - side(pair[1], row.upper)).sum()
    }

    /// What cells cost a person after the rows have paid and tolls are due, and what of the tolls is given back.
    pub fn prices(&self, person: usize, at: &[f64]) -> (CellPrices, f64) {
        let worker = &self.problem.people[person];
        let mut prices = CellPrices { duty: worker.costs.clone(), off: worker.off.clone() };
        let worth = |&(row, factor): &(u32, f64)| (at[2 * row as usize] - at[2 * row as usize + 1]) * factor;
        for (price, links) in prices.duty.iter_mut().zip(&worker.links).filter(|(price, _)| price.is_finite()) {
            *price -= links.iter().map(worth).sum::<f64>();
        }
        let (tolls, free) = self.charges(person, at);
        prices.duty.iter_mut().zip(tolls).for_each(|(price, toll)| *price += toll);
        (prices, free + self.uses[person].map_or(0.0, |limit| limit.most * self.toll(person, at)))
    }

    /// Tolls that cells of a person pay to counters, and what of them is given back.
    pub fn charges(&self, person: usize, at: &[f64]) -> (Vec<f64>, f64) {
        let (mut tolls, mut free) = (vec![0.0; self.problem.days * self.problem.duties], 0.0);
        for index in self.first[person]..self.first[person + 1] {
            let (one, place) = (&self.cumulatives[index], self.first_counter() + 2 * index);
            let (most, least) = (at[place] / one.unit, at[place + 1] / one.unit);
            free += one.most.map_or(0.0, |(limit, _)| most * limit) - one.least.map_or(0.0, |(limit, _)| least * limit);
            if most != least {
                let adds = tolls.iter_mut().zip(&one.cumulative.adds);
                adds.for_each(|(toll, &add)| *toll += (most - least) * f64::from(add));
            }
        }
        (tolls, free)
    }

    /// How fast what everybody costs rises with each multiplier.
    pub fn gradient(&self, answers: &[Soft]) -> Vec<f64> {
        let mut activity = vec![0.0; self.problem.program.rows.len()];
        for (worker, answer) in self.problem.people.iter().zip(answers) {
            add_chances(&mut activity, worker, &answer.chances);
        }
        let over = |limit: f64, over: f64| if limit.is_finite() { over } else { 0.0 };
        let mut gradient = Vec::with_capacity(self.boxes.len());
        for (row, activity) in self.problem.program.rows.iter().zip(activity) {
            gradient.extend([over(row.lower, row.lower - activity), over(row.upper, activity - row.upper)]);
        }
        for (person, answer) in answers.iter().enumerate() {
            for one in &self.cumulatives[self.first[person]..self.first[person + 1]] {
                let adds = answer.chances.iter().zip(&one.cumulative.adds);
                let total: f64 = adds.map(|(chance, &add)| chance * f64::from(add)).sum();
                gradient.push(one.most.map_or(0.0, |(limit, _)| (total - limit) / one.unit));
                gradient.push(one.least.map_or(0.0, |(limit, _)| (limit - total) / one.unit));
            }
        }
        let uses = self.uses.iter().zip(answers);
        gradient.extend(uses.map(|(limit, answer)| limit.map_or(0.0, |limit| answer.used - limit.most)));
        gradient
    }
}

impl<'a> Relaxed<'a> {
    fn of(cumulative: &'a Cumulative) -> Self {
        let left = |limit: u32| f64::from(limit) - f64::from(cumulative.start);
        let largest = cumulative.adds.iter().copied().max().unwrap_or(0).max(1);
        let side = |limit: Option<(u32, f64)>| limit.map(|(limit, price)| (left(limit), price));
        let most = (cumulative.at_most < u32::MAX).then_some((cumulative.at_most, f64::INFINITY));
        let least = (cumulative.at_least > 0).then_some((cumulative.at_least, f64::INFINITY));
        Relaxed {
            cumulative,
            most: side(most.or(cumulative.over)),
            least: side(least.or(cumulative.under)),
            unit: DAYS * f64::from(largest),
        }
    }
}

impl Use {
    /// The first constraint of a person that only limits what it uses.
    fn of(worker: &Worker) -> Option<Self> {
        worker.constraints.iter().enumerate().find_map(|(constraint, about)| {
            let LineConstraint::Automaton(automaton) = about else { return None };
            automaton.unspent(automaton.start())?;
            let (used, allowed) = automaton.spent(automaton.start());
            Some(Use { constraint, most: f64::from(allowed.saturating_sub(used)) })
        })
    }
}
