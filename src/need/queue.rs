//! What a queue needs: heads for its promises, and curves for those that give and take between intervals.

use crate::model::{self, Calendar, LoadModel, Measure, QueueTerms, Scope, Service, Target};
use crate::problem::Need;
use crate::problem::case::TargetCurves;
use crate::requirement::{
    Abandoned, Curve, Envelope, Promise, Queue, Segment, StaffingError, Start, offered_load, staffing,
};
use rayon::prelude::*;

/// The need of a service with these terms.
///
/// # Errors
/// See [`StaffingError`].
pub(super) fn need(calendar: &Calendar, service: &Service, terms: &QueueTerms) -> Result<Need, StaffingError> {
    let load = load(calendar, service, terms)?;
    let occupancy = terms.occupancy.map(|at_most| Promise::Occupancy { at_most });
    let of = |target: &Target| promise(target.measure, terms.abandoned);
    let every_interval = |target: &&Target| target.over == Scope::Interval && target.price.is_none();
    let floor_promises: Vec<Promise> = terms
        .adequate
        .iter()
        .filter(|target| target.over == Scope::Interval)
        .chain(terms.desired.iter().filter(every_interval))
        .map(of)
        .chain(occupancy)
        .collect();
    let desired_promises: Vec<Promise> = terms.desired.iter().map(of).chain(occupancy).collect();
    let heads = |promises: &[Promise]| -> Result<Vec<u32>, StaffingError> {
        (0..load.len())
            .into_par_iter()
            .map(|interval| match (service.open[interval], service.volume[interval] > 0.0) {
                (false, _) => Ok(0),
                (true, true) if !promises.is_empty() => {
                    Ok(staffing(&queue(service, terms, load[interval]), promises)?.max(service.minimum))
                }
                (true, _) => Ok(service.minimum),
            })
            .collect()
    };
    let floor = heads(&floor_promises)?;
    let desired = heads(&desired_promises)?.iter().zip(&floor).map(|(desired, floor)| *desired.max(floor)).collect();
    let averaged = |target: &&Target| !every_interval(target) && !matches!(target.measure, Measure::Workload { .. });
    let adequate = terms.adequate.iter().filter(averaged).map(|target| (false, target));
    let curves = terms
        .desired
        .iter()
        .filter(averaged)
        .map(|target| (true, target))
        .chain(adequate)
        .map(|(desired, target)| curves(service, terms, desired, of(target), &load))
        .collect::<Result<_, _>>()?;
    Ok(Need { load, desired, floor, curves })
}

/// Load of each interval in erlangs.
fn load(calendar: &Calendar, service: &Service, terms: &QueueTerms) -> Result<Vec<f64>, StaffingError> {
    let length = f64::from(calendar.interval);
    match terms.load {
        LoadModel::Steady => Ok(service.volume.iter().map(|volume| volume * service.handle / length).collect()),
        LoadModel::Carried => {
            let segments: Vec<Segment> = service
                .volume
                .iter()
                .map(|volume| Segment { rate: volume / length, minutes: length, handle: service.handle })
                .collect();
            let start = if calendar.wrap { Start::Cyclic } else { Start::At(0.0) };
            Ok(offered_load(&segments, start)?.into_iter().map(|load| load.mean).collect())
        }
    }
}

fn queue(service: &Service, terms: &QueueTerms, load: f64) -> Queue {
    Queue { rate: load / service.handle, handle: service.handle, patience: terms.patience }
}

/// A target as the formulas know it.
pub(crate) fn promise(measure: Measure, abandoned: model::Abandoned) -> Promise {
    let abandoned = match abandoned {
        model::Abandoned::Missed => Abandoned::Missed,
        model::Abandoned::Ignored => Abandoned::Ignored,
    };
    match measure {
        Measure::Answered { share, within } => Promise::Answered { share, within, abandoned },
        Measure::Wait { at_most } => Promise::MeanWait { at_most },
        Measure::Lost { at_most } => Promise::Abandonment { at_most },
        Measure::Workload { ratio } => Promise::Workload { ratio },
    }
}

fn curves(
    service: &Service,
    terms: &QueueTerms,
    desired: bool,
    promise: Promise,
    load: &[f64],
) -> Result<TargetCurves, StaffingError> {
    let level = match promise {
        Promise::Answered { share, .. } => share,
        Promise::MeanWait { at_most } | Promise::Abandonment { at_most } => -at_most,
        Promise::Occupancy { .. } | Promise::Workload { .. } => 0.0,
    };
    let gains = (0..load.len())
        .into_par_iter()
        .map(|interval| {
            let contacts = service.volume[interval];
            let busy = service.open[interval] && contacts > 0.0;
            busy.then(|| Curve::tabulate(&queue(service, terms, load[interval]), contacts, &promise)).transpose()
        })
        .collect::<Result<Vec<Option<Curve>>, StaffingError>>()?;
    let lines = gains
        .iter()
        .map(|curve| curve.as_ref().map_or_else(Vec::new, |curve| Envelope::new(curve, 0, 0.0).lines))
        .collect();
    let goals =
        gains.iter().zip(&service.volume).map(|(curve, volume)| if curve.is_some() { level * volume } else { 0.0 });
    Ok(TargetCurves { desired, lines, goals: goals.collect(), gains })
}
