//! Services as streams of contacts: what arrives from outside, what levers move, where contacts go on to.

use crate::system::{ContactStream, Deferred, Route, StreamAdjustment};
use planning::effects::deadlines::due_interval;
use planning::effects::displacement::arrivals;
use planning::effects::flows::{active_links, volumes_from_outside};
use planning::effects::levers::{LeverEffects, in_range};
use planning::model::{AbandonmentTreatment, Measure, Model, Service, ServiceKind};
use planning::plan::{LeverEffect, StaffingPlan};
use queueing::distribution::RandomDuration;

/// The streams of all services, of a model before its pulls moved anything and after.
pub(super) fn streams(
    before: &Model,
    after: &Model,
    plan: &StaffingPlan,
    lever_effects: &LeverEffects,
) -> Vec<ContactStream> {
    let shifted = Shifted::of(before, after, plan);
    let stream = |(index, service): (usize, &Service)| {
        let (volume, taken) = match service.booking() {
            Some(_) => (vec![0.0; service.volume.len()], Vec::new()),
            None => shifted.split(after, index),
        };
        let adjustment =
            StreamAdjustment { work: work(service), taken, supplied: supplied(lever_effects, index, service) };
        let mut stream = stream(after, index);
        stream.volume = volume;
        stream.adjustment = adjustment;
        stream
    };
    after.services.iter().enumerate().map(stream).collect()
}

/// What pulls take from services and bring to them themselves, by service and interval: what follows through flows is not in
/// it, the simulation finds that.
struct Shifted {
    /// What comes from outside before any pull; `None` without flows, when everything does.
    outside: Option<Vec<Vec<f64>>>,
    out: Vec<Vec<f64>>,
    into: Vec<Vec<f64>>,
    made: Vec<Vec<f64>>,
}

impl Shifted {
    fn of(before: &Model, after: &Model, plan: &StaffingPlan) -> Self {
        let empty = vec![vec![0.0; after.calendar.intervals()]; after.services.len()];
        let volumes = || before.services.iter().map(|service| service.volume.clone()).collect::<Vec<_>>();
        let flows = active_links(before).next().is_some();
        let mut shifted = Shifted {
            outside: flows.then(|| volumes_from_outside(before, &volumes())),
            out: empty.clone(),
            into: empty.clone(),
            made: empty,
        };
        for setting in plan.lever_settings.iter().filter(|setting| in_range(before, setting)) {
            let (amount, at) = (setting.micro as f64 / 1e6, setting.interval);
            match setting.effect {
                LeverEffect::Out(service) => {
                    shifted.out[service][at] += amount;
                    for (other, interval, share) in arrivals(before, &before.levers[setting.lever], service, at) {
                        shifted.into[other][interval] += share * amount;
                    }
                }
                LeverEffect::In(service) => shifted.into[service][at] += amount,
                // Work that is done ahead arrives when it is done.
                LeverEffect::Made(service) => shifted.made[service][at] += amount,
                _ => {}
            }
        }
        shifted
    }

    /// Contacts of a service from outside, and the share of those from other stages that levers take, by interval. Whoever is
    /// asked to leave does not ask where the others come from: each arrival leaves with the same chance.
    fn split(&self, after: &Model, service: usize) -> (Vec<f64>, Vec<f64>) {
        let volume = &after.services[service].volume;
        let made = |interval: usize| self.made[service][interval];
        let Some(outside) = &self.outside else {
            return (volume.iter().enumerate().map(|(at, volume)| volume + made(at)).collect(), Vec::new());
        };
        let taken: Vec<f64> = (0..volume.len())
            .map(|at| {
                let out = self.out[service][at];
                let arriving = volume[at] + out - self.into[service][at];
                if out > 0.0 && arriving > 0.0 { (out / arriving).min(1.0) } else { 0.0 }
            })
            .collect();
        let from_outside =
            |at: usize| outside[service][at].max(0.0) * (1.0 - taken[at]) + self.into[service][at] + made(at);
        let volume = (0..volume.len()).map(from_outside).collect();
        (volume, if taken.iter().any(|share| *share > 0.0) { taken } else { Vec::new() })
    }
}

/// Factors on the work of a contact, where levers change it for some intervals.
fn work(service: &Service) -> Vec<f64> {
    if service.minutes.iter().all(|minutes| *minutes == 0.0) {
        return Vec::new();
    }
    (0..service.volume.len()).map(|at| (service.handle_in(at) / service.handle).max(0.0)).collect()
}

fn supplied(lever_effects: &LeverEffects, index: usize, service: &Service) -> Vec<(f64, f64)> {
    let supplied: Vec<(f64, f64)> = (0..service.volume.len()).map(|at| lever_effects.sent(index, at)).collect();
    if supplied.iter().all(|(contacts, _)| *contacts == 0.0) { Vec::new() } else { supplied }
}

fn stream(model: &Model, index: usize) -> ContactStream {
    let service = &model.services[index];
    let uses = |resource: &usize| model.resources[*resource].used_by.contains(&index);
    let chance = &service.chance;
    let (patience, within, ignored, deferred) = match &service.kind {
        // Who has an appointment does not queue; the booking process is played by itself.
        ServiceKind::Appointment(_) => (None, f64::INFINITY, true, None),
        ServiceKind::Queue(terms) => {
            let within =
                [terms.desired, terms.adequate].into_iter().flatten().find_map(|target| match target.measure {
                    Measure::Answered { within, .. } => Some(within),
                    _ => None,
                });
            let patience = terms.patience.map(|mean| RandomDuration { mean, distribution: chance.patience.clone() });
            (patience, within.unwrap_or(f64::INFINITY), terms.abandoned == AbandonmentTreatment::Ignored, None)
        }
        ServiceKind::Deferrable(work) => {
            let due = |interval: usize| (due_interval(&model.calendar, service, work.due, interval) + 1) as f64;
            let deferred = Deferred {
                due: (0..service.volume.len()).map(|at| due(at) * f64::from(model.calendar.interval)).collect(),
                backlog: work.backlog_start.round() as u32,
            };
            (None, f64::INFINITY, false, Some(deferred))
        }
    };
    let length = f64::from(model.calendar.interval);
    let routes = active_links(model).filter(|link| link.from == index).map(|link| Route {
        to: link.to,
        share: link.share,
        delays: link.delays.iter().map(|&(delay, part)| (f64::from(delay) * length, part)).collect(),
    });
    ContactStream {
        id: service.id.clone(),
        volume: Vec::new(),
        day_spread: chance.day_spread,
        handle: RandomDuration { mean: service.handle, distribution: chance.handle.clone() },
        patience,
        retry: chance.retry,
        priority: chance.priority,
        within,
        ignored,
        resources: (0..model.resources.len()).filter(uses).collect(),
        deferred,
        open: service.open.clone(),
        adjustment: StreamAdjustment::default(),
        routes: routes.collect(),
    }
}
