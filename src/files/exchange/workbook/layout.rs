//! Where things stand on the sheet "Roster".

use crate::exchange::workbook::view::WorkbookView;
use crate::folder::table_file::letters;

/// Row of the headings, from 0; the people follow.
pub const HEADING: u32 = 4;
/// Column of the first date, from 0.
pub const FIRST: u16 = 3;
/// What stands between the shifts of one cell.
pub const AND: &str = "+";

/// Cells with the cost of each person.
pub fn costs(view: &WorkbookView) -> String {
    let column = letters(usize::from(after(view)) + 2);
    format!("${column}${}:${column}${}", HEADING + 2, last(view) + 1)
}

/// The column behind the last date.
pub fn after(view: &WorkbookView) -> u16 {
    FIRST + view.model().calendar.days as u16
}

/// The row of the last person.
pub fn last(view: &WorkbookView) -> u32 {
    HEADING + view.employees.len() as u32
}
