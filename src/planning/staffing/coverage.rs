//! How many people a plan has present and at work, counted minute by minute for the judges. Reads the plan alone.

use crate::effects::levers::LeverEffects;
use crate::model::Model;
use crate::plan::{StaffingPlan, WorkedShift};
use base::tolerance::MICRO_HEAD;

/// Presence and supply of a plan on the planning grid: what it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCoverage {
    /// Minutes present (rostered, not on break), by team and interval, before shrinkage.
    pub present: Vec<Vec<u64>>,
    /// Effective heads, after shrinkage and efficiency, by service and interval.
    pub supply: Vec<Vec<f64>>,
    /// Heads at work, after shrinkage, before efficiency, by service and interval, in millionths.
    pub serving: Vec<Vec<u64>>,
    /// What levers do.
    pub lever_effects: LeverEffects,
}

impl PlanCoverage {
    /// Counts a plan.
    pub fn of(model: &Model, plan: &StaffingPlan) -> Self {
        let intervals = model.calendar.intervals();
        let (horizon, length) = (model.calendar.minutes(), i64::from(model.calendar.interval));
        let mut present = vec![vec![0; intervals]; model.teams.len()];
        for person in &plan.people {
            for minute in person.shifts.iter().flat_map(minutes_present) {
                let minute = if model.calendar.wrap { minute.rem_euclid(horizon) } else { minute };
                if (0..horizon).contains(&minute) {
                    present[person.team][(minute / length) as usize] += 1;
                }
            }
        }
        let mut supply = vec![vec![0.0; intervals]; model.services.len()];
        let mut serving = vec![vec![0; intervals]; model.services.len()];
        for share in &plan.work {
            let efficiency = model.teams[share.team]
                .skills
                .iter()
                .find(|(service, _)| *service == share.service)
                .map_or(0.0, |&(_, efficiency)| efficiency);
            supply[share.service][share.interval] += share.micro_heads as f64 * MICRO_HEAD * efficiency;
            serving[share.service][share.interval] += share.micro_heads;
        }
        let lever_effects = LeverEffects::of(model, plan);
        for (service, supply) in supply.iter_mut().enumerate() {
            supply
                .iter_mut()
                .enumerate()
                .for_each(|(interval, heads)| *heads += lever_effects.hired(service, interval));
        }
        PlanCoverage { present, supply, serving, lever_effects }
    }
}

/// The elapsed minutes of a shift outside its breaks.
fn minutes_present(shift: &WorkedShift) -> impl Iterator<Item = i64> + '_ {
    let on_break =
        |offset: u32| shift.breaks.iter().any(|rest| (rest.begin..rest.begin + rest.length).contains(&offset));
    (0..shift.span).filter(move |&offset| !on_break(offset)).map(|offset| shift.start + i64::from(offset))
}
