//! What a simulation teaches about the requirement.

use super::simulated_plan::{SimulatedPlan, slack};
use planning::model::{Measure, Model, Observed, QueueTerms, Scope, ServiceKind, Target};
use planning::requirement::{corrected_target, steady_curve};
use planning::staffing::row_subject::averaging_spans;
use queueing::Curve;
use simulation::{Estimate, estimate};

/// What the next plan is asked for.
pub(super) struct Corrections {
    services: Vec<ServiceCorrection>,
    rounds: u32,
}

/// What is known of one service, by interval.
struct ServiceCorrection {
    /// Heads that the formula takes for more than they do: the mean of what the rounds showed.
    lost: Vec<f64>,
    /// Heads beyond that, where an interval was missed all the same.
    more: Vec<f64>,
    /// See [`Observed::margin`].
    margin: Vec<f64>,
}

impl Corrections {
    /// Nothing observed yet.
    pub fn new(model: &Model) -> Self {
        let aim = |intervals: usize| ServiceCorrection {
            lost: vec![0.0; intervals],
            more: vec![0.0; intervals],
            margin: vec![0.0; intervals],
        };
        Corrections { services: model.services.iter().map(|service| aim(service.volume.len())).collect(), rounds: 0 }
    }

    /// The model with what was observed, which is nothing before the first plan.
    pub fn told(&self, model: &Model) -> Model {
        let mut model = model.clone();
        for (service, aim) in model.services.iter_mut().zip(&self.services).filter(|_| self.rounds > 0) {
            let lost = aim.lost.iter().zip(&aim.more).map(|(lost, more)| lost + more).collect();
            service.observed = Observed { lost, margin: aim.margin.clone() };
        }
        model
    }

    /// Learns from the simulation of a plan.
    pub fn observe(&mut self, found: &SimulatedPlan) {
        self.rounds += 1;
        let news = f64::from(self.rounds + 1).recip();
        for (service, aim) in self.services.iter_mut().enumerate() {
            let ServiceKind::Queue(terms) = &found.case.model.services[service].kind else { continue };
            let Some(target) = main_target(terms) else { continue };
            for interval in 0..aim.lost.len() {
                if let Some(lost) = lost_heads(found, (service, interval), &target) {
                    aim.lost[interval] += news * (lost - aim.lost[interval]);
                }
            }
            let promises = found.promised(service);
            aim.insist(found, service, &promises);
            aim.raise(found, (service, corrected_target(terms)), &promises);
        }
    }
}

/// Heads by which a curve is moved at most, and the part of those on the floor.
const MOST: (f64, f64) = (2.0, 0.25);
/// Part of the contacts of an interval beyond which its curve is too flat to tell heads from contacts.
const FLAT: f64 = 0.97;

/// The target whose curve is compared with what was observed.
fn main_target(terms: &QueueTerms) -> Option<Target> {
    let counted = |target: &Target| !matches!(target.measure, Measure::Workload { .. });
    [terms.desired, terms.adequate].into_iter().flatten().find(counted)
}

/// Heads that the formula takes for more than they do: those there, less those with which it gives what was observed.
fn lost_heads(found: &SimulatedPlan, (service, interval): (usize, usize), target: &Target) -> Option<f64> {
    let contacts = found.case.model.services[service].volume[interval];
    let heads = found.coverage.supply[service][interval];
    let level = &found.simulated.results.services[service].intervals[interval];
    let seen = estimate(level, &target.measure, found.simulated.quantile);
    if contacts <= 0.0 || heads < 1.0 || !seen.mean.is_finite() {
        return None;
    }
    let curve = steady_curve(&found.case, service, interval, &target.measure)?;
    let gain = sign(target.measure) * seen.mean * contacts;
    let top = *curve.gain.last()? as f64 / 1000.0;
    let flat = |gain: f64| top - gain < (1.0 - FLAT) * contacts;
    if flat(gain) || flat(curve.at(heads)) {
        // All are served as promised, with these heads and with fewer: nothing is known but that it is enough.
        return None;
    }
    let most = MOST.0.max(MOST.1 * heads);
    Some((heads - with(&curve, gain)).clamp(-most, most))
}

/// Gains grow with heads: waits and losses are counted with a minus.
fn sign(measure: Measure) -> f64 {
    if matches!(measure, Measure::Answered { .. }) { 1.0 } else { -1.0 }
}

/// The heads with which a curve gains so much.
fn with(curve: &Curve, gain: f64) -> f64 {
    let thousandths = gain * 1000.0;
    let above = curve.gain.partition_point(|&entry| (entry as f64) < thousandths);
    let Some(low) = above.checked_sub(1) else { return f64::from(curve.first) };
    let Some(&high) = curve.gain.get(above) else { return f64::from(curve.first) + low as f64 };
    let base = curve.gain[low] as f64;
    f64::from(curve.first) + low as f64 + (thousandths - base) / (high as f64 - base)
}

/// Heads by which a missed interval is given more than its curve would ask for, at least.
const MORE: f64 = 0.5;

/// Part of half an interval of confidence by which a promise over a span is aimed higher: other customers will come.
const BEYOND: f64 = 0.5;

/// Part of the way from a promise to perfection, or from nothing to the promise, by which it is moved at most.
const ROOM: f64 = 0.8;

impl ServiceCorrection {
    /// Where an interval of its own target is missed all the same, more heads are asked for, round after round.
    /// As many as its curve asks for between what was found and what was promised, and at least a part of a head.
    fn insist(&mut self, found: &SimulatedPlan, service: usize, promises: &[(Target, Vec<Estimate>)]) {
        for (target, seen) in promises.iter().filter(|(target, _)| target.over == Scope::Interval) {
            for (interval, seen) in seen.iter().enumerate() {
                let lack = -slack(target, *seen);
                if lack > 0.0 {
                    let contacts = found.case.model.services[service].volume[interval];
                    let gain = sign(target.measure) * seen.mean * contacts;
                    let asked = steady_curve(&found.case, service, interval, &target.measure)
                        .map_or(MORE, |curve| with(&curve, gain + lack * contacts) - with(&curve, gain));
                    let most = MOST.0.max(MOST.1 * found.coverage.supply[service][interval]);
                    self.more[interval] += asked.clamp(MORE, most);
                }
            }
        }
    }

    /// Raises or lowers the promise over a span by what the moved curves say too much of the plan just played, so that they
    /// say of it what the lower limit of the simulation says, and a little less.
    fn raise(
        &mut self,
        found: &SimulatedPlan,
        (service, target): (usize, Option<&Target>),
        promises: &[(Target, Vec<Estimate>)],
    ) {
        let seen = promises.iter().find(|(promise, _)| Some(promise) == target);
        let Some((target, seen)) = seen else { return };
        let volume = &found.case.model.services[service].volume;
        for (day, span) in averaging_spans(&found.case.model, target.over, |interval| volume[interval] > 0.0) {
            let week = found.case.model.calendar.week(i64::from(day)) as usize;
            let place = match target.over {
                Scope::Day => day as usize,
                Scope::Week => week,
                Scope::Interval | Scope::Horizon => 0,
            };
            let above = slack(target, seen[place]) - BEYOND * seen[place].half;
            let contacts: f64 = span.iter().map(|&interval| volume[interval]).sum();
            let said: f64 = span.iter().map(|&interval| self.said(found, (service, interval), target)).sum();
            let goal = sign(target.measure) * target.measure.goal() * contacts;
            let margin = (said - goal) / contacts - above;
            if !margin.is_finite() {
                continue;
            }
            let room = match target.measure {
                Measure::Answered { share, .. } => [-share * ROOM, (1.0 - share) * ROOM],
                Measure::Wait { at_most } | Measure::Lost { at_most } => [-at_most * ROOM, at_most * ROOM],
                Measure::Workload { .. } => [0.0, 0.0],
            };
            let margin = margin.clamp(room[0], room[1]);
            span.iter().for_each(|&interval| self.margin[interval] = margin * volume[interval]);
        }
    }

    /// What the moved curve of an interval says of the plan just played.
    fn said(&self, found: &SimulatedPlan, (service, interval): (usize, usize), target: &Target) -> f64 {
        let Some(curve) = steady_curve(&found.case, service, interval, &target.measure) else { return 0.0 };
        curve.moved(self.lost[interval] + self.more[interval]).at(found.coverage.supply[service][interval])
    }
}
