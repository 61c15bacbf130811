//! What a class of customers gets from a plan.

use super::cover;
use super::promise::{promises, reached_text};
use super::quality::weighted;
use super::zone::{Zone, Zones, zone, zones};
use crate::report::cover::ServiceInterval;
use crate::report::promise::PromiseFigures;
use planning::model::{Model, Service, ServiceKind};

/// A class in figures; averages are over its contacts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClassFigures {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Contacts.
    pub volume: f64,
    /// Its targets and what became of them.
    pub promises: Vec<PromiseFigures>,
    /// Where it stands.
    pub zone: Zone,
    /// The same span by span.
    pub zones: Vec<Zones>,
    /// The first of its promises in words, with what was reached.
    pub headline: Option<(String, String)>,
    /// Minutes that count as in time, if a target says so.
    pub within: Option<f64>,
    /// Expected share answered in time.
    pub answered: Option<f64>,
    /// Expected mean wait in minutes.
    pub wait: f64,
    /// Expected share that hangs up.
    pub lost: f64,
    /// Contacts answered in time; without a target that says what in time is, those that do not hang up.
    pub in_time: f64,
    /// Contacts served, weighted by the quality reached.
    pub weighted: f64,
}

/// The classes of a service, the first to be answered first.
pub fn class_figures(model: &Model, service: &Service, cells: &[ServiceInterval]) -> Vec<ClassFigures> {
    let ServiceKind::Queue(terms) = &service.kind else { return Vec::new() };
    let figures = |(number, class): (usize, &planning::model::CustomerClass)| {
        let cells = cover::class_cells(service, terms, cells, number);
        let targets = terms.targets(Some(number));
        let levels: Vec<_> = cells.iter().filter_map(|cell| Some((cell.volume, cell.level?))).collect();
        let sum = |of: &dyn Fn(&cover::ServiceLevel) -> f64| {
            levels.iter().map(|(volume, level)| volume * of(level)).sum::<f64>()
        };
        let volume: f64 = cells.iter().map(|cell| cell.volume).sum();
        let mean = |sum: f64| if volume > 0.0 { sum / volume } else { 0.0 };
        let within = cover::within_of(service, Some(number));
        let lost = sum(&|level| level.lost);
        let in_time = within.map(|_| sum(&|level| level.answered.unwrap_or(0.0)));
        let seen = cover::cells_of_targets(service, &cells, Some(number));
        let promises = promises(model, targets, &seen);
        ClassFigures {
            id: class.id.clone(),
            title: class.title.clone(),
            volume,
            zone: zone(service, &promises, 0.0),
            zones: zones(model, service, targets, &seen),
            headline: promises.first().map(|first| (first.text.clone(), reached_text(first))),
            promises,
            within,
            answered: in_time.map(mean),
            wait: mean(sum(&|level| level.wait)),
            lost: mean(lost),
            in_time: in_time.unwrap_or(volume - lost),
            weighted: weighted(model, targets[0], &cells),
        }
    };
    terms.classes.iter().enumerate().map(figures).collect()
}
