//! Where and when levers may be pulled.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::Days;
use crate::load::schema::lever::WrittenScope;
use chrono::{Datelike, Timelike};
use planning::model::{Calendar, LeverWindow, Model, ServiceIntervals};

/// Which key of which lever is read.
pub struct Where<'a> {
    /// Id of the lever.
    pub id: &'a str,
    /// The key.
    pub key: &'static str,
    /// The planning grid.
    pub calendar: &'a Calendar,
    /// The model so far.
    pub model: &'a Model,
}

/// The open intervals of each service of a scope; `same` are the services where it names none.
pub fn places(at: &Where<'_>, scope: &WrittenScope, same: &[usize], report: &mut Report<'_>) -> Vec<ServiceIntervals> {
    let path = ["lever", at.id, at.key, "service"];
    let services = match &scope.service {
        Some(words) => {
            let known = at.model.services.iter().map(|service| service.id.as_str());
            report.indices(&path, "service", words.all(), known)
        }
        None if same.is_empty() => {
            let message = format!("`{}` of the lever `{}` names no service", at.key, at.id);
            report.error(&path[..3], codes::MISSING_KEY, message, "add `service = \"...\"`");
            Vec::new()
        }
        None => same.to_vec(),
    };
    let mut places = Vec::new();
    for service in services {
        let open = &at.model.services[service].open;
        let intervals: Vec<usize> =
            (0..open.len()).filter(|&interval| open[interval] && holds(at.calendar, scope, interval)).collect();
        if intervals.is_empty() {
            let name = &at.model.services[service].id;
            let message = format!("`{}` of the lever `{}` holds no open interval of `{name}`", at.key, at.id);
            report.error(
                &path[..3],
                codes::LEVER_NOWHERE,
                message,
                "check `days` and `hours`, and when the service is open",
            );
        }
        places.push(ServiceIntervals { service, intervals });
    }
    places.sort_by_key(|place| place.service);
    places
}

/// The unbroken runs of intervals of each date in a scope; all of the plan where there is none.
pub fn blocks(calendar: &Calendar, scope: Option<&WrittenScope>) -> Vec<LeverWindow> {
    let everything = WrittenScope::default();
    let scope = scope.unwrap_or(&everything);
    let mut blocks: Vec<LeverWindow> = Vec::new();
    for interval in (0..calendar.intervals()).filter(|&interval| holds(calendar, scope, interval)) {
        let day = calendar.day_of_interval(interval);
        match blocks.last_mut() {
            Some(block) if block.day == day && block.until == interval => block.until += 1,
            _ => blocks.push(LeverWindow { day, from: interval, until: interval + 1 }),
        }
    }
    blocks
}

/// True if an interval starts on one of the days and in one of the windows.
fn holds(calendar: &Calendar, scope: &WrittenScope, interval: usize) -> bool {
    let local = calendar.local(calendar.interval_start(interval));
    let clock = local.hour() * 60 + local.minute();
    let on_day = |days: &Days| days.0.contains(&local.weekday());
    let in_hours = scope.hours.as_ref().is_none_or(|windows| {
        windows.all().iter().any(|window| {
            let (from, to) = (window.from.0, window.end());
            (from..to).contains(&clock) || (from..to).contains(&(clock + 1440))
        })
    });
    scope.days.as_ref().is_none_or(on_day) && in_hours
}
