//! What the formulas of the steady state say of the same heads and the same customers.

use super::super::cover::level;
use crate::report::cover::ServiceLevel;
use planning::model::Case;
use planning::model::{Calendar, QueueTerms, Service, ServiceKind};
use planning::staffing::PlanCoverage;
use queueing::{InitialLoad, Segment, offered_load};

/// One formula's answer over a span, averaged over contacts.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Formula {
    /// Share answered in time; not a number where no target says what in time is.
    pub in_time: f64,
    /// Mean wait in minutes.
    pub wait: f64,
    /// Share that hangs up.
    pub lost: f64,
}

/// The formulas side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Formulas {
    /// Patient customers.
    pub erlang_c: Formula,
    /// Customers who hang up; `None` where nobody does.
    pub erlang_a: Option<Formula>,
    /// The load that is carried over between intervals, with the service's patience.
    pub carried: Formula,
}

/// Answers of each formula, by interval with contacts.
pub struct Steady {
    volume: Vec<f64>,
    levels: Vec<Option<[Option<ServiceLevel>; 3]>>,
}

impl Steady {
    /// Of a queue; `None` for deferrable work.
    pub fn of(case: &Case, coverage: &PlanCoverage, index: usize) -> Option<Self> {
        let (service, calendar) = (&case.model.services[index], &case.model.calendar);
        let ServiceKind::Queue(terms) = &service.kind else { return None };
        let patient = QueueTerms { patience: None, ..terms.clone() };
        let carried = carried(calendar, service);
        let levels = service.volume.iter().enumerate().map(|(interval, &volume)| {
            let heads = coverage.supply[index][interval];
            let handle = service.handle_in(interval);
            let load = volume * handle / f64::from(calendar.interval);
            let answer = |terms, load| level(service, terms, (load, handle), heads);
            (volume > 0.0).then(|| {
                let impatient = terms.patience.map(|_| answer(terms, load));
                [Some(answer(&patient, load)), impatient, Some(answer(terms, carried[interval]))]
            })
        });
        Some(Steady { levels: levels.collect(), volume: service.volume.clone() })
    }

    /// The formulas over some intervals; `None` where nobody comes.
    pub fn over(&self, intervals: impl Iterator<Item = usize> + Clone) -> Option<Formulas> {
        let mean = |which: usize| {
            let (mut contacts, mut sum) = (0.0, Formula { in_time: 0.0, wait: 0.0, lost: 0.0 });
            for interval in intervals.clone() {
                let Some(level) = self.levels[interval].as_ref().and_then(|levels| levels[which]) else { continue };
                let volume = self.volume[interval];
                contacts += volume;
                sum.in_time += volume * level.answered.unwrap_or(f64::NAN);
                sum.wait += volume * level.wait;
                sum.lost += volume * level.lost;
            }
            let Formula { in_time, wait, lost } = sum;
            (contacts > 0.0).then(|| Formula {
                in_time: in_time / contacts,
                wait: wait / contacts,
                lost: lost / contacts,
            })
        };
        Some(Formulas { erlang_c: mean(0)?, erlang_a: mean(1), carried: mean(2)? })
    }
}

/// Modified offered load of each interval in erlangs; the volumes of a valid model give one.
fn carried(calendar: &Calendar, service: &Service) -> Vec<f64> {
    let minutes = f64::from(calendar.interval);
    let segment = |volume: &f64| Segment { rate: volume / minutes, minutes, handle: service.handle };
    let segments: Vec<Segment> = service.volume.iter().map(segment).collect();
    let start = if calendar.wrap { InitialLoad::Cyclic } else { InitialLoad::At(0.0) };
    let loads = offered_load(&segments, start).unwrap_or_default();
    (0..segments.len()).map(|at| loads.get(at).map_or(f64::NAN, |load| load.mean)).collect()
}
