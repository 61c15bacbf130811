//! The requirement after levers: of a plan with its settings, and linearised around them where settings are free.

use super::requirement;
use crate::effects::displacement::arrivals;
use crate::effects::flows::onward_arrivals;
use crate::effects::levers::{LeverEffects, model_at_settings, model_with_switches};
use crate::model::Case;
use crate::model::{Model, ServiceKind};
use crate::plan::StaffingPlan;
use crate::requirement::linearisation::linearisations;
use base::diagnostic::{Diagnostic, Diagnostics};
use std::borrow::Cow;

/// The case that a plan answers with its lever settings: other volumes, handle times and promises, and the requirements of those. The
/// same case where no lever is used.
///
/// # Errors
/// The levers leave a promise that no number of heads can keep.
pub fn case_after_levers<'a>(case: &'a Case, plan: &StaffingPlan) -> Result<Cow<'a, Case>, Diagnostics> {
    if plan.lever_settings.is_empty() {
        return Ok(Cow::Borrowed(case));
    }
    requirement(model_at_settings(&case.model, &LeverEffects::of(&case.model, plan))).map(Cow::Owned)
}

/// The case with the promises and processes of the levers that are on, and with the requirements of the volumes that a
/// plan's settings leave.
///
/// # Errors
/// See [`case_after_levers`].
pub fn case_at_settings(model: &Model, on: &[bool], plan: &StaffingPlan) -> Result<Case, Diagnostics> {
    let mut lever_effects = LeverEffects::of(model, plan);
    lever_effects.on = on.to_vec();
    let Case { requirements, .. } = requirement(model_at_settings(model, &lever_effects))?;
    Ok(Case { model: model_with_switches(model, on), requirements })
}

/// The same, each need with how it follows volume and work.
///
/// # Errors
/// See [`case_after_levers`].
pub fn linearised_case(model: &Model, on: &[bool], plan: &StaffingPlan) -> Result<Case, Diagnostics> {
    let mut lever_effects = LeverEffects::of(model, plan);
    lever_effects.on = on.to_vec();
    let mut there = model_at_settings(model, &lever_effects);
    let reached = reached_intervals(model);
    let mut stand_ins = Vec::with_capacity(reached.len());
    for (service, reached) in there.services.iter_mut().zip(&reached) {
        let few = |&interval: &usize| reached[interval] && service.volume[interval] < FEW;
        let empty: Vec<usize> = (0..reached.len()).filter(few).collect();
        let mut stand_in = vec![false; reached.len()];
        for interval in empty {
            service.volume[interval] = STAND_IN;
            if let Some(minutes) = service.minutes.get_mut(interval) {
                *minutes = 0.0;
            }
            stand_in[interval] = true;
        }
        stand_ins.push(stand_in);
    }
    let Case { model: there, mut requirements } = requirement(there)?;
    let mut problems = Diagnostics::default();
    for (index, (service, need)) in there.services.iter().zip(&mut requirements).enumerate() {
        if !matches!(service.kind, ServiceKind::Queue(_)) || !reached[index].contains(&true) {
            continue;
        }
        match linearisations(service, need, &reached[index], &stand_ins[index]) {
            Ok(found) => need.linearisations = found,
            Err(cause) => problems.push(Diagnostic::error(
                "impossible-promise",
                format!("no number of heads keeps the promise of service {}: {cause}", service.id),
                "lower the target, or check volume and handle time",
            )),
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(Case { model: model_with_switches(model, on), requirements }) }
}

/// Contacts below which a curve says nothing about more of them.
const FEW: f64 = 0.01;

/// Contacts whose curve then stands for those to come.
const STAND_IN: f64 = 1.0;

/// The intervals of each service whose volume or work some lever may change.
fn reached_intervals(model: &Model) -> Vec<Vec<bool>> {
    let mut reached = vec![vec![false; model.calendar.intervals()]; model.services.len()];
    for lever in &model.levers {
        for place in lever.from.iter().chain(&lever.to) {
            for &interval in &place.intervals {
                reached[place.service][interval] = true;
                for (other, at, _) in arrivals(model, lever, place.service, interval) {
                    reached[other][at] = true;
                }
            }
        }
    }
    let mut fresh: Vec<(usize, usize)> = (0..reached.len())
        .flat_map(|service| (0..reached[service].len()).map(move |interval| (service, interval)))
        .filter(|&(service, interval)| reached[service][interval])
        .collect();
    // Whichever flows a lever starts or stops: an interval too many only costs time.
    while let Some((service, interval)) = fresh.pop() {
        for link in model.flows.iter().flat_map(|flow| &flow.links).filter(|link| link.from == service) {
            for (at, _) in onward_arrivals(model, link, interval) {
                if !std::mem::replace(&mut reached[link.to][at], true) {
                    fresh.push((link.to, at));
                }
            }
        }
    }
    reached
}
