//! What a queue needs: heads for its promises, and curves for those that give and take between intervals.

use crate::model;
use crate::model::case::Requirement;
use crate::model::case::TargetCurves;
use crate::model::{Calendar, LoadModel, Measure, QueueTerms, Scope, Service, Target};
use base::tolerance::STEEPEST;
use queueing::{
    AbandonmentCounting, Curve, Customers, Envelope, InitialLoad, MOST_SERVERS, PriorityClass, Queue, Segment,
    ServiceTarget, StaffingError, offered_load,
};
use rayon::prelude::*;

/// The need of a service with these terms.
///
/// # Errors
/// See [`StaffingError`].
pub(super) fn queue_requirement(
    calendar: &Calendar,
    service: &Service,
    terms: &QueueTerms,
) -> Result<Requirement, StaffingError> {
    let load = load(calendar, service, terms)?;
    let occupancy = terms.occupancy.map(|at_most| ServiceTarget::Occupancy { at_most });
    let classes = queueing_classes(terms);
    let minimum_promises = minimum_promises(terms);
    let desired_promises: Vec<ClassPromise> = terms
        .addressees()
        .flat_map(|class| terms.targets(class)[0].map(|target| (class, promise(target.measure, terms.abandoned))))
        .chain(occupancy.map(|promise| (None, promise)))
        .collect();
    let heads = |promises: &[ClassPromise]| -> Result<Vec<u32>, StaffingError> {
        (0..load.len())
            .into_par_iter()
            .map(|interval| match (service.open[interval], service.volume[interval] > 0.0) {
                (false, _) => Ok(0),
                (true, true) if !promises.is_empty() => {
                    let all = customers(service, (terms, &classes), load[interval], interval);
                    Ok(corrected_staffing(&all, promises, service.observed.lost(interval))?.max(service.minimum))
                }
                (true, _) => Ok(service.minimum),
            })
            .collect()
    };
    let mut minimum = heads(&minimum_promises)?;
    let averaged = |target: &&Target| !every_interval(target) && !matches!(target.measure, Measure::Workload { .. });
    let mut all_curves: Vec<TargetCurves> = Vec::new();
    for class in terms.addressees() {
        for (target, desired) in terms.targets(class).iter().zip([true, false]) {
            if let Some(target) = target.as_ref().filter(averaged) {
                let promise = promise(target.measure, terms.abandoned);
                let raise = class.is_none() && corrected_target(terms) == Some(target);
                all_curves.push(target_curves(service, (terms, &classes), (desired, class, promise), (&load, raise))?);
            }
        }
    }
    all_curves.iter_mut().for_each(|curves| drop_steep_pieces(curves, &mut minimum));
    let desired =
        heads(&desired_promises)?.iter().zip(&minimum).map(|(desired, minimum)| *desired.max(minimum)).collect();
    Ok(Requirement { load, desired, minimum, curves: all_curves, linearisations: Vec::new() })
}

fn every_interval(target: &&Target) -> bool {
    target.over == Scope::Interval && target.price.is_none()
}

/// A promise, and the class that it is given to; `None`: everybody.
pub(super) type ClassPromise = (Option<usize>, ServiceTarget);

/// What must be kept in every interval by itself.
pub(super) fn minimum_promises(terms: &QueueTerms) -> Vec<ClassPromise> {
    let mut promises = Vec::new();
    for class in terms.addressees() {
        let [desired, adequate] = terms.targets(class);
        let kept = adequate.iter().filter(|target| target.over == Scope::Interval);
        let kept = kept.chain(desired.iter().filter(every_interval));
        promises.extend(kept.map(|target| (class, promise(target.measure, terms.abandoned))));
    }
    promises.extend(terms.occupancy.map(|at_most| (None, ServiceTarget::Occupancy { at_most })));
    promises
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
            let start = if calendar.wrap { InitialLoad::Cyclic } else { InitialLoad::At(0.0) };
            Ok(offered_load(&segments, start)?.into_iter().map(|load| load.mean).collect())
        }
    }
}

/// The fewest heads that keep all promises where the formula takes heads for more than they do, by `lost` of them. Occupancy
/// and workload are about heads, whatever they achieve.
pub(super) fn corrected_staffing(all: &Customers, promises: &[ClassPromise], lost: f64) -> Result<u32, StaffingError> {
    let mut heads = 0;
    for &(which, promise) in promises {
        let customers = Customers { which, ..*all };
        let asked = customers.staffing(&[promise])?;
        let plain = matches!(promise, ServiceTarget::Occupancy { .. } | ServiceTarget::Workload { .. });
        let asked = if plain || lost == 0.0 || asked == 0 {
            asked
        } else {
            (interpolated_heads(&customers, &promise, asked) + lost).ceil().clamp(0.0, f64::from(MOST_SERVERS)) as u32
        };
        heads = heads.max(asked);
    }
    Ok(heads)
}

/// Where between `heads - 1` and `heads` the promise begins to be kept, straight between whole heads.
fn interpolated_heads(customers: &Customers, promise: &ServiceTarget, heads: u32) -> f64 {
    let (value, goal): (Box<dyn Fn(u32) -> f64>, f64) = match *promise {
        ServiceTarget::Answered { share, within, abandoned } => {
            (Box::new(move |heads| customers.answered_within(heads, within, abandoned)), share)
        }
        ServiceTarget::MeanWait { at_most } => (Box::new(|heads| -customers.performance(heads).mean_wait), -at_most),
        ServiceTarget::Abandonment { at_most } => (Box::new(|heads| -customers.performance(heads).abandoned), -at_most),
        ServiceTarget::Occupancy { .. } | ServiceTarget::Workload { .. } => return f64::from(heads),
    };
    let (low, high) = (value(heads - 1), value(heads));
    let part = ((goal - low) / (high - low)).clamp(0.0, 1.0);
    // Below it a queue may grow without end.
    f64::from(heads - 1) + if low.is_finite() && part.is_finite() { part } else { 1.0 }
}

/// The classes of a queue as the formulas know them.
pub fn queueing_classes(terms: &QueueTerms) -> Vec<PriorityClass> {
    terms.classes.iter().map(|class| PriorityClass { share: class.share, patience: class.patience }).collect()
}

/// Everybody who comes in an interval with so many erlangs.
pub(super) fn customers<'a>(
    service: &Service,
    (terms, classes): (&QueueTerms, &'a [PriorityClass]),
    load: f64,
    interval: usize,
) -> Customers<'a> {
    let handle = service.handle_in(interval);
    Customers { queue: Queue { rate: load / handle, handle, patience: terms.patience }, classes, which: None }
}

/// A target as the formulas know it.
pub(crate) fn promise(measure: Measure, abandoned: model::AbandonmentTreatment) -> ServiceTarget {
    let abandoned = match abandoned {
        model::AbandonmentTreatment::Missed => AbandonmentCounting::Missed,
        model::AbandonmentTreatment::Ignored => AbandonmentCounting::Ignored,
    };
    match measure {
        Measure::Answered { share, within } => ServiceTarget::Answered { share, within, abandoned },
        Measure::Wait { at_most } => ServiceTarget::MeanWait { at_most },
        Measure::Lost { at_most } => ServiceTarget::Abandonment { at_most },
        Measure::Workload { ratio } => ServiceTarget::Workload { ratio },
    }
}

/// Takes out lines too steep for a program, and asks for the heads from which the next line holds. A curve that begins
/// above no heads (waiting without end before) asks for those heads too.
fn drop_steep_pieces(curves: &mut TargetCurves, minimum: &mut [u32]) {
    for (interval, pieces) in curves.pieces.iter_mut().enumerate() {
        let steep = pieces.windows(2).take_while(|pair| pair[0].slope > STEEPEST);
        let meet =
            steep.map(|pair| ((pair[1].intercept - pair[0].intercept) / (pair[0].slope - pair[1].slope)).ceil() as u32);
        let heads: Vec<u32> = meet.collect();
        pieces.drain(..heads.len());
        let begins = curves.gains[interval].as_ref().map_or(0, |curve| curve.first);
        minimum[interval] = heads.into_iter().fold(minimum[interval].max(begins), u32::max);
    }
}

/// The promise that what a simulation shows raises or lowers: the first without a price that is averaged over a span.
pub fn corrected_target(terms: &QueueTerms) -> Option<&Target> {
    let averaged =
        |target: &&Target| target.over != Scope::Interval && !matches!(target.measure, Measure::Workload { .. });
    terms.desired.iter().chain(&terms.adequate).filter(averaged).find(|target| target.price.is_none())
}

fn target_curves(
    service: &Service,
    (terms, classes): (&QueueTerms, &[PriorityClass]),
    (desired, class, promise): (bool, Option<usize>, ServiceTarget),
    (load, raise): (&[f64], bool),
) -> Result<TargetCurves, StaffingError> {
    let level = match promise {
        ServiceTarget::Answered { share, .. } => share,
        ServiceTarget::MeanWait { at_most } | ServiceTarget::Abandonment { at_most } => -at_most,
        ServiceTarget::Occupancy { .. } | ServiceTarget::Workload { .. } => 0.0,
    };
    let part = terms.part(class);
    let gains = (0..load.len())
        .into_par_iter()
        .map(|interval| {
            let contacts = part * service.volume[interval];
            let busy = service.open[interval] && contacts > 0.0;
            let all = customers(service, (terms, classes), load[interval], interval);
            let curve = busy.then(|| Customers { which: class, ..all }.curve(contacts, &promise));
            let lost = service.observed.lost(interval);
            Ok(curve.transpose()?.map(|curve| if lost == 0.0 { curve } else { curve.shifted(lost) }))
        })
        .collect::<Result<Vec<Option<Curve>>, StaffingError>>()?;
    let pieces = gains
        .iter()
        .map(|curve| curve.as_ref().map_or_else(Vec::new, |curve| Envelope::new(curve, 0, 0.0).pieces))
        .collect();
    let margin = |interval: usize| if raise { service.observed.margin(interval) } else { 0.0 };
    let goals = gains.iter().zip(&service.volume).enumerate().map(|(interval, (curve, volume))| {
        if curve.is_some() { level * part * volume + margin(interval) } else { 0.0 }
    });
    Ok(TargetCurves { desired, class, pieces, goals: goals.collect(), gains })
}
