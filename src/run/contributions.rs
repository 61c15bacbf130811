//! What each lever of a plan is worth: true plans with the first lever, the first two, and so on, and their differences.

use base::money::Money;
use mip::solver::Settings;
use planning::model::Case;
use planning::plan::Contributions;
use planning::solve::{Failure, plan_staffing, plan_with_levers};
use rayon::prelude::*;

/// Plans a case with more and more of its levers, within the time limit in all. `with` is the cost of the plan with all of them. The amounts add up to
/// the difference of the first and the last plan.
///
/// # Errors
/// See [`Failure`].
pub fn contributions(case: &Case, with: Money, settings: &Settings) -> Result<Contributions, Failure> {
    let all = &case.model.levers;
    let waves = all.len().div_ceil(rayon::current_num_threads()).max(1);
    let settings = &Settings { time_limit: settings.time_limit / waves as f64, watcher: None, ..settings.clone() };
    let mut costs = (0..all.len())
        .into_par_iter()
        .map(|count| {
            let mut some = case.clone();
            some.model.levers.truncate(count);
            let planned = if count == 0 { plan_staffing(some, settings) } else { plan_with_levers(some, settings) };
            planned.map(|planned| planned.ledger.total())
        })
        .collect::<Result<Vec<Money>, Failure>>()?;
    // A plan with fewer levers is one with more of them too, however soon a search was stopped.
    for count in 1..costs.len() {
        costs[count] = costs[count].min(costs[count - 1]);
    }
    let mut each = Vec::with_capacity(all.len());
    for (index, lever) in all.iter().enumerate() {
        let after = costs.get(index + 1).copied().unwrap_or(with);
        each.push((lever.id.clone(), costs[index] - after));
    }
    Ok(Contributions { without: costs.first().copied().unwrap_or(with), each, with })
}
