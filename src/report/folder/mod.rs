//! A plan as a folder of files: `plan.json` and a CSV for each table. `people.csv` (of a roster `roster.csv`) and
//! `work.csv` are the plan itself and may be edited in a spreadsheet; everything else follows from them and from the case
//! in `plan.json`.

pub mod clock;
pub mod contributions;
pub mod ledger;
pub mod levers;
pub mod lines;
pub mod manifest;
pub mod people;
pub mod read;
pub mod roster;
pub mod sheet;
pub mod slots;
pub mod tables;
pub mod visits;
pub mod work;

pub use read::{Kept, read};

use super::figures::Figures;
use super::roster::assignments;
use crate::run::Planned;
use serde::{Deserialize, Serialize};

/// Name of the file that is written last.
pub const MANIFEST: &str = "plan.json";

/// What a plan is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Name of the scenario.
    pub name: String,
    /// What people call it.
    pub title: String,
}

/// The files of a plan, in the order of writing. The same plan gives the same bytes.
///
/// # Errors
/// A table cannot be written as CSV; that is a bug.
pub fn files(heading: &Heading, figures: &Figures, planned: &Planned) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let model = &planned.case.model;
    if !model.employees.is_empty() {
        return roster_files(heading, figures, planned);
    }
    let tables = [
        ("people.csv", people::write(model, &planned.plan)?),
        ("shifts.csv", tables::shifts(model, &planned.plan)?),
        ("breaks.csv", tables::breaks(model, &planned.plan)?),
        ("teams.csv", tables::teams(figures)?),
        ("work.csv", work::write(model, &planned.plan)?),
        ("cover.csv", tables::cover(model, figures)?),
        ("ledger.csv", ledger::write(&planned.ledger)?),
        (MANIFEST, manifest::write(heading, figures, planned).into_bytes()),
    ];
    let mut files: Vec<_> = tables.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    if !model.levers.is_empty() {
        // The manifest is written last.
        files.insert(files.len() - 1, (levers::FILE.to_owned(), levers::write(model, &planned.plan)?));
    }
    if let Some(found) = &figures.contributions {
        files.insert(files.len() - 1, (contributions::FILE.to_owned(), contributions::write(found)?));
    }
    if model.services.iter().any(|service| service.booking().is_some()) {
        let tables =
            [(slots::FILE, slots::write(model, &planned.plan)?), (visits::FILE, visits::write(model, &planned.plan)?)];
        let before_manifest = files.len() - 1;
        files.splice(before_manifest..before_manifest, tables.map(|(name, bytes)| (name.to_owned(), bytes)));
    }
    Ok(files)
}

/// The files of a roster; those about services only where there are any.
fn roster_files(heading: &Heading, figures: &Figures, planned: &Planned) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let (model, plan) = (&planned.case.model, &planned.plan);
    let assignments = assignments(model, plan);
    let mut files = vec![
        ("roster.csv", roster::write(model, &assignments)?),
        ("lines.csv", lines::people(model, &assignments, &planned.ledger)?),
        ("teams.csv", tables::teams(figures)?),
        ("cover.csv", lines::cover(model, &assignments)?),
    ];
    if !model.services.is_empty() {
        files.push(("work.csv", work::write(model, plan)?));
        files.push(("intervals.csv", tables::cover(model, figures)?));
    }
    if model.services.iter().any(|service| service.booking().is_some()) {
        files.push((slots::FILE, slots::write(model, plan)?));
        files.push((visits::FILE, visits::write(model, plan)?));
    }
    files.push(("ledger.csv", ledger::write(&planned.ledger)?));
    files.push((MANIFEST, manifest::write(heading, figures, planned).into_bytes()));
    Ok(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

/// Rows under a header as CSV bytes.
///
/// # Errors
/// The rows cannot be written as CSV; that is a bug.
pub fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    writer.into_inner().map_err(|refused| refused.into_error().into())
}
