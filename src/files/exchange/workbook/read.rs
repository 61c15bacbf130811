//! A workbook back into its worksheets, cell by cell as text.

use super::sheets::ROSTER;
use base::diagnostic::Diagnostic;
use base::limits::{CSV_BYTES, WORKSHEET_CELLS};
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use std::path::Path;

/// The worksheets of a workbook, in its order.
pub struct Worksheets(Vec<(String, Rows)>);

/// Each row begins with column A; the first is row 1.
type Rows = Vec<Vec<String>>;

impl Worksheets {
    /// The cells of a worksheet.
    pub fn get(&self, name: &str) -> Option<&[Vec<String>]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, rows)| rows.as_slice())
    }

    /// The only worksheet that is not the grid, and its name.
    pub fn only(&self) -> Option<(&str, &[Vec<String>])> {
        match self.0.as_slice() {
            [(name, rows)] if name != ROSTER => Some((name, rows)),
            _ => None,
        }
    }
}

/// Reads a workbook.
///
/// # Errors
/// The file cannot be read, is no workbook, or is too large.
pub fn read(path: &Path) -> Result<Worksheets, Diagnostic> {
    let refuse = |cause: String| {
        let message = format!("cannot read {}: {cause}", path.display());
        Err(Diagnostic::error("cannot-read", message, "give a workbook (.xlsx), perhaps saved once more"))
    };
    match std::fs::metadata(path) {
        Ok(about) if about.len() > CSV_BYTES => return refuse("the file is too large".to_owned()),
        Err(error) => return refuse(error.to_string()),
        Ok(_) => {}
    }
    let mut workbook: Xlsx<_> = match open_workbook(path) {
        Ok(workbook) => workbook,
        Err(error) => return refuse(calamine::XlsxError::to_string(&error)),
    };
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        match workbook.worksheet_range(&name) {
            Ok(range) if range.end().is_some_and(|(row, column)| size(row, column) > WORKSHEET_CELLS) => {
                return refuse(format!("worksheet {name} has too many cells"));
            }
            Ok(range) => sheets.push((name, cells(&range))),
            Err(error) => return refuse(error.to_string()),
        }
    }
    Ok(Worksheets(sheets))
}

fn size(row: u32, column: u32) -> u64 {
    u64::from(row + 1) * u64::from(column + 1)
}

fn cells(range: &Range<Data>) -> Rows {
    let Some((first, left)) = range.start() else { return Vec::new() };
    let above = (0..first).map(|_| Vec::new());
    let rows = range.rows().map(|row| {
        let mut line = vec![String::new(); left as usize];
        line.extend(row.iter().map(text));
        line.truncate(line.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        line
    });
    above.chain(rows).collect()
}

/// A cell as it would be typed: dates as 2026-05-04, moments as 2026-05-04T08:00, times of day as 08:00.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            // Spreadsheets keep fractions of a day; half a minute more rounds them.
            let Some(exact) = cell.as_datetime() else { return cell.to_string() };
            let rounded = exact + chrono::Duration::seconds(30);
            let clock = rounded.format("%H:%M").to_string();
            match (moment.as_f64() < 1.0, clock.as_str()) {
                (true, _) => clock,
                (false, "00:00") => rounded.format("%Y-%m-%d").to_string(),
                _ => rounded.format("%Y-%m-%dT%H:%M").to_string(),
            }
        }
        Data::DateTimeIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        _ => cell.to_string().trim().to_owned(),
    }
}
