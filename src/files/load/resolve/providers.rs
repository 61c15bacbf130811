//! Sessions from opening hours: where a service names its providers, they are a team of their own that is there whenever
//! it is open and costs nothing more.

use super::report::Report;
use crate::load::codes;
use crate::load::schema::ModelFile;
use base::money::Rate;
use chrono::{Datelike, Weekday};
use planning::model::{Calendar, Capacity, Clock, Model, Routing, ShiftTemplate, Team};
use std::collections::BTreeMap;

/// Adds a team for each service that names providers; it has the service's id.
pub fn add(file: &ModelFile, model: &mut Model, report: &mut Report<'_>) {
    for (index, (id, written)) in file.service.entries.iter().enumerate() {
        let Some(count) = written.providers.filter(|_| model.services[index].booking().is_some()) else { continue };
        if model.teams.iter().any(|team| team.id == *id || team.skills.iter().any(|&(service, _)| service == index)) {
            let message = format!("the service `{id}` has providers of its own and a team");
            let help = "leave out `providers`, or take the service out of `team`";
            report.error(&["service", id, "providers"], codes::PROVIDERS_AND_TEAM, message, help);
            continue;
        }
        if !model.employees.is_empty() {
            let message = format!("the service `{id}` has providers without names, and the model has named people");
            let help = "make a team of employees for it";
            report.error(&["service", id, "providers"], codes::PROVIDERS_AND_TEAM, message, help);
            continue;
        }
        let shifts = windows(&model.services[index].open, &model.calendar)
            .into_iter()
            .map(|((start, span), days)| add_shift(model, id, (start, span), days))
            .collect();
        model.teams.push(Team {
            id: id.clone(),
            title: model.services[index].title.clone(),
            heads: Capacity::Given(count),
            skills: vec![(index, 1.0)],
            shrinkage: 0.0,
            wage: Rate(0),
            premiums: Vec::new(),
            shifts,
            days_off: None,
            hours: None,
            overtime: None,
            routing: Routing::default(),
        });
    }
}

/// The shift from the first to the last minute of a day that is open, closed hours included: nobody is paid for them.
fn add_shift(model: &mut Model, id: &str, (start, span): (Clock, u32), days: Vec<Weekday>) -> usize {
    model.shifts.push(ShiftTemplate {
        id: format!("{id}-{:02}{:02}-{}", start / 60, start % 60, span),
        title: id.to_owned(),
        starts: vec![start],
        spans: vec![span],
        end_by: None,
        days,
        breaks: Vec::new(),
        spacing: 0,
    });
    model.shifts.len() - 1
}

/// Start and span of each day that is open, with the days of the week on which they are so.
fn windows(open: &[bool], calendar: &Calendar) -> BTreeMap<(Clock, u32), Vec<Weekday>> {
    let mut spans: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (interval, _) in open.iter().enumerate().filter(|(_, open)| **open) {
        let span = spans.entry(calendar.day_of_interval(interval)).or_insert((interval, interval));
        span.1 = interval;
    }
    let mut windows: BTreeMap<(Clock, u32), Vec<Weekday>> = BTreeMap::new();
    for (day, (first, last)) in spans {
        let start = (calendar.interval_start(first) - calendar.minute(i64::from(day), 0)) as u32;
        let span = (last - first + 1) as u32 * calendar.interval;
        let days = windows.entry((start, span)).or_default();
        let weekday = calendar.date(i64::from(day)).weekday();
        if !days.contains(&weekday) {
            days.push(weekday);
        }
    }
    windows
}
