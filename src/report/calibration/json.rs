//! Estimates for programs.

use super::table::{SEEN_AT, name};
use files::text::json::fixed;
use serde_json::{Value, json};
use simulation::calibration::{CallRecords, ServiceEstimate};

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-calibration/1";

/// All estimates; times in minutes.
pub fn json(records: &CallRecords, estimates: &[ServiceEstimate]) -> Value {
    let (first, last) = records.dates();
    json!({
        "schema": SCHEMA,
        "contacts": records.rows.len(),
        "ignored": records.ignored,
        "from": first,
        "to": last,
        "services": estimates.iter().map(service).collect::<Value>(),
    })
}

fn service(of: &ServiceEstimate) -> Value {
    let handle = of.handle.as_ref().map(|times| {
        let fit =
            |fit: &simulation::calibration::DistributionFit| json!({ "spread": name(&fit.spread), "distance": fixed(fit.distance, 6) });
        json!({
            "mean": fixed(times.mean, 6), "cv": fixed(times.cv, 6),
            "fits": times.fits.iter().map(fit).collect::<Value>(),
        })
    });
    let patience = of.patience.as_ref().map(|patience| {
        let at = |minutes: f64| {
            json!({
                "minutes": minutes,
                "kaplan_meier": patience.beyond(minutes).map_or(Value::Null, |share| fixed(share, 6)),
                "exponential": fixed((-minutes / patience.mean).exp(), 6),
            })
        };
        json!({
            "mean": fixed(patience.mean, 6), "standard_error": fixed(patience.error, 6),
            "median": patience.median().map_or(Value::Null, |median| fixed(median, 6)),
            "wait_longer": SEEN_AT.into_iter().map(at).collect::<Value>(),
        })
    });
    json!({
        "service": of.id, "answered": of.answered, "abandoned": of.abandoned, "mean_wait": fixed(of.waited, 6),
        "week": fixed(of.arrivals.of_week(), 4),
        "day_spread": of.arrivals.day_spread.map_or(Value::Null, |spread| fixed(spread, 6)),
        "handle": handle, "patience": patience,
    })
}
