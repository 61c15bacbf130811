//! How much of a week a cut week is, for contract hours and weekly prices.

use crate::model::Model;
use chrono::{Datelike, Weekday};

/// The team's own working days: days of the week on which one of its shifts may start while a service of the team is open,
/// that day or, for a shift through midnight, the next. Without any, all seven.
fn working_days(model: &Model, team: usize) -> Vec<Weekday> {
    let team = &model.teams[team];
    let open = |day: Weekday| {
        let mut services = team.skills.iter().map(|&(service, _)| &model.services[service]);
        team.skills.is_empty() || services.any(|service| service.open_days.contains(&day))
    };
    let works = |day: &Weekday| {
        let templates = team.shifts.iter().map(|&template| &model.shifts[template]);
        let mut variants =
            templates.filter(|template| template.days.contains(day)).flat_map(|template| template.variants());
        variants.any(|(start, span)| open(*day) || (start + span > 1440 && open(day.succ())))
    };
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let own: Vec<Weekday> = week.into_iter().filter(works).collect();
    if own.is_empty() { week.to_vec() } else { own }
}

/// Working days of one calendar week of the horizon that lie inside it, and those of a whole week.
pub fn working_days_of_week(model: &Model, team: usize, days: &[u32]) -> (u32, u32) {
    let working = working_days(model, team);
    let inside = days.iter().filter(|&&day| working.contains(&model.calendar.date(i64::from(day)).weekday())).count();
    (inside as u32, (working.len() as u32).max(1))
}

/// Working days of the whole horizon and of one week: their quotient is the number of weeks paid.
pub fn working_days_of_horizon(model: &Model, team: usize) -> (u32, u32) {
    let days: Vec<u32> = (0..model.calendar.days).collect();
    working_days_of_week(model, team, &days)
}
