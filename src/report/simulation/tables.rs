//! The tables of a simulation as CSV, and the files of its folder.

use super::figures::{ServicePlayed, TeamPlayed, TeamSpan};
use super::formulas::Formula;
use super::{json, picture};
use crate::report::simulation::figures::{PlanPlayed, PlayedSpan};
use files::folder::table;
use files::text::number::rounded;
use planning::model::Calendar;
use simulation::Estimate;

/// Name of the file that is written last.
pub const MANIFEST: &str = "simulation.json";

/// The files, in the order of writing. The same simulation gives the same bytes.
///
/// # Errors
/// A table or a picture cannot be written; that is a bug.
pub fn files(
    name: &str,
    title: &str,
    played: &PlanPlayed,
    calendar: &Calendar,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let bug = |error: csv::Error| error.to_string();
    let mut files = vec![
        ("days.csv".to_owned(), days(played, calendar).map_err(bug)?),
        ("intervals.csv".to_owned(), intervals(played, calendar).map_err(bug)?),
        ("teams.csv".to_owned(), teams(played, calendar).map_err(bug)?),
    ];
    for service in played.services.iter().filter(|service| !service.intervals.is_empty()) {
        files.push((format!("{}.svg", service.id), picture::svg(service, calendar)?.into_bytes()));
    }
    files.push((
        MANIFEST.to_owned(),
        files::text::json::pretty(&json::json(name, title, played, calendar)).into_bytes(),
    ));
    Ok(files)
}

const LEVEL: [&str; 22] = [
    "contacts",
    "again",
    "heads",
    "in_time",
    "in_time_half",
    "wait_minutes",
    "wait_half",
    "wait_95_minutes",
    "wait_95_half",
    "abandoned",
    "abandoned_half",
    "backlog",
    "backlog_half",
    "late",
    "erlang_c_in_time",
    "erlang_a_in_time",
    "carried_in_time",
    "erlang_c_wait",
    "erlang_a_wait",
    "carried_wait",
    "erlang_a_abandoned",
    "carried_abandoned",
];

/// Every service on every day.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn days(played: &PlanPlayed, calendar: &Calendar) -> Result<Vec<u8>, csv::Error> {
    let date = |index: usize| calendar.date(index as i64).to_string();
    levels("date", played, |service| &service.days, date)
}

/// Every service in every interval.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn intervals(played: &PlanPlayed, calendar: &Calendar) -> Result<Vec<u8>, csv::Error> {
    let start = |index: usize| calendar.stamp(calendar.interval_start(index));
    levels("start", played, |service| &service.intervals, start)
}

fn levels(
    heading: &str,
    played: &PlanPlayed,
    spans: impl Fn(&ServicePlayed) -> &Vec<PlayedSpan>,
    name: impl Fn(usize) -> String,
) -> Result<Vec<u8>, csv::Error> {
    let rows = played.services.iter().flat_map(|service| {
        spans(service).iter().map(|of| {
            let mut row = vec![service.id.clone(), name(of.index)];
            row.extend(cells(service, of));
            row
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let header: Vec<&str> = ["service", heading].into_iter().chain(LEVEL).collect();
    table(&header, rows)
}

fn plain(value: f64) -> String {
    if value.is_finite() { rounded(value, 6).to_string() } else { String::new() }
}

fn pair(found: Estimate) -> [String; 2] {
    [plain(found.mean), plain(found.half)]
}

fn cells(service: &ServicePlayed, of: &PlayedSpan) -> Vec<String> {
    let mut cells = vec![plain(of.contacts), plain(of.again), plain(of.heads)];
    let nothing = Estimate { mean: f64::NAN, half: f64::NAN };
    let known = service.deferrable || service.within.is_some();
    cells.extend(pair(if known { of.in_time } else { nothing }));
    cells.extend([of.wait, of.wait_95, of.lost, of.backlog].into_iter().flat_map(pair));
    cells.push(if service.deferrable { plain(of.late) } else { String::new() });
    let formulas = of.formulas.as_ref();
    let by = |of: fn(&Formula) -> f64| {
        let each = [
            formulas.map(|all| of(&all.erlang_c)),
            formulas.and_then(|all| all.erlang_a.as_ref().map(of)),
            formulas.map(|all| of(&all.carried)),
        ];
        each.map(|value| value.map_or_else(String::new, plain))
    };
    cells.extend(by(|formula| formula.in_time));
    cells.extend(by(|formula| formula.wait));
    cells.extend(by(|formula| formula.lost).into_iter().skip(1));
    cells
}

/// Every team in every interval.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn teams(played: &PlanPlayed, calendar: &Calendar) -> Result<Vec<u8>, csv::Error> {
    let row = |team: &TeamPlayed, of: &TeamSpan| {
        let mut row = vec![team.id.clone(), calendar.stamp(calendar.interval_start(of.index)), plain(of.hours)];
        row.extend(pair(of.occupancy));
        row.extend(pair(of.overtime));
        row
    };
    let rows: Vec<Vec<String>> =
        played.teams.iter().flat_map(|team| team.intervals.iter().map(move |of| row(team, of))).collect();
    table(&["team", "start", "hours", "occupancy", "occupancy_half", "overtime_minutes", "overtime_half"], rows)
}
