//! What one service gets from a plan.

use super::classes::{ClassFigures, class_figures};
use super::cover;
use super::promise::spans_name;
use super::promise::{promises, reached_text};
use super::quality::weighted;
use super::zone::{Zone, Zones, zone, zones};
use crate::report::cover::{ServiceInterval, ServiceLevel};
use crate::report::promise::PromiseFigures;
use files::text::number::percent;
use planning::model::Case;
use planning::model::ServiceKind;
use planning::staffing::PlanCoverage;

/// A service in figures. Averages are over contacts, occupancy is over the time of heads.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceFigures {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// True for work with a deadline.
    pub deferrable: bool,
    /// True for a service that is booked; see [`super::slots`].
    pub booked: bool,
    /// Contacts, with those waiting at the begin.
    pub volume: f64,
    /// Its targets and what became of them.
    pub promises: Vec<PromiseFigures>,
    /// Where it stands, with all its classes.
    pub zone: Zone,
    /// The same span by span.
    pub zones: Vec<Zones>,
    /// Its classes of customers, the first to be answered first.
    pub classes: Vec<ClassFigures>,
    /// The first of its promises in words, with what was reached.
    pub headline: Option<(String, String)>,
    /// Minutes that count as in time, if a target says so.
    pub within: Option<f64>,
    /// Expected share answered in time.
    pub answered: Option<f64>,
    /// Expected mean wait in minutes.
    pub wait: Option<f64>,
    /// Expected share that hangs up.
    pub lost: Option<f64>,
    /// Expected share of their time that heads are busy.
    pub occupancy: f64,
    /// Contacts of deferrable work that miss their deadline.
    pub missed: f64,
    /// Contacts answered in time; without a target that says what in time is, those that do not hang up; of
    /// deferrable work those that keep their deadline.
    pub in_time: f64,
    /// Contacts served, weighted by the quality reached: those of a queue by how much of the desired target is reached in
    /// its span, deferrable work by its deadline.
    pub weighted: f64,
    /// Head-hours that are required (the floor).
    pub floor_hours: f64,
    /// Head-hours that the plan gives.
    pub supply_hours: f64,
    /// Head-hours that are missing.
    pub shortage_hours: f64,
    /// Interval by interval.
    pub cells: Vec<ServiceInterval>,
}

impl ServiceFigures {
    /// Its zones over the spans that it is promised for.
    pub fn shown_zones(&self) -> impl Iterator<Item = &Zones> {
        shown(&self.zones, &self.promises)
    }
}

/// Zones over the spans of some promises; of deferrable work those over days.
pub fn shown<'a>(zones: &'a [Zones], promises: &'a [PromiseFigures]) -> impl Iterator<Item = &'a Zones> {
    let asked =
        |over: &str| promises.iter().any(|promise| promise.unit == over) || (promises.is_empty() && over == "days");
    zones.iter().filter(move |zones| asked(spans_name(zones.scope)))
}

/// The figures of a service by its index.
pub fn service_figures(case: &Case, coverage: &PlanCoverage, index: usize) -> ServiceFigures {
    let service = &case.model.services[index];
    let cells = cover::cells(case, coverage, index);
    let hours = f64::from(case.model.calendar.interval) / 60.0;
    let total = |of: fn(&ServiceInterval) -> f64| cells.iter().map(of).sum::<f64>();
    let arriving = total(|cell| cell.volume);
    let missed = total(|cell| cell.missed);
    let supply_hours = total(|cell| cell.supply) * hours;
    let targets = match &service.kind {
        ServiceKind::Queue(terms) => terms.targets(None),
        ServiceKind::Deferrable(_) | ServiceKind::Appointment(_) => [None, None],
    };
    let seen = cover::cells_of_targets(service, &cells, None);
    let promises = promises(&case.model, targets, &seen);
    let classes = class_figures(&case.model, service, &cells);
    let own = zone(service, &promises, missed);
    let first = promises.first().map(|first| (first.text.clone(), reached_text(first)));
    let mut figures = ServiceFigures {
        id: service.id.clone(),
        title: service.title.clone(),
        deferrable: matches!(service.kind, ServiceKind::Deferrable(_)),
        booked: service.booking().is_some(),
        volume: arriving,
        zone: classes.iter().fold(own, |zone, class| zone.worse(class.zone)),
        zones: zones(&case.model, service, targets, &seen),
        headline: first,
        weighted: match classes.is_empty() {
            true => weighted(&case.model, targets[0], &cells),
            false => classes.iter().map(|class| class.weighted).sum(),
        },
        classes,
        promises,
        within: cover::within(service),
        answered: None,
        wait: None,
        lost: None,
        occupancy: 0.0,
        missed,
        in_time: 0.0,
        floor_hours: total(|cell| f64::from(cell.floor)) * hours,
        supply_hours,
        shortage_hours: total(|cell| cell.shortage) * hours,
        cells,
    };
    match &service.kind {
        ServiceKind::Queue(_) => queue(&mut figures, arriving),
        ServiceKind::Appointment(_) => {}
        ServiceKind::Deferrable(work) => {
            figures.volume += work.backlog_start;
            figures.in_time = (figures.volume - missed).max(0.0);
            figures.weighted = figures.in_time;
            let kept = if figures.volume > 0.0 { figures.in_time / figures.volume } else { 1.0 };
            figures.headline = Some(("deadline".to_owned(), percent(kept, 1)));
            let work_hours = figures.in_time * service.handle / 60.0;
            figures.occupancy = if supply_hours > 0.0 { (work_hours / supply_hours).min(1.0) } else { 0.0 };
        }
    }
    figures
}

fn queue(figures: &mut ServiceFigures, contacts: f64) {
    let levels: Vec<_> = figures.cells.iter().filter_map(|cell| Some((cell, cell.level?))).collect();
    let sum =
        |of: &dyn Fn(&ServiceLevel) -> f64| -> f64 { levels.iter().map(|(cell, level)| cell.volume * of(level)).sum() };
    let busy: f64 = levels.iter().map(|(cell, level)| cell.supply * level.occupancy).sum();
    let present: f64 = figures.cells.iter().map(|cell| cell.supply).sum();
    let lost = sum(&|level| level.lost);
    let in_time = figures.within.map(|_| sum(&|level| level.answered.unwrap_or(0.0)));
    let wait = sum(&|level| level.wait);
    figures.occupancy = if present > 0.0 { busy / present } else { 0.0 };
    figures.in_time = match figures.classes.is_empty() {
        true => in_time.unwrap_or(contacts - lost),
        false => figures.classes.iter().map(|class| class.in_time).sum(),
    };
    if contacts > 0.0 {
        figures.answered = in_time.map(|in_time| in_time / contacts);
        figures.wait = Some(wait / contacts);
        figures.lost = Some(lost / contacts);
    }
}
