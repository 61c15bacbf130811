//! Lever settings of a point, in millionths of their units.

use crate::effects::levers::LeverEffects;
use crate::model::Case;
use crate::plan::{LeverEffect, LeverSetting, StaffingPlan};
use crate::staffing::builder::StaffingBuilder;
use mip::Variable;
use std::collections::BTreeMap;

/// The lever settings of a point, switches included.
pub(super) fn lever_settings(
    case: &Case,
    builder: &StaffingBuilder,
    value: &dyn Fn(Variable) -> f64,
) -> Vec<LeverSetting> {
    let switched =
        (0..case.model.levers.len()).filter(|&lever| builder.lever_decisions.on.get(lever).copied().unwrap_or(false));
    let on = switched.map(|lever| LeverSetting { lever, effect: LeverEffect::On, interval: 0, micro: 1_000_000 });
    let settings = builder.lever_settings.iter().map(|(&(lever, effect, interval), &variable)| {
        let micro = (value(variable) * 1e6).round() as u64;
        // A column that counts whole people or switches is a whole number but for the solver's tolerance.
        let whole = matches!(
            effect,
            LeverEffect::On
                | LeverEffect::Borrowed(_)
                | LeverEffect::Lent(_)
                | LeverEffect::Longer(_)
                | LeverEffect::Shorter(_)
                | LeverEffect::ThingsBorrowed(_)
                | LeverEffect::ThingsLent(_)
        );
        let micro = if whole { (micro + 500_000) / 1_000_000 * 1_000_000 } else { micro };
        LeverSetting { lever, effect, interval, micro }
    });
    let mut lever_settings: Vec<LeverSetting> = on.chain(settings.filter(|setting| setting.micro > 0)).collect();
    lever_settings.sort_unstable();
    lever_settings
}

/// What lever settings add (below zero: take away), by team or resource and interval, in millionths.
#[derive(Default)]
pub(super) struct LeverTransfers {
    /// Heads of a team, after shrinkage.
    pub heads: BTreeMap<(usize, usize), i64>,
    /// Things of a resource.
    pub things: BTreeMap<(usize, usize), i64>,
}

impl LeverTransfers {
    /// What these settings add.
    pub fn of(case: &Case, lever_settings: &[LeverSetting]) -> Self {
        let plan = StaffingPlan { lever_settings: lever_settings.to_vec(), ..StaffingPlan::default() };
        let settings = LeverEffects::of(&case.model, &plan);
        let intervals = case.model.calendar.intervals();
        let cells = |owners: usize, amount: &dyn Fn(usize, usize) -> f64| {
            let places = (0..owners).flat_map(|owner| (0..intervals).map(move |at| (owner, at)));
            let micro = places.map(|(owner, at)| ((owner, at), (amount(owner, at) * 1e6).round() as i64));
            micro.filter(|(_, micro)| *micro != 0).collect()
        };
        LeverTransfers {
            heads: cells(case.model.teams.len(), &|team, at| settings.joined(team, at)),
            things: cells(case.model.resources.len(), &|resource, at| settings.things(resource, at)),
        }
    }
}
