//! A plan that was checked by simulation: what each round cost and reached, and what the plan that was kept does.

use super::super::grid::wrapped;
use super::super::promise::text as promise;
use super::{json as simulation, table, tables};
use crate::report::grid::TextTable;
use crate::report::simulation::figures::PlanPlayed;
use crate::run::{CheckRound, Checked};
use files::folder::{Heading, table};
use files::text::json::{fixed, pretty};
use files::text::number::{number, percent, rounded, signed};
use planning::model::{Calendar, Measure, Scope};
use serde_json::{Value, json};

/// Spans that miss, named at most.
const NAMED: usize = 6;

/// One round while it happens.
pub fn sentence(number: usize, round: &CheckRound) -> String {
    format!("plan {}: cost {}, {}", number + 1, self::number(round.cost, 2), found(round))
}

fn found(round: &CheckRound) -> String {
    let least = percent(round.least.abs(), 2);
    match (round.spans, round.missed) {
        (0, _) => "every promise has a price".to_owned(),
        (spans, 0) => format!("all {spans} promises hold, the tightest by {least}"),
        (spans, missed) => {
            let short = number(round.short, 1);
            format!("{missed} of {spans} promises missed, by {short} contacts, the worst by {least}")
        }
    }
}

/// The rounds, and the simulation of the plan that was kept.
pub fn text(title: &str, checked: &Checked, played: &PlanPlayed, calendar: &Calendar, all: bool) -> String {
    let mut grid = TextTable::new(&["plan", "cost", "promises missed", "contacts short", "tightest promise", ""], 1);
    for (index, round) in checked.rounds.iter().enumerate() {
        let missed = format!("{} of {}", round.missed, round.spans);
        let kept = if index == checked.kept { "kept" } else { "" };
        let excess =
            if round.least.is_nan() { "-".to_owned() } else { format!("{} %", signed(round.least * 100.0, 2)) };
        let (cost, short) = (number(round.cost, 2), number(round.short, 1));
        grid.row([(index + 1).to_string(), cost, missed, short, excess, kept.to_owned()]);
    }
    let (first, kept) = (checked.rounds[0], checked.rounds[checked.kept]);
    let verdict = match (checked.holds, kept.spans) {
        (_, 0) => "every promise has a price, so none must hold; the requirement was corrected all the same",
        (true, _) => "every promise without a price holds, played once more before other customers",
        (false, _) => "not every promise surely holds, played once more before other customers",
    };
    let cost = price(kept.cost - first.cost, first.cost, &checked.planned.case.model.currency);
    let sentence = format!("Checked by simulation: {verdict}. The plan that was kept costs {cost} the first.");
    let short = if checked.holds { String::new() } else { missed(checked, calendar) };
    format!("\n{}{}{short}\n{}", wrapped(&sentence, 0), grid.text(), table::text(title, played, calendar, all))
}

/// `3,624.00 USD (2.02 %) less than`.
fn price(change: f64, first: f64, currency: &str) -> String {
    let amount =
        format!("{} {currency} ({})", number(change.abs(), 2), percent(change.abs() / first.abs().max(0.01), 2));
    match change {
        change if change < 0.0 => format!("{amount} less than"),
        change if change > 0.0 => format!("{amount} more than"),
        _ => "as much as".to_owned(),
    }
}

/// Where promises are missed.
fn missed(checked: &Checked, calendar: &Calendar) -> String {
    let mut grid = TextTable::new(&["missed", "promise", "reached", "contacts short"], 2);
    for missed in checked.missed.iter().take(NAMED) {
        let service = &checked.planned.case.model.services[missed.service].id;
        let reached = match missed.target.measure {
            Measure::Wait { .. } => table::time(missed.found),
            _ => table::share(missed.found),
        };
        let when = match missed.target.over {
            Scope::Interval => table::moment(calendar, missed.span),
            Scope::Day => table::day(calendar, missed.span),
            Scope::Week => format!("week {}", missed.span + 1),
            Scope::Horizon => "plan".to_owned(),
        };
        grid.row([format!("{service}, {when}"), promise(&missed.target), reached, number(missed.short, 1)]);
    }
    if grid.is_empty() { String::new() } else { format!("\n{}", grid.text()) }
}

/// The files beside those of the plan.
///
/// # Errors
/// A table cannot be written; that is a bug.
pub fn files(
    heading: &Heading,
    checked: &Checked,
    played: &PlanPlayed,
    calendar: &Calendar,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let bug = |error: csv::Error| error.to_string();
    let rows = checked.rounds.iter().enumerate().map(|(index, round)| {
        let excess = if round.least.is_finite() { rounded(round.least, 6).to_string() } else { String::new() };
        let kept = if index == checked.kept { "yes" } else { "no" };
        let [number, cost] = [(index + 1).to_string(), format!("{:.2}", round.cost)];
        let short = rounded(round.short, 3).to_string();
        vec![number, cost, round.spans.to_string(), round.missed.to_string(), short, excess, kept.to_owned()]
    });
    let rounds =
        table(&["plan", "cost", "spans", "missed", "contacts_short", "worst_excess", "kept"], rows).map_err(bug)?;
    let found = simulation::json(&heading.name, &heading.title, played, calendar);
    let files = [
        ("check.csv", rounds),
        ("simulated-days.csv", tables::days(played, calendar).map_err(bug)?),
        ("simulated-intervals.csv", tables::intervals(played, calendar).map_err(bug)?),
        ("simulation.json", pretty(&found).into_bytes()),
    ];
    Ok(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

/// The check for programs.
pub fn json(name: &str, title: &str, checked: &Checked, played: &PlanPlayed, calendar: &Calendar) -> Value {
    let round = |round: &CheckRound| {
        json!({
            "cost": fixed(round.cost, 2), "spans": round.spans, "missed": round.missed,
            "contacts_short": fixed(round.short, 3), "worst_excess": fixed(round.least, 6), "holds": round.holds,
        })
    };
    json!({
        "holds": checked.holds,
        "kept": checked.kept + 1,
        "rounds": checked.rounds.iter().map(round).collect::<Value>(),
        "simulation": simulation::json(name, title, played, calendar),
    })
}
