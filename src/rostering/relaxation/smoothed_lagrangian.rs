//! A Lagrangian relaxation over the whole horizon where whole lines are too long to price: lines keep only the small automata,
//! everything else is priced by multipliers. The bound is smoothed and maximised by accelerated gradients, at lower and lower
//! temperatures (Nesterov 2005). The multipliers give the dual values of rows, the averages how everybody's work is best
//! spread over the horizon. Ours differs in reporting the bound without smoothing, at the best multipliers met.

use crate::pricing::log_sum_exp::{Smoothing, least_cost, log_sum_exp};
use crate::pricing::network::Network;
use crate::problem::consumption_profile::{ConsumptionProfile, ResourcePrices, UsagePrice};
use crate::problem::roster_problem::RosterProblem;
use crate::problem::structure::Structure;
use crate::relaxation::accelerated_gradient::{AcceleratedGradient, Evaluation};
use crate::relaxation::multiplier::Multipliers;
use crate::tuning::TUNING;
use rayon::prelude::*;

/// What the relaxation says.
pub struct LagrangianRelaxation {
    /// No roster costs less.
    pub bound: f64,
    /// By row of the program: its dual value.
    row_duals: Vec<f64>,
    /// By person, then by `day * duties + duty`: how often the duty is worked on average; `None` if it was stopped before any
    /// step.
    probabilities: Option<Vec<Vec<f64>>>,
    /// By person: what work costs because of what it uses up.
    resource_prices: Vec<ResourcePrices>,
}

impl LagrangianRelaxation {
    /// Relaxes a problem; works until `stop`. `None` if somebody has no line, or the networks would be too large.
    pub fn of(problem: &RosterProblem, structure: &Structure, stop: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        let tuning = &TUNING.relaxation;
        let multipliers = Multipliers::of(problem, structure);
        let network = |person: usize| {
            let (worker, priced) = (&problem.people[person], multipliers.priced_automaton(person));
            Network::state_space_relaxation(worker, problem.duties, problem.days, priced)
        };
        let networks: Vec<Option<Network>> = (0..problem.people.len()).into_par_iter().map(network).collect();
        let networks: Vec<Network> = networks.into_iter().collect::<Option<_>>()?;
        let everybody = || (0..problem.people.len()).into_par_iter();
        let mut at = vec![0.0; multipliers.bounds.len()];
        let value = |at: &[f64]| {
            let of = |person: usize| {
                let relaxed = multipliers.prices(person, at);
                least_cost(&networks[person], &relaxed.prices, problem.duties, relaxed.usage_price) - relaxed.constant
            };
            everybody().map(of).collect::<Vec<f64>>().into_iter().sum::<f64>() + multipliers.row_value(at)
        };
        let mut best = (value(&at), at.clone());
        let mut probabilities: Option<Vec<Vec<f64>>> = None;
        let mut temperature = tuning.first_temperature * multipliers.largest_row_multiplier();
        let (last, mut step) = (temperature * tuning.last_temperature, tuning.first_step);
        while temperature > last && !stop() {
            let smoothing_error = std::cell::Cell::new(f64::INFINITY);
            let mut values: Vec<f64> = Vec::new();
            let enough = |value: f64| {
                values.push(value);
                values.len() > tuning.stale_steps
                    && value - values[values.len() - 1 - tuning.stale_steps]
                        < tuning.stale_share * smoothing_error.get()
            };
            let level = AcceleratedGradient { bounds: &multipliers.bounds, start: &at, step };
            let maximised = level.maximise(enough, |at| {
                if stop() {
                    return None;
                }
                let of = |person: usize| {
                    let relaxed = multipliers.prices(person, at);
                    let smoothing = Smoothing { usage_price: relaxed.usage_price, temperature };
                    log_sum_exp(&networks[person], &relaxed.prices, problem.duties, smoothing)
                        .map(|average| (average, relaxed.constant))
                };
                let averages: Vec<_> = everybody().map(of).collect::<Vec<_>>().into_iter().collect::<Option<_>>()?;
                let rows = multipliers.row_value(at);
                let sharp = rows + averages.iter().map(|(average, constant)| average.least - constant).sum::<f64>();
                let smooth = rows + averages.iter().map(|(average, constant)| average.cost - constant).sum::<f64>();
                smoothing_error.set(sharp - smooth);
                if sharp > best.0 {
                    best = (sharp, at.to_vec());
                }
                let averages: Vec<_> = averages.into_iter().map(|(average, _)| average).collect();
                let gradient = multipliers.gradient(&averages);
                probabilities = Some(averages.into_iter().map(|average| average.probabilities).collect());
                Some(Evaluation { value: smooth, gradient })
            });
            at = maximised.point;
            temperature /= tuning.cooling;
            step = maximised.step / tuning.cooling;
        }
        let usage = |person: usize, constraint: usize| UsagePrice {
            constraint,
            price: multipliers.usage_price(person, &best.1),
        };
        let resource_prices = |person: usize| ResourcePrices {
            cells: multipliers.charges(person, &best.1).cells,
            usage: multipliers.priced_automaton(person).map(|constraint| usage(person, constraint)),
        };
        Some(LagrangianRelaxation {
            bound: best.0,
            row_duals: multipliers.row_duals(&best.1),
            probabilities,
            resource_prices: (0..problem.people.len()).map(resource_prices).collect(),
        })
    }

    /// Tells a structure the dual values and consumption profiles; nothing if it was stopped before any step.
    pub fn inform(self, problem: &RosterProblem, structure: &mut Structure) {
        let Some(probabilities) = self.probabilities else { return };
        let people = problem.people.iter().zip(probabilities).zip(self.resource_prices);
        let profile = |((worker, probabilities), prices): ((_, Vec<f64>), _)| {
            ConsumptionProfile::of(worker, problem.duties, &probabilities, prices)
        };
        structure.profiles = people.map(profile).collect();
        structure.row_duals = self.row_duals;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::small_problem::{DUTIES, best, problem};

    #[test]
    fn the_bound_of_a_relaxation_is_near_the_best_roster_and_never_above() {
        let problem = problem();
        let best = best(&problem);
        let relaxed = LagrangianRelaxation::of(&problem, &Structure::of(&problem), &|| false).expect("lines");
        assert!(relaxed.bound <= best + 0.000_001 && relaxed.bound >= 0.97 * best, "{} of {best}", relaxed.bound);
        // On average everybody keeps the limits that are priced.
        for probabilities in &relaxed.probabilities.expect("some steps") {
            let days: f64 = probabilities.iter().sum();
            assert!((1.9..=3.1).contains(&days), "{days}");
            let first: f64 = probabilities.iter().step_by(DUTIES).sum();
            assert!(first <= 2.1, "{first}");
        }
    }

    #[test]
    fn a_relaxation_that_had_no_time_changes_no_profile() {
        let problem = problem();
        let mut structure = Structure::of(&problem);
        let even: Vec<Vec<f64>> = structure.profiles.iter().map(|profile| profile.work.clone()).collect();
        let relaxed = LagrangianRelaxation::of(&problem, &structure, &|| true).expect("lines");
        assert!(relaxed.probabilities.is_none() && relaxed.bound.is_finite());
        relaxed.inform(&problem, &mut structure);
        assert_eq!(structure.profiles.iter().map(|profile| profile.work.clone()).collect::<Vec<_>>(), even);
    }
}
