//! The workbook from its worksheets.

use super::sheets::{ASSIGNMENTS, LEDGER, ORIGINAL, ROSTER};
use crate::exchange::workbook::view::WorkbookView;
use super::{assignments, grid, ledger, original};
use crate::exchange::chosen::Chosen;
use crate::exchange::export::{Export, ExportTarget, Exported};
use crate::exchange::roster_request::RosterExport;
use crate::folder::PlanFolder;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

/// See the module.
pub const EXPORT: RosterExport = Export {
    name: "xlsx",
    help: "A workbook: a grid, a row for each assignment, the ledger, and formulas that add them up",
    target: ExportTarget::File,
    republishes: false,
    write: |request| Ok(Exported::File(write(request.kept, request.chosen)?)),
};

/// The bytes of the workbook. The same plan gives the same bytes. Every formula carries its value, so that programs that do
/// not calculate show it too.
///
/// # Errors
/// The roster is larger than a worksheet may be.
pub fn write(kept: &PlanFolder, chosen: &Chosen) -> Result<Vec<u8>, XlsxError> {
    let view = WorkbookView::of(kept, chosen);
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
