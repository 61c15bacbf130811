//! Estimates as files: a fragment of a `model.toml`, and for each service its typical week and its handle times.

use super::json;
use files::folder::table;
use files::text::json::pretty;
use files::text::number::rounded;
use simulation::calibration::{CallRecords, ServiceEstimate};

/// Name of the file that is written last.
pub const MANIFEST: &str = "calibration.json";

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The files, in the order of writing.
///
/// # Errors
/// A table cannot be written; that is a bug.
pub fn files(records: &CallRecords, estimates: &[ServiceEstimate]) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let mut files = Vec::new();
    for of in estimates {
        let id = id(&of.id);
        files.push((format!("{id}-week.csv"), week(of)?));
        if let Some(times) = &of.handle {
            let rows = times.sorted.iter().map(|minutes| vec![rounded(minutes * 60.0, 3).to_string()]);
            files.push((format!("{id}-handle.csv"), table(&["seconds"], rows)?));
        }
    }
    files.push(("services.txt".to_owned(), fragment(records, estimates).into_bytes()));
    files.push((MANIFEST.to_owned(), pretty(&json::json(records, estimates)).into_bytes()));
    Ok(files)
}

/// The typical week of a service: intervals from the first to the last of each day in which anybody ever came.
fn week(of: &ServiceEstimate) -> Result<Vec<u8>, csv::Error> {
    let mut rows = Vec::new();
    for (day, counts) in of.arrivals.week.iter().enumerate() {
        let busy = |count: &f64| *count > 0.0;
        let Some((first, last)) = counts.iter().position(busy).zip(counts.iter().rposition(busy)) else { continue };
        for (interval, count) in counts.iter().enumerate().take(last + 1).skip(first) {
            let minute = interval as u32 * of.arrivals.interval;
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            rows.push(vec![DAYS[day].to_owned(), time, rounded(*count, 6).to_string()]);
        }
    }
    table(&["day", "time", "weight"], rows)
}

/// A name as paths can carry it.
fn id(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let id: String = name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    if id.is_empty() { "calls".to_owned() } else { id }
}

fn fragment(records: &CallRecords, estimates: &[ServiceEstimate]) -> String {
    let (first, last) = records.dates();
    let mut text = format!(
        "# Services estimated from {} call records, {first} to {last}. To paste into a model.toml, with targets and `shortage`.\n",
        records.rows.len()
    );
    let seconds = |minutes: f64| rounded(minutes * 60.0, 3);
    for of in estimates {
        let id = id(&of.id);
        let week = rounded(of.arrivals.of_week(), 4);
        text.push_str(&format!("\n[service.{id}]\ndemand = {{ weekly = \"{id}-week.csv\", volume = {week} }}\n"));
        if let Some(times) = &of.handle {
            let mean = seconds(times.mean);
            let spread = times.fits.first().map_or("exponential", |fit| super::table::name(&fit.spread));
            let cv = if spread == "exponential" { String::new() } else { format!(", cv = {}", rounded(times.cv, 3)) };
            text.push_str(&format!("handle = {{ mean = \"{mean}s\", spread = \"{spread}\"{cv} }}"));
            text.push_str(&format!("   # or as measured: {{ file = \"{id}-handle.csv\" }}\n"));
        }
        if let Some(patience) = &of.patience {
            text.push_str(&format!("patience = \"{}s\"   # exponential estimate\n", seconds(patience.mean)));
        }
        if let Some(spread) = of.arrivals.day_spread.filter(|spread| *spread > 0.0) {
            text.push_str(&format!("day_spread = \"{}%\"\n", rounded(spread * 100.0, 2)));
        }
    }
    text
}
