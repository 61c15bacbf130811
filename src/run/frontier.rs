//! Least cost against service level: one plan for each level of a promise, each begun from its neighbour's.

use base::diagnostic::{Diagnostic, Diagnostics};
use mip::solver::Settings;
use planning::model::Case;
use planning::model::{Measure, Model, ServiceKind};
use planning::requirement::requirement;
use planning::solve::{Failure, Planned, plan_staffing_from, plan_with_levers};
use rayon::prelude::*;

/// One level and its plan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FrontierPoint {
    /// The share that is promised.
    pub share: f64,
    /// Its plan, or why there is none.
    pub plan: Result<Planned, Failure>,
}

/// All levels from low to high.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Frontier {
    /// Id of the service.
    pub service: String,
    /// ISO 4217 code.
    pub currency: String,
    /// The levels.
    pub points: Vec<FrontierPoint>,
    /// The level after which the promise becomes dear: the point farthest below the line between the ends.
    pub knee: Option<usize>,
}

/// Plans of `steps` shares from one to another, promised by the desired target of a service.
///
/// # Errors
/// No such service, or it promises no share; a share that no number of heads reaches.
pub fn frontier(
    model: &Model,
    service: &str,
    (from, to): (f64, f64),
    steps: usize,
    settings: &Settings,
) -> Result<Frontier, Diagnostics> {
    let index = service_with_share(model, service)?;
    let share = |step: usize| from + (to - from) * step as f64 / (steps.max(2) - 1) as f64;
    let cases = (0..steps)
        .map(|step| requirement(at(model, index, share(step))))
        .collect::<Result<Vec<Case>, Diagnostics>>()?;
    // As many chains of neighbours as there are threads, from high to low: a plan for more keeps a promise of less.
    let length = steps.div_ceil(rayon::current_num_threads().max(1)).max(1);
    let chains: Vec<Vec<usize>> =
        (0..steps).collect::<Vec<_>>().chunks(length).map(|chain| chain.iter().rev().copied().collect()).collect();
    let mut points: Vec<FrontierPoint> = chains
        .par_iter()
        .flat_map_iter(|chain| {
            let mut start: Option<Vec<f64>> = None;
            chain
                .iter()
                .map(|&step| FrontierPoint {
                    share: share(step),
                    plan: plan(cases[step].clone(), settings, &mut start),
                })
                .collect::<Vec<_>>()
        })
        .collect();
    points.sort_by(|one, other| one.share.total_cmp(&other.share));
    let knee = knee(&points);
    Ok(Frontier { service: service.to_owned(), currency: model.currency.clone(), points, knee })
}

fn plan(case: Case, settings: &Settings, start: &mut Option<Vec<f64>>) -> Result<Planned, Failure> {
    if !case.model.levers.is_empty() {
        return plan_with_levers(case, settings);
    }
    let (planned, point) = plan_staffing_from(case, settings, start.as_deref())?;
    *start = Some(point);
    Ok(planned)
}

fn service_with_share(model: &Model, id: &str) -> Result<usize, Diagnostics> {
    if !model.employees.is_empty() {
        let help = "name a model whose heads have no names";
        return Err(Diagnostic::error("no-frontier", "a frontier is of heads, and people have names here", help).into());
    }
    let with_share: Vec<(usize, &str)> = model
        .services
        .iter()
        .enumerate()
        .filter(|(_, service)| {
            let ServiceKind::Queue(terms) = &service.kind else { return false };
            terms.desired.is_some_and(|desired| matches!(desired.measure, Measure::Answered { .. }))
        })
        .map(|(index, service)| (index, service.id.as_str()))
        .collect();
    if let Some((index, _)) = with_share.iter().find(|(_, known)| *known == id) {
        return Ok(*index);
    }
    let known: Vec<&str> = with_share.iter().map(|(_, id)| *id).collect();
    let message = format!("no service \"{id}\" promises a share answered in time");
    let help = match known.as_slice() {
        [] => "give a service `desired = { share = ..., within = ... }`".to_owned(),
        known => format!("write one of {}", known.join(", ")),
    };
    Err(Diagnostic::error("no-frontier", message, help).into())
}

/// The model with another share; an adequate share above it comes down with it.
fn at(model: &Model, index: usize, share: f64) -> Model {
    let mut model = model.clone();
    if let ServiceKind::Queue(terms) = &mut model.services[index].kind {
        for target in [&mut terms.desired, &mut terms.adequate].into_iter().flatten().enumerate() {
            if let (number, Measure::Answered { share: promised, .. }) = (target.0, &mut target.1.measure) {
                *promised = if number == 0 { share } else { promised.min(share) };
            }
        }
    }
    model
}

/// The point farthest below the straight line from the first to the last plan, both axes from 0 to 1.
fn knee(points: &[FrontierPoint]) -> Option<usize> {
    let known: Vec<(usize, f64, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.share, point.plan.as_ref().ok()?.ledger.total().major())))
        .collect();
    let (first, last) = (known.first()?, known.last()?);
    let (wide, high) = (last.1 - first.1, last.2 - first.2);
    if wide <= 0.0 || high <= 0.0 {
        return None;
    }
    let below = |point: &&(usize, f64, f64)| (point.1 - first.1) / wide - (point.2 - first.2) / high;
    let knee = known.iter().max_by(|one, other| below(one).total_cmp(&below(other)))?;
    (below(&knee) > 0.0).then_some(knee.0)
}
