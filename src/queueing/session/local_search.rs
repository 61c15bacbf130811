//! The optimal template, by local search in a multimodular neighbourhood, with a proof of optimality.
//!
//! The expected cost is multimodular (Kaandorp and Koole, "Optimal outpatient appointment scheduling", Health Care Management
//! Science 10, 2007; with emergencies and general service times Koeleman and Koole, "Optimal outpatient appointment scheduling with
//! emergency arrivals and general service times", 2012), so that a template with no better neighbour among those of
//! [`Neighbourhood`] is optimal. Ours first moves people one at a time, as long as that helps; then the set of boundaries to
//! move is the minimum of a submodular function, whose lower bound is the proof, where Kaandorp and Koole enumerate all sets.

use super::baselines::baselines;
use super::evaluation::{Expected, SessionGrid};
use super::minimum_norm_point::minimum_bound;
use super::neighbour_costs::NeighbourCosts;
use super::neighbourhood::{Neighbour, Neighbourhood};
use base::tolerance::SAME_COST;

/// An optimal template.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimalTemplate {
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// Its expected waiting, idle time, overtime and cost.
    pub expected: Expected,
    /// A lower bound on the cost of every template; below the cost of this one by rounding only.
    pub bound: f64,
    /// Improvements made.
    pub moves: u32,
}

/// The template of least expected cost; of several always the same one.
pub fn optimal_template(grid: &SessionGrid) -> OptimalTemplate {
    let known = baselines(grid.session()).into_iter().map(|baseline| baseline.template);
    let start = known.map(|template| (grid.expect(&template).cost, template));
    let start = start.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, template)| template).unwrap_or_default();
    let mut current = NeighbourCosts::new(grid, start);
    let mut moves = 0;
    loop {
        match improve(&current) {
            Ok(found) => {
                current = NeighbourCosts::new(grid, found);
                moves += 1;
            }
            Err(least) => {
                // To any template it is at most as many unit steps each way as there are people.
                let people = f64::from(grid.session().people);
                let bound = current.cost + people * least;
                return OptimalTemplate {
                    expected: grid.expect(&current.template),
                    template: current.template,
                    bound,
                    moves,
                };
            }
        }
    }
}

/// A better neighbour; if there is none, a lower bound, at most zero, on the change in cost by any neighbour.
fn improve(base: &NeighbourCosts<'_>) -> Result<Vec<u32>, f64> {
    let slack = SAME_COST * (base.cost + base.scale());
    let better = |found: &Neighbour| found.cost < base.cost - slack;
    let cheapest = |found: Vec<Neighbour>| {
        let cheapest = found.into_iter().min_by(|one, other| one.cost.total_cmp(&other.cost));
        cheapest.filter(better).map(|found| found.template)
    };
    let neighbourhoods = || [true, false].map(|raise| Neighbourhood::new(base, raise));
    if let Some(found) = cheapest(neighbourhoods().iter().flat_map(Neighbourhood::singles).collect()) {
        return Ok(found);
    }
    let mut bound = 0.0;
    for neighbourhood in neighbourhoods().map(Neighbourhood::prepared) {
        let mut found = None;
        let proved = minimum_bound(neighbourhood.ground.len(), slack, |order| {
            let (neighbours, values) = neighbourhood.chain(order);
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
