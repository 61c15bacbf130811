//! The zone of tolerance: between the least that is accepted and what is aimed at.

use super::cover::Cell;
use super::promise::{Promise, keeps, value};
use crate::base::tolerance::FORGIVEN_SHARE as FORGIVEN;
use crate::model::{Kind, Model, Scope, Service, Target};
use crate::problem::balance::about::groups;

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
pub fn zone(service: &Service, promises: &[Promise], missed: f64) -> Zone {
    let level = |name: &str| promises.iter().find(|promise| promise.level == name);
    match (&service.kind, level("adequate"), level("desired")) {
        (Kind::Deferrable(_), ..) if missed > FORGIVEN => Zone::Below,
        (Kind::Deferrable(_), ..) => Zone::Desired,
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

/// What spans of a length are called.
pub fn spans(scope: Scope) -> &'static str {
    match scope {
        Scope::Interval => "intervals",
        Scope::Day => "days",
        Scope::Week => "weeks",
        Scope::Horizon => "plan",
    }
}

/// All lengths of spans.
const SCOPES: [Scope; 4] = [Scope::Interval, Scope::Day, Scope::Week, Scope::Horizon];

/// The zones of a service, or of a class with these targets: both held against each span, whatever span they are promised
/// over. Nothing where nothing is promised.
pub fn zones(model: &Model, service: &Service, targets: [Option<Target>; 2], cells: &[Cell]) -> Vec<Zones> {
    let deferrable = matches!(service.kind, Kind::Deferrable(_));
    if !deferrable && targets == [None, None] {
        return Vec::new();
    }
    let mut by_interval: Vec<Option<&Cell>> = vec![None; model.calendar.intervals()];
    let counts = |cell: &&Cell| cell.volume > 0.0 || cell.missed > 0.0;
    cells.iter().filter(counts).for_each(|cell| by_interval[cell.interval] = Some(cell));
    let kept = |target: &Option<Target>, cells: &[&Cell]| match target {
        Some(target) => keeps(&target.measure, value(&target.measure, cells)),
        None => true,
    };
    SCOPES
        .map(|scope| {
            let mut zones = Zones { scope, below: 0, within: 0, above: 0 };
            for (_, span) in groups(model, scope, |interval| by_interval[interval].is_some()) {
                let cells: Vec<&Cell> = span.iter().filter_map(|&at| by_interval[at]).collect();
                let [desired, adequate] = &targets;
                let counted = match deferrable {
                    true if cells.iter().map(|cell| cell.missed).sum::<f64>() > FORGIVEN => &mut zones.below,
                    true => &mut zones.above,
                    false if !kept(adequate, &cells) => &mut zones.below,
                    false if desired.is_some() && kept(desired, &cells) => &mut zones.above,
                    false => &mut zones.within,
                };
                *counted += 1;
            }
            zones
        })
        .to_vec()
}
