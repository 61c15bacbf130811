//! The simulated system of a model and its plan, and what the simulation must estimate precisely.

use super::{day_blocks, people, streams};
use crate::replicate::Goal;
use crate::system::System;
use planning::effects::levers::{LeverEffects, model_at_settings, model_with_switches};
use planning::model::{Measure, Model, Scope, Service, ServiceKind};
use planning::plan::StaffingPlan;

/// The world in which a plan is played, its levers pulled as far as it pulls them.
pub fn system(model: &Model, plan: &StaffingPlan) -> System {
    let lever_effects = LeverEffects::of(model, plan);
    let (before, after) = (model_with_switches(model, &lever_effects.on), model_at_settings(model, &lever_effects));
    let calendar = &model.calendar;
    let people = people::people(&after, plan);
    System {
        interval: f64::from(calendar.interval),
        blocks: day_blocks::day_blocks(&after, &people.shifts),
        days: (0..=i64::from(calendar.days)).map(|day| calendar.minute(day, 0) as f64).collect(),
        weeks: (0..calendar.days).map(|day| calendar.week(i64::from(day)) as usize).collect(),
        services: streams::streams(&before, &after, plan, &lever_effects),
        teams: people.groups,
        shifts: people.shifts,
        secondments: people.secondments,
        resources: after.resources.iter().zip(&plan.resources).map(|(_, &count)| count).collect(),
        wrap: calendar.wrap,
    }
}

/// What the simulation must be sure about, where levers leave it: of each queue the desired target, else the adequate one, else
/// the mean wait of each day against the handle time; of deferrable work the share done in time.
pub fn goals(model: &Model, plan: &StaffingPlan) -> Vec<Goal> {
    let goal = |(service, of): (usize, &Service)| {
        let ServiceKind::Queue(terms) = &of.kind else {
            return Goal { service, measure: Measure::Answered { share: 1.0, within: 0.0 }, over: Scope::Horizon };
        };
        let counted = |measure: &Measure| !matches!(measure, Measure::Workload { .. });
        let target = [terms.desired, terms.adequate].into_iter().flatten().find(|target| counted(&target.measure));
        let plain = Goal { service, measure: Measure::Wait { at_most: of.handle }, over: Scope::Day };
        target.map_or(plain, |target| Goal { service, measure: target.measure, over: target.over })
    };
    model_with_switches(model, &LeverEffects::of(model, plan).on).services.iter().enumerate().map(goal).collect()
}
