//! What a queue needs: heads for its promises, and curves for those that give and take between intervals.

use crate::base::tolerance::STEEPEST;
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
    let floor_promises = floor_promises(terms);
    let desired_promises: Vec<Promise> = terms.desired.iter().map(of).chain(occupancy).collect();
    let heads = |promises: &[Promise]| -> Result<Vec<u32>, StaffingError> {
        (0..load.len())
            .into_par_iter()
            .map(|interval| match (service.open[interval], service.volume[interval] > 0.0) {
                (false, _) => Ok(0),
                (true, true) if !promises.is_empty() => {
                    let queue = queue(service, terms, load[interval], interval);
                    Ok(staffing(&queue, promises)?.max(service.minimum))
                }
                (true, _) => Ok(service.minimum),
            })
            .collect()
    };
    let mut floor = heads(&floor_promises)?;
    let averaged = |target: &&Target| !every_interval(target) && !matches!(target.measure, Measure::Workload { .. });
    let adequate = terms.adequate.iter().filter(averaged).map(|target| (false, target));
    let mut curves: Vec<TargetCurves> = terms
        .desired
        .iter()
        .filter(averaged)
        .map(|target| (true, target))
        .chain(adequate)
        .map(|(desired, target)| curves(service, terms, desired, of(target), &load))
        .collect::<Result<_, _>>()?;
    curves.iter_mut().for_each(|curves| leave_the_cliff(curves, &mut floor));
    let desired = heads(&desired_promises)?.iter().zip(&floor).map(|(desired, floor)| *desired.max(floor)).collect();
    Ok(Need { load, desired, floor, curves, points: Vec::new() })
}

fn every_interval(target: &&Target) -> bool {
    target.over == Scope::Interval && target.price.is_none()
}

/// What must be kept in every interval by itself.
pub(super) fn floor_promises(terms: &QueueTerms) -> Vec<Promise> {
    terms
        .adequate
        .iter()
        .filter(|target| target.over == Scope::Interval)
        .chain(terms.desired.iter().filter(every_interval))
        .map(|target| promise(target.measure, terms.abandoned))
        .chain(terms.occupancy.map(|at_most| Promise::Occupancy { at_most }))
        .collect()
}

/// Load of each interval in erlangs.
fn load(calendar: &Calendar, service: &Service, terms: &QueueTerms) -> Result<Vec<f64>, StaffingError> {
    let length = f64::from(calendar.interval);
    match terms.load {
        LoadModel::Steady => Ok((0..service.volume.len()).map(|interval| service.work_in(interval) / length).collect()),
        LoadModel::Carried => {
            let segments: Vec<Segment> = service
                .volume
                .iter()
                .enumerate()
                .map(|(interval, volume)| Segment {
                    rate: volume / length,
                    minutes: length,
                    handle: service.handle_in(interval),
                })
                .collect();
            let start = if calendar.wrap { Start::Cyclic } else { Start::At(0.0) };
            Ok(offered_load(&segments, start)?.into_iter().map(|load| load.mean).collect())
        }
    }
}

/// The queue of an interval with so many erlangs.
pub(super) fn queue(service: &Service, terms: &QueueTerms, load: f64, interval: usize) -> Queue {
    let handle = service.handle_in(interval);
    Queue { rate: load / handle, handle, patience: terms.patience }
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

/// Takes out lines too steep for a program, and asks for the heads from which the next line holds. A curve that begins
/// above no heads (waiting without end before) asks for those heads too.
fn leave_the_cliff(curves: &mut TargetCurves, floor: &mut [u32]) {
    for (interval, lines) in curves.lines.iter_mut().enumerate() {
        let steep = lines.windows(2).take_while(|pair| pair[0].slope > STEEPEST);
        let meet = steep.map(|pair| ((pair[1].icept - pair[0].icept) / (pair[0].slope - pair[1].slope)).ceil() as u32);
        let heads: Vec<u32> = meet.collect();
        lines.drain(..heads.len());
        let begins = curves.gains[interval].as_ref().map_or(0, |curve| curve.first);
        floor[interval] = heads.into_iter().fold(floor[interval].max(begins), u32::max);
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
            busy.then(|| Curve::tabulate(&queue(service, terms, load[interval], interval), contacts, &promise))
                .transpose()
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
