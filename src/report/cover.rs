//! What customers of a service get in each interval, from the formulas of the steady state.

use base::tolerance::MICRO_HEAD;
use planning::model::Case;
use planning::model::{AbandonmentTreatment, Measure, QueueTerms, Service, ServiceKind};
use planning::requirement::queueing_classes;
use planning::staffing::{PlanCoverage, backlog};

use queueing::{Customers, Queue};

/// One service in one interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceInterval {
    /// Interval of the horizon.
    pub interval: usize,
    /// Contacts that arrive.
    pub volume: f64,
    /// Offered load in erlangs.
    pub load: f64,
    /// Heads that must be there.
    pub floor: u32,
    /// Heads that keep the desired target in the interval by itself.
    pub desired: u32,
    /// Effective heads of the plan.
    pub supply: f64,
    /// Missing heads: below the floor, and for work that misses its deadline here.
    pub shortage: f64,
    /// Contacts of deferrable work that miss their deadline here.
    pub missed: f64,
    /// How a queue performs; `None` for deferrable work and where nothing arrives.
    pub level: Option<ServiceLevel>,
}

/// How a queue performs with the heads of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceLevel {
    /// Share answered in time, where a target says what in time is.
    pub answered: Option<f64>,
    /// Mean wait in minutes; infinite where the line grows without end.
    pub wait: f64,
    /// Share that hangs up.
    pub lost: f64,
    /// Share of their time that heads are busy.
    pub occupancy: f64,
}

/// Minutes within which contacts of everybody shall be answered.
pub fn within(service: &Service) -> Option<f64> {
    within_of(service, None)
}

/// Minutes within which contacts of everybody, or of a class, shall be answered: the desired target's, else the adequate
/// one's; of a class without either those of everybody.
pub fn within_of(service: &Service, class: Option<usize>) -> Option<f64> {
    let ServiceKind::Queue(terms) = &service.kind else { return None };
    let all = class.is_some().then(|| terms.targets(None)).into_iter().flatten();
    terms.targets(class).into_iter().chain(all).flatten().find_map(|target| match target.measure {
        Measure::Answered { within, .. } => Some(within),
        _ => None,
    })
}

/// The cells of a queue, or of a class in it, as its desired and its adequate target see them: each has its own time in
/// which contacts shall be answered.
pub fn cells_of_targets(
    service: &Service,
    cells: &[ServiceInterval],
    class: Option<usize>,
) -> [Vec<ServiceInterval>; 2] {
    let ServiceKind::Queue(terms) = &service.kind else { return [cells.to_vec(), cells.to_vec()] };
    terms.targets(class).map(|target| {
        let Some(Measure::Answered { within, .. }) = target.map(|target| target.measure) else {
            return cells.to_vec();
        };
        if within_of(service, class) == Some(within) {
            return cells.to_vec();
        }
        let seen = |cell: &ServiceInterval| ServiceInterval {
            level: cell.level.map(|level| {
                let queue = (cell.load, service.handle_in(cell.interval));
                let answered = level_within(terms, queue, cell.supply, (class, Some(within))).answered;
                ServiceLevel { answered, ..level }
            }),
            ..*cell
        };
        cells.iter().map(seen).collect()
    })
}

/// The cells of a queue as one of its classes sees them.
pub fn class_cells(
    service: &Service,
    terms: &QueueTerms,
    cells: &[ServiceInterval],
    class: usize,
) -> Vec<ServiceInterval> {
    let of_class = |cell: &ServiceInterval| ServiceInterval {
        volume: cell.volume * terms.classes[class].share,
        level: cell.level.map(|_| {
            let queue = (cell.load, service.handle_in(cell.interval));
            level_within(terms, queue, cell.supply, (Some(class), within_of(service, Some(class))))
        }),
        ..*cell
    };
    cells.iter().map(of_class).collect()
}

/// The intervals of a service in which something arrives, somebody must be there, or somebody is.
pub fn cells(case: &Case, coverage: &PlanCoverage, index: usize) -> Vec<ServiceInterval> {
    let (service, need) = (&case.model.services[index], &case.requirements[index]);
    let minutes = f64::from(case.model.calendar.interval);
    let supplies = &coverage.supply[index];
    let capacity: Vec<f64> = supplies
        .iter()
        .enumerate()
        .map(|(interval, heads)| {
            (heads * minutes / service.handle - coverage.lever_effects.made(index, interval)).max(0.0)
        })
        .collect();
    let missed = backlog::missed_deadlines(&case.model, index, &capacity);
    (0..case.model.calendar.intervals())
        .map(|interval| {
            let (volume, floor, supply) = (service.volume[interval], need.minimum[interval], supplies[interval]);
            let lack = f64::from(floor) - supply;
            let below = if lack > NOISE { lack } else { 0.0 };
            ServiceInterval {
                interval,
                volume,
                load: need.load[interval],
                floor,
                desired: need.desired[interval],
                supply,
                shortage: below + missed[interval] * service.handle / minutes,
                missed: missed[interval],
                level: match &service.kind {
                    ServiceKind::Queue(terms) if volume > 0.0 => {
                        Some(level(service, terms, (need.load[interval], service.handle_in(interval)), supply))
                    }
                    _ => None,
                },
            }
        })
        .filter(|cell| cell.volume > 0.0 || cell.floor > 0 || cell.supply > 0.0 || service.open[cell.interval])
        .collect()
}

/// Shares of several teams are rounded to millionths of a head each.
const NOISE: f64 = 10.0 * MICRO_HEAD;

/// How everybody fares with so many heads.
pub fn level(service: &Service, terms: &QueueTerms, queue: (f64, f64), heads: f64) -> ServiceLevel {
    level_within(terms, queue, heads, (None, within(service)))
}

/// How everybody, or a class, fares with so many heads, and which share is answered within so many minutes. Between whole
/// heads the figures run straight: a fraction of a head is one that is there for a part of the time.
fn level_within(
    terms: &QueueTerms,
    (load, handle): (f64, f64),
    heads: f64,
    (which, within): (Option<usize>, Option<f64>),
) -> ServiceLevel {
    let classes = queueing_classes(terms);
    let queue = Queue { rate: load / handle, handle, patience: terms.patience };
    let customers = Customers { queue, classes: &classes, which };
    // A supply that is a whole number but for the rounding of shares stands for that number.
    let whole = heads.round();
    let heads = if (heads - whole).abs() <= NOISE { whole } else { heads };
    let low = whole_heads(terms, &customers, heads.floor() as u32, within);
    if heads.fract() == 0.0 {
        return low;
    }
    let high = whole_heads(terms, &customers, heads.floor() as u32 + 1, within);
    let mix = |low: f64, high: f64| {
        if low.is_infinite() || high.is_infinite() { f64::INFINITY } else { low + heads.fract() * (high - low) }
    };
    ServiceLevel {
        answered: low.answered.zip(high.answered).map(|(low, high)| mix(low, high)),
        wait: mix(low.wait, high.wait),
        lost: mix(low.lost, high.lost),
        occupancy: mix(low.occupancy, high.occupancy),
    }
}

fn whole_heads(terms: &QueueTerms, customers: &Customers, heads: u32, within: Option<f64>) -> ServiceLevel {
    let count = match terms.abandoned {
        AbandonmentTreatment::Missed => queueing::AbandonmentCounting::Missed,
        AbandonmentTreatment::Ignored => queueing::AbandonmentCounting::Ignored,
    };
    let performance = customers.performance(heads);
    ServiceLevel {
        answered: within.map(|minutes| customers.answered_within(heads, minutes, count)),
        wait: performance.mean_wait,
        lost: performance.abandoned,
        occupancy: performance.occupancy,
    }
}
