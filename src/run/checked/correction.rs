//! How the requirement is corrected by what a simulation of the plan shows.

use super::simulated_plan::{SimulatedPlan, slack};
use super::tuning::TUNING;
use planning::model::{Measure, Model, Observed, QueueTerms, Scope, ServiceKind, Target};
use planning::requirement::{corrected_target, steady_curve};
use planning::staffing::row_subject::averaging_spans;
use queueing::Curve;
use simulation::{Estimate, estimate};

/// Corrections of the requirement so far.
pub(super) struct Corrections {
    services: Vec<ServiceCorrection>,
    rounds: u32,
}

/// Corrections of one service, by interval.
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
        let correction = |intervals: usize| ServiceCorrection {
            lost: vec![0.0; intervals],
            more: vec![0.0; intervals],
            margin: vec![0.0; intervals],
        };
        Corrections {
            services: model.services.iter().map(|service| correction(service.volume.len())).collect(),
            rounds: 0,
        }
    }

    /// The model with the corrections, of which there are none before the first plan.
    pub fn applied_to(&self, model: &Model) -> Model {
        let mut model = model.clone();
        for (service, correction) in model.services.iter_mut().zip(&self.services).filter(|_| self.rounds > 0) {
            let lost = correction.lost.iter().zip(&correction.more).map(|(lost, more)| lost + more).collect();
            service.observed = Observed { lost, margin: correction.margin.clone() };
        }
        model
    }

    /// Learns from the simulation of a plan.
    pub fn observe(&mut self, found: &SimulatedPlan) {
        self.rounds += 1;
        let news = f64::from(self.rounds + 1).recip();
        for (service, correction) in self.services.iter_mut().enumerate() {
            let ServiceKind::Queue(terms) = &found.case.model.services[service].kind else { continue };
            let Some(target) = main_target(terms) else { continue };
            for interval in 0..correction.lost.len() {
                if let Some(lost) = lost_heads(found, (service, interval), &target) {
                    correction.lost[interval] += news * (lost - correction.lost[interval]);
                }
            }
            let promises = found.promised(service);
            correction.add_heads(found, service, &promises);
            correction.move_target(found, (service, corrected_target(terms)), &promises);
        }
    }
}

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
    let flat = |gain: f64| top - gain < (1.0 - TUNING.flat) * contacts;
    if flat(gain) || flat(curve.at(heads)) {
        // All are served as promised, with these heads and with fewer: nothing is known but that it is enough.
        return None;
    }
    let most = TUNING.most_heads.max(TUNING.most_heads_share * heads);
    Some((heads - heads_for(&curve, gain)).clamp(-most, most))
}

/// Gains grow with heads: waits and losses are counted with a minus.
fn sign(measure: Measure) -> f64 {
    if matches!(measure, Measure::Answered { .. }) { 1.0 } else { -1.0 }
}

/// The heads with which a curve gains so much.
fn heads_for(curve: &Curve, gain: f64) -> f64 {
    let thousandths = gain * 1000.0;
    let above = curve.gain.partition_point(|&entry| (entry as f64) < thousandths);
    let Some(low) = above.checked_sub(1) else { return f64::from(curve.first) };
    let Some(&high) = curve.gain.get(above) else { return f64::from(curve.first) + low as f64 };
    let base = curve.gain[low] as f64;
    f64::from(curve.first) + low as f64 + (thousandths - base) / (high as f64 - base)
}

impl ServiceCorrection {
    /// Where an interval of its own target is missed all the same, more heads are asked for, round after round.
    /// As many as its curve asks for between what was found and what was promised, and at least a part of a head.
    fn add_heads(&mut self, found: &SimulatedPlan, service: usize, promises: &[(Target, Vec<Estimate>)]) {
        for (target, seen) in promises.iter().filter(|(target, _)| target.over == Scope::Interval) {
            for (interval, seen) in seen.iter().enumerate() {
                let lack = -slack(target, *seen);
                if lack > 0.0 {
                    let contacts = found.case.model.services[service].volume[interval];
                    let gain = sign(target.measure) * seen.mean * contacts;
                    let asked = steady_curve(&found.case, service, interval, &target.measure)
                        .map_or(TUNING.least_more, |curve| {
                            heads_for(&curve, gain + lack * contacts) - heads_for(&curve, gain)
                        });
                    let most =
                        TUNING.most_heads.max(TUNING.most_heads_share * found.coverage.supply[service][interval]);
                    self.more[interval] += asked.clamp(TUNING.least_more, most);
                }
            }
        }
    }

    /// Raises or lowers the promise over a span by what the moved curves say too much of the plan just played, so that they
    /// say of it what the lower limit of the simulation says, and a little less.
    fn move_target(
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
            let above = slack(target, seen[place]) - TUNING.beyond_half_width * seen[place].half;
            let contacts: f64 = span.iter().map(|&interval| volume[interval]).sum();
            let predicted: f64 = span.iter().map(|&interval| self.predicted(found, (service, interval), target)).sum();
            let goal = sign(target.measure) * target.measure.goal() * contacts;
            let margin = (predicted - goal) / contacts - above;
            if !margin.is_finite() {
                continue;
            }
            let room = match target.measure {
                Measure::Answered { share, .. } => [-share * TUNING.most_margin, (1.0 - share) * TUNING.most_margin],
                Measure::Wait { at_most } | Measure::Lost { at_most } => {
                    [-at_most * TUNING.most_margin, at_most * TUNING.most_margin]
                }
                Measure::Workload { .. } => [0.0, 0.0],
            };
            let margin = margin.clamp(room[0], room[1]);
            span.iter().for_each(|&interval| self.margin[interval] = margin * volume[interval]);
        }
    }

    /// What the moved curve of an interval says of the plan just played.
    fn predicted(&self, found: &SimulatedPlan, (service, interval): (usize, usize), target: &Target) -> f64 {
        let Some(curve) = steady_curve(&found.case, service, interval, &target.measure) else { return 0.0 };
        curve.shifted(self.lost[interval] + self.more[interval]).at(found.coverage.supply[service][interval])
    }
}
