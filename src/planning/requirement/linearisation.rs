//! The requirement of an interval as a linear function of volume and work, around those for which it was worked out: what a
//! program with free levers reads.

use super::queue::{ClassPromise, corrected_staffing, customers, minimum_promises, queueing_classes};
use crate::model::case::Linearisation;
use crate::model::case::Requirement;
use crate::model::{QueueTerms, Service, ServiceKind};
use base::tolerance::LEAST_STEP;
use queueing::{Customers, PriorityClass, StaffingError};
use rayon::prelude::*;

/// The linearised requirement of a service in the intervals that levers reach. `stand_in` marks those in which there is nothing, and the
/// need is that of a volume which only shows how it would grow.
///
/// # Errors
/// See [`StaffingError`].
pub(super) fn linearisations(
    service: &Service,
    need: &Requirement,
    reached: &[bool],
    stand_in: &[bool],
) -> Result<Vec<Option<Linearisation>>, StaffingError> {
    let ServiceKind::Queue(terms) = &service.kind else { return Ok(Vec::new()) };
    let (promises, classes) = (minimum_promises(terms), queueing_classes(terms));
    (0..reached.len())
        .into_par_iter()
        .map(|interval| match reached[interval] && service.volume[interval] > 0.0 {
            true => {
                linearisation(service, (terms, &classes), need, &promises, (interval, stand_in[interval])).map(Some)
            }
            false => Ok(None),
        })
        .collect()
}

fn linearisation(
    service: &Service,
    (terms, classes): (&QueueTerms, &[PriorityClass]),
    need: &Requirement,
    promises: &[ClassPromise],
    (interval, stand_in): (usize, bool),
) -> Result<Linearisation, StaffingError> {
    let load = need.load[interval];
    let all = customers(service, (terms, classes), load, interval);
    // Heads are worth as many fewer as were observed to be lost; between whole heads it runs straight.
    let lost = service.observed.lost(interval);
    let capacity = |heads: u32| {
        let worth = (f64::from(heads) - lost).max(0.0);
        let low = largest_load(&all, promises, worth.floor() as u32);
        if worth.fract() == 0.0 {
            low
        } else {
            low + worth.fract() * (largest_load(&all, promises, worth.ceil() as u32) - low)
        }
    };
    let heads = if promises.is_empty() { 0 } else { corrected_staffing(&all, promises, lost)? };
    let (from, capacity, marginal_capacity) = match (promises.is_empty(), stand_in) {
        (true, _) => (0, load, 0.0),
        // From zero, along what the first heads carry.
        (_, true) => {
            let first = heads.max(1);
            (0, 0.0, capacity(first) / f64::from(first))
        }
        _ => {
            let here = capacity(heads);
            (heads, here, (capacity(heads + 1) - here).max(LEAST_STEP))
        }
    };
    let least_heads = need.minimum[interval];
    Ok(Linearisation {
        contacts: service.volume[interval],
        load,
        minutes: service.minutes.get(interval).copied().unwrap_or(0.0),
        heads: from,
        capacity,
        marginal_capacity,
        least_heads: if least_heads > heads.max(service.minimum) { least_heads } else { 0 },
    })
}

/// The most erlangs that so many heads carry within all promises, the handle time given.
fn largest_load(all: &Customers, promises: &[ClassPromise], heads: u32) -> f64 {
    let kept = |load: f64| {
        let all = all.with_load(load);
        promises.iter().all(|&(which, promise)| Customers { which, ..all }.kept(&promise, heads))
    };
    let mut above = f64::from(heads.max(1));
    while above < MOST_LOAD && kept(above) {
        above *= 2.0;
    }
    let mut below = 0.0;
    for _ in 0..HALVINGS {
        let middle = 0.5 * (below + above);
        if kept(middle) {
            below = middle;
        } else {
            above = middle;
        }
    }
    below
}

/// Erlangs beyond which no interval goes.
const MOST_LOAD: f64 = 1e6;

/// Halvings of a span of erlangs until only rounding is left.
const HALVINGS: usize = 50;
