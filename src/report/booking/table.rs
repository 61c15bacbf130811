//! Simulated bookings on one screen.

use super::super::grid::{Grid, wrapped};
use super::super::number::{number, percent, signed};
use super::figures::{Row, Unit, rows, rows_of, subject, what};
use crate::booking::{Paired, Played};
use crate::simulate::Estimate;

/// One book.
pub fn text(played: &Played) -> String {
    let mut text = format!("{}\n{}\n", played.title, about(played));
    let mut grid = Grid::new(&["", "", "", "played", "promised"], 3);
    for (row, shown) in named(&rows(played)) {
        let [group, id, what] = shown;
        grid.row([group, id, what, with_half(row.before, row.unit), promised(row)]);
    }
    text.push_str(&grid.text());
    text
}

/// Two books with the same customers.
pub fn pair(paired: &Paired) -> String {
    let (before, after) = (&paired.before, &paired.after);
    let mut text = format!("{} against {}\n{}\n", after.title, before.title, about(before));
    let mut grid = Grid::new(&["", "", "", "before", "after", "change", "promised"], 3);
    for (row, shown) in named(&rows_of(paired)) {
        let [group, id, what] = shown;
        let Some((after, change)) = row.after else { continue };
        let value = |found: Estimate| plain(found.mean, row.unit);
        grid.row([group, id, what, value(row.before), value(after), changed(change, row.unit), promised(row)]);
    }
    text.push_str(&grid.text());
    let note =
        "Both met the same customers, so that changes are surer than either figure; a change without * may be chance.";
    text.push_str(&wrapped(note, 2));
    text
}

fn about(played: &Played) -> String {
    let confidence = percent(played.confidence, 0);
    let times = number(f64::from(played.replications), 0);
    wrapped(&format!("Played {times} times; intervals of {confidence} confidence"), 0)
}

/// Rows with the names to print: each group and id once.
fn named(rows: &[Row]) -> Vec<(&Row, [String; 3])> {
    let mut last = (String::new(), String::new());
    let mut named = Vec::new();
    for row in rows {
        let now = (subject(row.subject).to_owned(), row.id.clone());
        let group = if now.0 == last.0 { String::new() } else { now.0.clone() };
        let id = if now == last { String::new() } else { now.1.clone() };
        named.push((row, [group, id, what(row.what).to_owned()]));
        last = now;
    }
    named
}

fn plain(value: f64, unit: Unit) -> String {
    match unit {
        _ if value.is_nan() => "-".to_owned(),
        Unit::Share => percent(value, 1),
        Unit::Days => number(value, 1),
        Unit::Minutes => format!("{} min", number(value, 1)),
        Unit::Hours => format!("{} h", number(value, 1)),
        Unit::People => number(value, 1),
    }
}

fn half(value: f64, unit: Unit) -> String {
    number(if unit == Unit::Share { value * 100.0 } else { value }, 1)
}

fn with_half(found: Estimate, unit: Unit) -> String {
    let text = plain(found.mean, unit);
    if found.half.is_finite() { format!("{text} ± {}", half(found.half, unit)) } else { text }
}

/// `+3.1 ± 0.4 *`, in the unit of the figures beside it.
fn changed(change: Estimate, unit: Unit) -> String {
    if change.mean.is_nan() {
        return "-".to_owned();
    }
    let value = if unit == Unit::Share { change.mean * 100.0 } else { change.mean };
    let sure = if change.low() > 0.0 || change.high() < 0.0 { " *" } else { "" };
    let width = if change.half.is_finite() { format!(" ± {}", half(change.half, unit)) } else { String::new() };
    format!("{}{width}{sure}", signed(value, 1))
}

fn promised(row: &Row) -> String {
    let Some(promise) = row.promise else { return String::new() };
    let kept = if row.is_kept() == Some(true) { "kept" } else { "missed" };
    format!("{} {kept}", percent(promise, 0))
}
