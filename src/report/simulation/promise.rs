//! Whether promises hold, as far as a simulation can tell.

use super::super::promise::text;
use planning::model::{Measure, Model, ServiceKind, Target};
use simulation::{Estimate, Simulated, estimate};

/// What the interval of a span says about a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It lies on the good side as a whole.
    Yes,
    /// It lies on the bad side as a whole.
    No,
    /// The promise lies inside it.
    Perhaps,
}

/// One target and what became of it in each of its spans.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PromiseKept {
    /// `desired` or `adequate`.
    pub level: &'static str,
    /// `80 % in 20 s, day`.
    pub text: String,
    /// The target.
    pub target: Target,
    /// Spans with contacts in which it surely holds, surely does not, or may.
    pub spans: [usize; 3],
    /// Over the horizon.
    pub all: Estimate,
}

/// Whether a value keeps a promise.
pub fn holds(measure: &Measure, found: Estimate) -> Holds {
    let goal = measure.goal();
    let (good, bad) = match measure {
        Measure::Answered { .. } => (found.low() >= goal, found.high() < goal),
        _ => (found.high() <= goal, found.low() > goal),
    };
    match (good, bad) {
        (true, _) => Holds::Yes,
        (_, true) => Holds::No,
        _ => Holds::Perhaps,
    }
}

/// The targets of a service, desired first; plain workload is no matter of chance.
pub fn kept(model: &Model, simulated: &Simulated, service: usize) -> Vec<PromiseKept> {
    let ServiceKind::Queue(terms) = &model.services[service].kind else { return Vec::new() };
    let spans = &simulated.results.services[service];
    let judged = |(level, target): (&'static str, Option<Target>)| {
        let target = target.filter(|target| !matches!(target.measure, Measure::Workload { .. }))?;
        let found = |level| estimate(level, &target.measure, simulated.quantile);
        let mut counts = [0; 3];
        for found in spans.of(target.over).iter().map(found).filter(|found| !found.mean.is_nan()) {
            counts[holds(&target.measure, found) as usize] += 1;
        }
        Some(PromiseKept { level, text: text(&target), target, spans: counts, all: found(&spans.all) })
    };
    [("desired", terms.desired), ("adequate", terms.adequate)].into_iter().filter_map(judged).collect()
}
