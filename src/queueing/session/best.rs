//! The best template, and the proof that no other is better.
//!
//! The cost is multimodular (Kaandorp and Koole 2007; with emergencies and any service times Koeleman and Koole, "Optimal outpatient
//! appointment scheduling with emergency arrivals and general service times", 2012), so that a template with no better neighbour
//! among those of [`Shift`] is best of all. First people move one at a time, as long as that helps; then the set
//! of boundaries to move is the minimum of a submodular function, whose lower bound is the proof.

use super::base::Base;
use super::baselines::baselines;
use super::grid::{Expected, Grid};
use super::shift::{Neighbour, Shift};
use super::submodular::least;
use base::tolerance::SAME_COST;

/// A template that is best.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// What may be expected of it.
    pub expected: Expected,
    /// No template costs less than this: less than the cost of this one by rounding only.
    pub bound: f64,
    /// Templates that were left for better ones.
    pub moves: u32,
}

/// The template of smallest expected cost; of several the one that the search comes to first, always the same.
pub fn best(grid: &Grid) -> Best {
    let known = baselines(grid.session()).into_iter().map(|baseline| baseline.template);
    let start = known.map(|template| (grid.expect(&template).cost, template));
    let start = start.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, template)| template).unwrap_or_default();
    let mut base = Base::new(grid, start);
    let mut moves = 0;
    loop {
        match better(&base) {
            Ok(found) => {
                base = Base::new(grid, found);
                moves += 1;
            }
            Err(least) => {
                // From here to any template it is at most as many unit steps each way as there are people.
                let people = f64::from(grid.session().people);
                let bound = base.cost + people * least;
                return Best { expected: grid.expect(&base.template), template: base.template, bound, moves };
            }
        }
    }
}

/// A better neighbour; if there is none, by how much one could be better at most, as a number below zero or zero.
fn better(base: &Base<'_>) -> Result<Vec<u32>, f64> {
    let slack = SAME_COST * (base.cost + base.scale());
    let better = |found: &Neighbour| found.cost < base.cost - slack;
    let cheapest = |found: Vec<Neighbour>| {
        let cheapest = found.into_iter().min_by(|one, other| one.cost.total_cmp(&other.cost));
        cheapest.filter(better).map(|found| found.template)
    };
    let shifts = || [true, false].map(|raise| Shift::new(base, raise));
    if let Some(found) = cheapest(shifts().iter().flat_map(Shift::singles).collect()) {
        return Ok(found);
    }
    let mut bound = 0.0;
    for shift in shifts().map(Shift::prepared) {
        let mut found = None;
        let proved = least(shift.ground.len(), slack, |order| {
            let (neighbours, values) = shift.chain(order);
            found = cheapest(neighbours);
            found.is_none().then_some(values)
        });
        match (found, proved) {
            (Some(found), _) => return Ok(found),
            (None, proved) => bound += proved.unwrap_or(f64::NEG_INFINITY),
        }
    }
    Err(bound)
}
