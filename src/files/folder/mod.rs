//! The tables of a plan folder. `people.csv` (of a roster `roster.csv`) and `work.csv` are the plan itself and may be edited
//! in a spreadsheet; everything else follows from them and from the case in `plan.json`.

pub mod clock;
pub mod contributions;
pub mod ledger;
pub mod levers;
pub mod lines;
pub mod manifest;
pub mod people;
pub mod read;
pub mod roster;
pub mod slots;
pub mod table_file;
pub mod visits;
pub mod work;

pub use manifest::{Heading, MANIFEST};
pub use read::{PlanFolder, read};

/// Tables that a plan may have; those of an earlier plan that the next one does not write are taken away with it.
pub const NAMES: &[&str] = &[
    "breaks.csv",
    "check.csv",
    "contributions.csv",
    "cover.csv",
    "intervals.csv",
    "ledger.csv",
    "levers.csv",
    "lines.csv",
    "people.csv",
    "roster.csv",
    "shifts.csv",
    "slots.csv",
    "teams.csv",
    "visits.csv",
    "work.csv",
];

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
