//! What a simulation teaches about the requirement.

use super::{Planned, excess, promised};
use crate::model::{Kind, Measure, QueueTerms, Scope, Target};
use crate::need::{Observed, steady_curve};
use crate::problem::Case;
use crate::problem::balance::Facts;
use crate::problem::balance::about::groups;
use crate::requirement::Curve;
use crate::simulate::{Estimate, Simulated, estimate};

/// What the next plan is asked for.
pub(super) struct Aims {
    observed: Vec<Observed>,
    rounds: u32,
}

impl Aims {
    /// Nothing observed yet.
    pub fn new(case: &Case) -> Self {
        let of = |intervals: usize| Observed { lost: vec![0.0; intervals], margin: vec![0.0; intervals] };
        Aims { observed: case.model.services.iter().map(|service| of(service.volume.len())).collect(), rounds: 0 }
    }

    /// What was observed, after the first plan.
    pub fn observed(&self) -> Option<&[Observed]> {
        (self.rounds > 0).then_some(&self.observed)
    }
}

/// Part of what a later round observes that is believed; the first is believed as a whole.
const NEWS: f64 = 0.5;
/// Heads by which a curve is moved at most, and the part of those on the floor.
const MOST: (f64, f64) = (2.0, 0.25);
/// Part of the contacts of an interval beyond which its curve is too flat to tell heads from contacts.
const FLAT: f64 = 0.97;

/// Learns from the simulation of a plan.
pub(super) fn observe(aims: &mut Aims, case: &Case, planned: &Planned, simulated: &Simulated) {
    let facts = Facts::of(&case.model, &planned.plan);
    let news = if aims.rounds == 0 { 1.0 } else { NEWS };
    for (service, observed) in aims.observed.iter_mut().enumerate() {
        let Kind::Queue(terms) = &case.model.services[service].kind else { continue };
        let Some(target) = main_target(terms) else { continue };
        for interval in 0..observed.lost.len() {
            let heads = facts.supply[service][interval];
            if let Some(lost) = lost(case, (service, interval), &target, heads, simulated) {
                observed.lost[interval] += news * (lost - observed.lost[interval]);
            }
        }
        let promises = promised(planned, simulated, service);
        insist(&promises, observed);
        raise(case, service, &promises, observed);
    }
    aims.rounds += 1;
}

/// The target whose curve is compared with what was observed.
fn main_target(terms: &QueueTerms) -> Option<Target> {
    let counted = |target: &Target| !matches!(target.measure, Measure::Workload { .. });
    [terms.desired, terms.adequate].into_iter().flatten().find(counted)
}

/// Heads that the formula takes for more than they do: those there, less those with which it gives what was observed.
fn lost(
    case: &Case,
    (service, interval): (usize, usize),
    target: &Target,
    heads: f64,
    simulated: &Simulated,
) -> Option<f64> {
    let contacts = case.model.services[service].volume[interval];
    let found = estimate(&simulated.results.services[service].intervals[interval], &target.measure, simulated.quantile);
    if contacts <= 0.0 || heads < 1.0 || !found.mean.is_finite() {
        return None;
    }
    let curve = steady_curve(case, service, interval, &target.measure)?;
    let sign = if matches!(target.measure, Measure::Answered { .. }) { 1.0 } else { -1.0 };
    let gain = sign * found.mean * contacts;
    let top = *curve.gain.last()? as f64 / 1000.0;
    let flat = |gain: f64| top - gain < (1.0 - FLAT) * contacts;
    if flat(gain) || flat(curve.at(heads)) {
        // All are served as promised, with these heads and with fewer: nothing is known but that it is enough.
        return None;
    }
    let most = MOST.0.max(MOST.1 * heads);
    Some((heads - with(&curve, gain)).clamp(-most, most))
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

/// Heads by which a missed interval is given more than its curve would ask for.
const MORE: f64 = 0.5;

/// Where an interval of its own target is missed all the same, more heads are asked for, round after round.
fn insist(promises: &[(Target, Vec<Estimate>)], observed: &mut Observed) {
    for (target, found) in promises.iter().filter(|(target, _)| target.over == Scope::Interval) {
        for (interval, found) in found.iter().enumerate() {
            if excess(target, *found) < 0.0 {
                observed.lost[interval] += MORE;
            }
        }
    }
}

/// Raises a desired target over a span by what its lower limit lacks, or lowers it by what it has too much.
fn raise(case: &Case, service: usize, promises: &[(Target, Vec<Estimate>)], observed: &mut Observed) {
    let Kind::Queue(terms) = &case.model.services[service].kind else { return };
    let volume = &case.model.services[service].volume;
    let of_desired = |(target, _): &&(Target, _)| Some(*target) == terms.desired && target.over != Scope::Interval;
    let Some((target, found)) = promises.iter().find(of_desired) else { return };
    let spans = groups(&case.model, target.over, |interval| volume[interval] > 0.0);
    for (day, span) in spans {
        let week = case.model.calendar.week(i64::from(day)) as usize;
        let place = match target.over {
            Scope::Day => day as usize,
            Scope::Week => week,
            Scope::Interval | Scope::Horizon => 0,
        };
        let lack = -excess(target, found[place]);
        if !lack.is_finite() {
            continue;
        }
        let contacts: f64 = span.iter().map(|&interval| volume[interval]).sum();
        let room = match target.measure {
            Measure::Answered { share, .. } => (1.0 - share) * ROOM,
            Measure::Wait { at_most } | Measure::Lost { at_most } => at_most * ROOM,
            Measure::Workload { .. } => 0.0,
        };
        let before: f64 = span.iter().map(|&interval| observed.margin[interval]).sum::<f64>() / contacts;
        let raised = (before + lack).clamp(-room, room);
        span.iter().for_each(|&interval| observed.margin[interval] = raised * volume[interval]);
    }
}

/// Part of the way from a promise to perfection by which it is raised at most.
const ROOM: f64 = 0.8;
