//! The hidden sheet "Original": the roster as it was exported.

use super::style;
use crate::exchange::workbook::view::WorkbookView;
use crate::folder::roster::{WRITTEN, row};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Writes it, as text.
pub fn write(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_very_hidden(true);
    let heading = style::heading();
    for (column, name) in (0..).zip(WRITTEN) {
        sheet.write_string_with_format(0, column, name, &heading)?;
    }
    for (line, assignment) in (1..).zip(&view.assignments) {
        for (column, text) in (0..).zip(row(view.model(), assignment)) {
            sheet.write_string(line, column, text)?;
        }
    }
    Ok(())
}
