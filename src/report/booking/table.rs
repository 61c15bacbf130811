//! Simulated bookings on one screen.

use super::super::grid::wrapped;
use super::figures::{rows, rows_of, subject, what};
use crate::report::booking::figures::{BookingRow, BookingUnit};
use crate::report::grid::TextTable;
use files::text::number::{number, percent, signed};
use simulation::Estimate;
use simulation::appointments::{BookingResults, PairedComparison};

/// One book.
pub fn text(played: &BookingResults) -> String {
    let mut text = format!("{}\n{}", played.title, about(played));
    for (heading, rows) in sections(&rows(played)) {
        let mut grid = TextTable::new(&[heading, "", "played", "promised"], 2);
        for (name, row) in rows {
            grid.row([name, what(row.what).to_owned(), with_half(row.before, row.unit), promised(&row)]);
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    text
}

/// Two books with the same customers.
pub fn pair(paired: &PairedComparison) -> String {
    let (before, after) = (&paired.before, &paired.after);
    let mut text = format!("{} against {}\n{}", after.title, before.title, about(before));
    for (heading, rows) in sections(&rows_of(paired)) {
        let mut grid = TextTable::new(&[heading, "", "before", "after", "change", "promised"], 2);
        for (name, row) in rows {
            let Some((after, change)) = row.after else { continue };
            let value = |found: Estimate| plain(found.mean, row.unit);
            let cells = [value(row.before), value(after), changed(change, row.unit), promised(&row)];
            grid.row([name, what(row.what).to_owned()].into_iter().chain(cells));
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    let note =
        "Both met the same customers, so that changes are surer than either figure; a change without * may be chance.";
    text.push_str(&format!("\n{}", wrapped(note, 2)));
    text
}

fn about(played: &BookingResults) -> String {
    let confidence = percent(played.confidence, 0);
    let times = number(f64::from(played.replications), 0);
    wrapped(&format!("Played {times} times; intervals of {confidence} confidence"), 0)
}

/// Rows under the kind of thing they are about, each id once; what never happens in any book is left out.
fn sections(rows: &[BookingRow]) -> Vec<(&'static str, Vec<(String, BookingRow)>)> {
    let mut sections: Vec<(&'static str, Vec<(String, BookingRow)>)> = Vec::new();
    let mut last = None;
    let happens = |row: &&BookingRow| {
        row.promise.is_some() || row.before.mean != 0.0 || row.after.is_some_and(|(after, _)| after.mean != 0.0)
    };
    for row in rows.iter().filter(happens) {
        let heading = subject(row.subject);
        let name = if last == Some((row.subject, &row.id)) { String::new() } else { row.id.clone() };
        last = Some((row.subject, &row.id));
        match sections.last_mut().filter(|(known, _)| *known == heading) {
            Some((_, rows)) => rows.push((name, row.clone())),
            None => sections.push((heading, vec![(name, row.clone())])),
        }
    }
    sections
}

fn plain(value: f64, unit: BookingUnit) -> String {
    match unit {
        _ if value.is_nan() => "-".to_owned(),
        BookingUnit::Share => percent(value, 1),
        BookingUnit::Days => number(value, 1),
        BookingUnit::Minutes => format!("{} min", number(value, 1)),
        BookingUnit::Hours => format!("{} h", number(value, 1)),
        BookingUnit::People => number(value, 1),
    }
}

fn half(value: f64, unit: BookingUnit) -> String {
    number(if unit == BookingUnit::Share { value * 100.0 } else { value }, 1)
}

fn with_half(found: Estimate, unit: BookingUnit) -> String {
    let text = plain(found.mean, unit);
    if found.half.is_finite() { format!("{text} ± {}", half(found.half, unit)) } else { text }
}

/// `+3.1 ± 0.4 *`, in the unit of the figures beside it.
fn changed(change: Estimate, unit: BookingUnit) -> String {
    if change.mean.is_nan() {
        return "-".to_owned();
    }
    let value = if unit == BookingUnit::Share { change.mean * 100.0 } else { change.mean };
    let sure = if change.low() > 0.0 || change.high() < 0.0 { " *" } else { "" };
    let width = if change.half.is_finite() { format!(" ± {}", half(change.half, unit)) } else { String::new() };
    format!("{}{width}{sure}", signed(value, 1))
}

fn promised(row: &BookingRow) -> String {
    let Some(promise) = row.promise else { return String::new() };
    let kept = if row.is_kept() == Some(true) { "kept" } else { "missed" };
    format!("{} {kept}", percent(promise, 0))
}
