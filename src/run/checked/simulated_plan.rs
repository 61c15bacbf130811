//! A plan with its simulation, and how far each of its promises is kept in it.

use crate::run::Planned;
use base::tolerance::HEADS;
use mip::solver::Settings;
use planning::model::{Case, Measure, Scope, ServiceKind, Target};
use planning::requirement::case_after_levers;
use planning::staffing::PlanCoverage;
use simulation::{Estimate, Simulated, SimulationSettings, estimate, simulate};
use std::borrow::Cow;

/// A plan and what was found when it was played.
pub(super) struct SimulatedPlan {
    pub planned: Planned,
    /// The case that the plan answers with its lever settings.
    pub case: Case,
    pub coverage: PlanCoverage,
    pub simulated: Simulated,
}

impl SimulatedPlan {
    /// Plays a plan before customers of its round: a plan that is right only for some would be found out in the next.
    pub fn of(planned: Planned, effort: &SimulationSettings, round: usize, settings: &Settings) -> Self {
        let effort = SimulationSettings { seed: effort.seed.wrapping_add((round as u64) << 32), ..*effort };
        let simulated = simulate(&planned.case.model, &planned.plan, &effort, &|_| !settings.interrupted());
        // The judges of the plan have settled it before.
        let case =
            case_after_levers(&planned.case, &planned.plan).map_or_else(|_| planned.case.clone(), Cow::into_owned);
        let coverage = PlanCoverage::of(&case.model, &planned.plan);
        SimulatedPlan { planned, case, coverage, simulated }
    }

    /// The promises of a service without a price, and what was found in each of their spans; not a number where nobody
    /// comes, and in intervals in which the plan takes a shortage at its price.
    pub fn promised(&self, service: usize) -> Vec<(Target, Vec<Estimate>)> {
        let ServiceKind::Queue(terms) = &self.case.model.services[service].kind else { return Vec::new() };
        let spans = &self.simulated.results.services[service];
        let (supply, minimum) = (&self.coverage.supply[service], &self.case.requirements[service].minimum);
        let short = |interval: usize| supply[interval] < f64::from(minimum[interval]) - HEADS;
        let nothing = Estimate { mean: f64::NAN, half: f64::NAN };
        let targets = [terms.desired, terms.adequate].into_iter().flatten();
        targets
            .filter(|target| target.price.is_none() && !matches!(target.measure, Measure::Workload { .. }))
            .map(|target| {
                let found = |(span, level)| match target.over == Scope::Interval && short(span) {
                    true => nothing,
                    false => estimate(level, &target.measure, self.simulated.quantile),
                };
                (target, spans.of(target.over).iter().enumerate().map(found).collect())
            })
            .collect()
    }
}

/// How far a span is above its promise by the lower limit (for waits and losses: below it, by the upper limit). A single
/// interval counts as missed only if it surely is: of hundreds of short spans some lie below by chance.
pub(super) fn slack(target: &Target, found: Estimate) -> f64 {
    let limit = if target.over == Scope::Interval { -found.half } else { found.half };
    match target.measure {
        Measure::Answered { .. } => found.mean - limit - target.measure.goal(),
        _ => target.measure.goal() - found.mean - limit,
    }
}
