//! Simulated bookings for spreadsheets and programs.

use super::figures::{rows, rows_of, subject, what};
use crate::report::booking::figures::BookingRow;
use files::folder::table;
use files::text::json::fixed;
use files::text::number::rounded;
use serde_json::{Value, json};
use simulation::Estimate;
use simulation::appointments::{BookingResults, PairedComparison};

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-bookings/1";

/// One book, a row for each figure.
///
/// # Errors
/// The table cannot be written; that is a bug.
pub fn csv(played: &BookingResults) -> Result<Vec<u8>, csv::Error> {
    let header = ["subject", "id", "what", "unit", "mean", "half", "promise"];
    table(&header, rows(played).iter().map(|row| [names(row), estimate(row.before), promise(row)].concat()))
}

/// Two books, a row for each figure that they have in common.
///
/// # Errors
/// As for [`csv()`].
pub fn csv_pair(paired: &PairedComparison) -> Result<Vec<u8>, csv::Error> {
    let header = [
        "subject",
        "id",
        "what",
        "unit",
        "before",
        "before_half",
        "after",
        "after_half",
        "change",
        "change_half",
        "promise",
    ];
    let row = |row: &BookingRow| {
        let (after, change) = row.after.unwrap_or((row.before, Estimate { mean: 0.0, half: 0.0 }));
        [names(row), estimate(row.before), estimate(after), estimate(change), promise(row)].concat()
    };
    table(&header, rows_of(paired).iter().map(row))
}

/// One book.
pub fn json(played: &BookingResults) -> Value {
    json!({
        "schema": SCHEMA,
        "title": played.title,
        "replications": played.replications,
        "confidence": fixed(played.confidence, 6),
        "figures": rows(played).iter().map(figure).collect::<Value>(),
    })
}

/// Two books.
pub fn json_pair(paired: &PairedComparison) -> Value {
    json!({
        "schema": SCHEMA,
        "before": paired.before.title,
        "after": paired.after.title,
        "replications": paired.before.replications,
        "confidence": fixed(paired.before.confidence, 6),
        "figures": rows_of(paired).iter().map(figure).collect::<Value>(),
    })
}

fn names(row: &BookingRow) -> Vec<String> {
    vec![subject(row.subject).to_owned(), row.id.clone(), what(row.what).to_owned(), row.unit.word().to_owned()]
}

fn estimate(found: Estimate) -> Vec<String> {
    let plain = |value: f64| if value.is_finite() { rounded(value, 6).to_string() } else { String::new() };
    vec![plain(found.mean), plain(found.half)]
}

fn promise(row: &BookingRow) -> Vec<String> {
    vec![row.promise.map_or_else(String::new, |promise| rounded(promise, 6).to_string())]
}

fn figure(row: &BookingRow) -> Value {
    let estimate = |found: Estimate| json!({ "mean": fixed(found.mean, 6), "half": fixed(found.half, 6) });
    let mut figure = json!({
        "subject": subject(row.subject), "id": row.id, "what": what(row.what), "unit": row.unit.word(),
    });
    match row.after {
        None => figure["played"] = estimate(row.before),
        Some((after, change)) => {
            figure["before"] = estimate(row.before);
            figure["after"] = estimate(after);
            figure["change"] = estimate(change);
        }
    }
    if let Some(promise) = row.promise {
        figure["promise"] = fixed(promise, 6);
        figure["kept"] = json!(row.is_kept());
    }
    figure
}
