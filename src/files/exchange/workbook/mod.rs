//! A roster as a workbook: a grid to hand out, a row for each assignment, the ledger, and formulas that add them up.

mod assignments;
mod block;
mod grid;
mod ledger;
mod original;
mod read;
pub(super) mod style;
mod view;

pub use grid::AND as GRID_AND;
pub use read::{Worksheets, read};

use super::Chosen;
use crate::folder::Kept;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use view::View;

/// Names of the worksheets; the last is hidden and holds the roster as it was exported, to tell what was edited.
pub const ROSTER: &str = "Roster";
/// See [`ROSTER`].
pub const ASSIGNMENTS: &str = "Assignments";
/// See [`ROSTER`].
pub const LEDGER: &str = "Ledger";
/// See [`ROSTER`].
pub const ORIGINAL: &str = "Original";

/// The bytes of the workbook. The same plan gives the same bytes. Every formula carries its value, so that programs that do
/// not calculate show it too.
///
/// # Errors
/// The roster is larger than a worksheet may be.
pub fn write(kept: &Kept, chosen: &Chosen) -> Result<Vec<u8>, XlsxError> {
    let view = View::of(kept, chosen);
    let mut workbook = Workbook::new();
    let first = kept.case.model.calendar.start.and_hms_opt(0, 0, 0).unwrap_or_default();
    // The day of the plan, not of the export: the same plan gives the same bytes.
    let properties = DocProperties::new().set_title(&kept.heading.title).set_creation_datetime(&first);
    workbook.set_properties(&properties);
    grid::write(&view, workbook.add_worksheet().set_name(ROSTER)?)?;
    assignments::write(&view, workbook.add_worksheet().set_name(ASSIGNMENTS)?)?;
    ledger::write(&view, workbook.add_worksheet().set_name(LEDGER)?)?;
    original::write(&view, workbook.add_worksheet().set_name(ORIGINAL)?)?;
    workbook.save_to_buffer()
}
