//! How far levers are pulled, in millionths.

use super::super::pulled::Pulled;
use super::super::sheet::Sheet;
use crate::mip::Variable;
use crate::plan::{Effect, Pull, StaffingPlan};
use crate::problem::case::Case;
use std::collections::BTreeMap;

/// The pulls of a point, those that are on or off included.
pub(super) fn pulls(case: &Case, sheet: &Sheet, value: &dyn Fn(Variable) -> f64) -> Vec<Pull> {
    let switched = (0..case.model.levers.len()).filter(|&lever| sheet.choice.on.get(lever).copied().unwrap_or(false));
    let on = switched.map(|lever| Pull { lever, effect: Effect::On, interval: 0, micro: 1_000_000 });
    let pulled = sheet.pulls.iter().map(|(&(lever, effect, interval), &variable)| {
        let micro = (value(variable) * 1e6).round() as u64;
        // A column that counts whole people or switches is a whole number but for the solver's tolerance.
        let whole = matches!(
            effect,
            Effect::On | Effect::Borrowed(_) | Effect::Lent(_) | Effect::Longer(_) | Effect::Shorter(_)
        );
        let micro = if whole { (micro + 500_000) / 1_000_000 * 1_000_000 } else { micro };
        Pull { lever, effect, interval, micro }
    });
    let mut pulls: Vec<Pull> = on.chain(pulled.filter(|pull| pull.micro > 0)).collect();
    pulls.sort_unstable();
    pulls
}

/// Heads that pulls add to a team (below zero: take) in an interval, after shrinkage, in millionths.
pub(super) fn joined(case: &Case, pulls: &[Pull]) -> BTreeMap<(usize, usize), i64> {
    let plan = StaffingPlan { pulls: pulls.to_vec(), ..StaffingPlan::default() };
    let pulled = Pulled::of(&case.model, &plan);
    let cells =
        (0..case.model.teams.len()).flat_map(|team| (0..case.model.calendar.intervals()).map(move |at| (team, at)));
    cells
        .filter_map(|(team, interval)| {
            let micro = (pulled.joined(team, interval) * 1e6).round() as i64;
            (micro != 0).then_some(((team, interval), micro))
        })
        .collect()
}
