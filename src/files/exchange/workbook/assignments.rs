//! The sheet "Assignments": the rows of `roster.csv`, and what each costs.

use super::style;
use crate::exchange::workbook::view::WorkbookView;
use crate::folder::roster::{WRITTEN, row};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 13] = [24.0, 14.0, 20.0, 14.0, 11.0, 6.0, 10.0, 24.0, 24.0, 7.0, 13.0, 24.0, 12.0];

/// Writes it.
pub fn write(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heading = style::heading();
    for (column, name) in (0..).zip(WRITTEN.iter().chain(&["cost"])) {
        sheet.write_string_with_format(0, column, *name, &heading)?;
        sheet.set_column_width(column, WIDTHS[usize::from(column)])?;
    }
    let calendar = &view.model().calendar;
    let [date, money] = [style::date(), style::money()];
    for (line, assignment) in (1..).zip(&view.assignments) {
        for (column, (name, text)) in (0..).zip(WRITTEN.iter().zip(row(view.model(), assignment))) {
            match (*name, text.parse::<f64>()) {
                // Real dates and numbers, so that formulas and filters may count with them.
                ("date", _) => drop(sheet.write_date_with_format(
                    line,
                    column,
                    calendar.date(assignment.shift.day.into()),
                    &date,
                )?),
                ("day" | "span" | "paid_minutes", Ok(number)) => drop(sheet.write_number(line, column, number)?),
                _ => drop(sheet.write_string(line, column, text)?),
            }
        }
        let text = format!("=SUMIFS({},{},$A{})", view.of_ledger("F"), view.of_ledger("H"), line + 1);
        let cost = view.of_assignment(&assignment.id).major();
        sheet.write_formula_with_format(line, WRITTEN.len() as u16, style::formula(text, cost), &money)?;
    }
    sheet.autofilter(0, 0, view.assignments.len() as u32, WRITTEN.len() as u16)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_paper_size(style::A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}
