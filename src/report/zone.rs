//! The zone of tolerance: between the least that is accepted and what is aimed at.

use super::promise::{keeps, value};
use crate::report::cover::ServiceInterval;
use crate::report::promise::PromiseFigures;
use base::tolerance::FORGIVEN_SHARE as FORGIVEN;
use planning::model::{Model, Scope, Service, ServiceKind, Target};
use planning::staffing::row_subject::averaging_spans;

/// Where a service stands between the least that is accepted and what is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The adequate target is missed in some span, or work misses its deadline.
    Below,
    /// Neither below nor desired.
    Within,
    /// The desired target is kept in every span.
    Desired,
    /// Nothing is promised.
    Unpromised,
}

impl Zone {
    /// For tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Below => "below adequate",
            Zone::Within => "within",
            Zone::Desired => "desired",
            Zone::Unpromised => "-",
        }
    }

    /// The worse of two; nothing promised is no worse than anything.
    pub fn worse(self, other: Zone) -> Zone {
        let rank = |zone: Zone| match zone {
            Zone::Below => 0,
            Zone::Within => 1,
            Zone::Desired => 2,
            Zone::Unpromised => 3,
        };
        if rank(other) < rank(self) { other } else { self }
    }
}

/// The zone that promises end in; deferrable work has `missed` contacts instead of targets.
pub fn zone(service: &Service, promises: &[PromiseFigures], missed: f64) -> Zone {
    let level = |name: &str| promises.iter().find(|promise| promise.level == name);
    match (&service.kind, level("adequate"), level("desired")) {
        (ServiceKind::Deferrable(_), ..) if missed > FORGIVEN => Zone::Below,
        (ServiceKind::Deferrable(_), ..) => Zone::Desired,
        (_, None, None) => Zone::Unpromised,
        (_, Some(adequate), _) if adequate.kept < adequate.spans => Zone::Below,
        (_, _, Some(desired)) if desired.kept == desired.spans => Zone::Desired,
        _ => Zone::Within,
    }
}

/// Spans of one length with contacts, by the zone that each ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zones {
    /// The length.
    pub scope: Scope,
    /// Below adequate.
    pub below: usize,
    /// Neither below adequate nor as desired.
    pub within: usize,
    /// As desired, or better.
    pub above: usize,
}

/// All lengths of spans.
const SCOPES: [Scope; 4] = [Scope::Interval, Scope::Day, Scope::Week, Scope::Horizon];

/// The zones of a service, or of a class with these targets: both held against each span, whatever span they are promised
/// over, with the cells that each of them sees. Nothing where nothing is promised.
pub fn zones(
    model: &Model,
    service: &Service,
    targets: [Option<Target>; 2],
    cells: &[Vec<ServiceInterval>; 2],
) -> Vec<Zones> {
    let deferrable = matches!(service.kind, ServiceKind::Deferrable(_));
    if !deferrable && targets == [None, None] {
        return Vec::new();
    }
    let counts = |cell: &ServiceInterval| cell.volume > 0.0 || cell.missed > 0.0;
    let place = |cells: &[ServiceInterval]| {
        let mut by_interval: Vec<Option<ServiceInterval>> = vec![None; model.calendar.intervals()];
        cells.iter().filter(|cell| counts(cell)).for_each(|cell| by_interval[cell.interval] = Some(*cell));
        by_interval
    };
    let [desired, adequate] = [place(&cells[0]), place(&cells[1])];
    let kept = |target: Option<Target>, cells: &[Option<ServiceInterval>], span: &[usize]| {
        let of_span: Vec<&ServiceInterval> = span.iter().filter_map(|&at| cells[at].as_ref()).collect();
        target.is_none_or(|target| keeps(&target.measure, value(&target.measure, &of_span)))
    };
    SCOPES
        .map(|scope| {
            let mut zones = Zones { scope, below: 0, within: 0, above: 0 };
            for (_, span) in averaging_spans(model, scope, |interval| desired[interval].is_some()) {
                let missed = || span.iter().filter_map(|&at| desired[at].map(|cell| cell.missed)).sum::<f64>();
                let counted = match deferrable {
                    true if missed() > FORGIVEN => &mut zones.below,
                    true => &mut zones.above,
                    false if !kept(targets[1], &adequate, &span) => &mut zones.below,
                    false if targets[0].is_some() && kept(targets[0], &desired, &span) => &mut zones.above,
                    false => &mut zones.within,
                };
                *counted += 1;
            }
            zones
        })
        .to_vec()
}
