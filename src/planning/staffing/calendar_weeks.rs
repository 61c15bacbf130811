//! How much of a week a cut week is, for contract hours and weekly prices.

use crate::model::Model;
use chrono::Datelike;

/// The team's working days inside the horizon and in a whole week: days of the week on which one of its services is
/// open. With all seven or none known the whole week counts.
fn working_days(model: &Model, team: usize) -> Vec<chrono::Weekday> {
    let mut days = Vec::new();
    for &(service, _) in &model.teams[team].skills {
        for &day in &model.services[service].open_days {
            if !days.contains(&day) {
                days.push(day);
            }
        }
    }
    days
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
