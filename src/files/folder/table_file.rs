//! CSV as spreadsheets write it, with the place of every cell.

use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use std::path::Path;
use std::sync::Arc;

/// A table with named columns.
pub struct TableFile {
    source: Arc<Source>,
    /// Of a worksheet, whose rows are the lines of the source.
    worksheet: Option<String>,
    header: Vec<TableCell>,
    rows: Vec<Vec<TableCell>>,
    /// Of a worksheet: the number of each row, from 1.
    numbers: Vec<usize>,
}

#[derive(Clone)]
struct TableCell {
    text: String,
    start: usize,
    end: usize,
}

/// One row of a table.
pub struct TableRow<'a> {
    file: &'a TableFile,
    cells: &'a [TableCell],
    index: usize,
}

impl TableFile {
    /// Reads a file whose header has the columns `read` and perhaps those of `shown`, in any order, and no others.
    pub fn open(path: &Path, read: &[&str], shown: &[&str], problems: &mut Diagnostics) -> Option<TableFile> {
        let text = match read_text(path, CSV_BYTES) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("cannot read {}: {error}", path.display());
                problems.push(Diagnostic::error(
                    "cannot-read",
                    message,
                    "give the folder of a plan, written with --out",
                ));
                return None;
            }
        };
        TableFile::parse(Source { path: path.to_owned(), text }, read, shown, problems)
    }

    /// Reads a text with such a header.
    pub fn parse(source: Source, read: &[&str], shown: &[&str], problems: &mut Diagnostics) -> Option<TableFile> {
        let lines = scan(&source.text);
        TableFile::checked(Arc::new(source), None, (lines, Vec::new()), [read, shown], problems)
    }

    /// Reads the cells of a worksheet with such a header, row by row. Messages name its cells.
    pub fn of_cells(
        path: &Path,
        worksheet: &str,
        cells: &[Vec<String>],
        columns: [&[&str]; 2],
        problems: &mut Diagnostics,
    ) -> Option<TableFile> {
        let mut text = String::new();
        let mut rows: Vec<Vec<TableCell>> = Vec::new();
        for line in cells {
            let mut row = Vec::new();
            for (column, cell) in line.iter().enumerate() {
                if column > 0 {
                    text.push_str(", ");
                }
                let start = text.len();
                text.push_str(&cell.replace(['\n', '\r'], " "));
                row.push(TableCell { text: cell.trim().to_owned(), start, end: text.len() });
            }
            text.push('\n');
            rows.push(row);
        }
        let filled = |row: &Vec<TableCell>| row.iter().any(|cell| !cell.text.is_empty());
        let numbers = (1..).zip(&rows).filter(|(_, row)| filled(row)).map(|(number, _)| number).skip(1).collect();
        rows.retain(filled);
        if let Some(header) = rows.first_mut() {
            header.truncate(header.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1));
        }
        let source = Arc::new(Source { path: path.to_owned(), text });
        TableFile::checked(source, Some(worksheet.to_owned()), (rows, numbers), columns, problems)
    }

    fn checked(
        source: Arc<Source>,
        worksheet: Option<String>,
        (mut lines, numbers): (Vec<Vec<TableCell>>, Vec<usize>),
        [read, shown]: [&[&str]; 2],
        problems: &mut Diagnostics,
    ) -> Option<TableFile> {
        let header = if lines.is_empty() { Vec::new() } else { lines.remove(0) };
        let file = TableFile { source, worksheet, header, rows: lines, numbers };
        let mut sound = true;
        for (index, cell) in file.header.iter().enumerate() {
            let name = cell.text.as_str();
            let twice = file.header[..index].iter().any(|other| other.text == name);
            if twice || !read.iter().chain(shown).any(|known| *known == name) {
                let nearest = nearest(name, read.iter().chain(shown).copied());
                let (message, help) = match (twice, nearest) {
                    (true, _) => (format!("column \"{name}\" is there twice"), "delete one of them".to_owned()),
                    (_, Some(nearest)) => (format!("unknown column \"{name}\""), format!("write \"{nearest}\"")),
                    _ => (format!("unknown column \"{name}\""), "delete it".to_owned()),
                };
                problems.push(Diagnostic::error("unknown-column", message, help).at(Some(file.place(cell))));
                sound = false;
            }
        }
        for name in read.iter().filter(|name| file.header.iter().all(|cell| cell.text != **name)) {
            let place =
                Place { source: file.source.clone(), start: 0, end: file.header.last().map_or(0, |cell| cell.end) };
            let message = format!("column \"{name}\" is missing");
            problems.push(Diagnostic::error("missing-column", message, "add it to the header").at(Some(place)));
            sound = false;
        }
        // Worksheets end their rows where nothing follows.
        let lines = file.rows.iter().filter(|_| file.worksheet.is_none());
        for row in lines.filter(|row| row.len() < file.header.len()) {
            let message = format!("{} cells under {} headings", row.len(), file.header.len());
            let place = row.last().map(|cell| file.place(cell));
            problems.push(Diagnostic::error("short-row", message, "fill the row up").at(place));
            sound = false;
        }
        sound.then_some(file)
    }

    /// The rows below the header; empty ones are left out.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().enumerate().map(|(index, cells)| TableRow { file: self, cells, index })
    }

    /// True if there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|cell| cell.text == column)
    }

    /// An error about the header.
    pub fn problem(&self, code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        let end = self.header.last().map_or(0, |cell| cell.end);
        let start = self.header.first().map_or(0, |cell| cell.start);
        Diagnostic::error(code, message, help).at(Some(Place { source: self.source.clone(), start, end }))
    }

    fn place(&self, cell: &TableCell) -> Place {
        Place { source: self.source.clone(), start: cell.start, end: cell.end }
    }
}

impl TableRow<'_> {
    fn cell(&self, column: &str) -> Option<&TableCell> {
        self.cells.get(self.file.header.iter().position(|cell| cell.text == column)?)
    }

    /// True if the table has such a column.
    pub fn has(&self, column: &str) -> bool {
        self.file.has(column)
    }

    /// The text in a column, without blanks around it.
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    /// An error about the cell in a column.
    pub fn problem(
        &self,
        code: &'static str,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let (at, place) = self.at(column);
        Diagnostic::error(code, format!("{at}: {}", message.into()), help).at(place)
    }

    /// The cell in a column, in words and as a place; of a missing one the row.
    pub fn at(&self, column: &str) -> (String, Option<Place>) {
        let place = self.cell(column).or(self.cells.first()).map(|cell| self.file.place(cell));
        let words = match (&self.file.worksheet, self.file.numbers.get(self.index)) {
            (Some(worksheet), Some(number)) => {
                let index = self.file.header.iter().position(|cell| cell.text == column).unwrap_or(0);
                format!("cell {worksheet}!{}{number}", letters(index))
            }
            _ => format!("column {column}"),
        };
        (words, place)
    }

    /// The index of the id in a column among the known ones.
    pub fn index_of<'a>(
        &self,
        column: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        refuse: &mut impl FnMut(Diagnostic),
    ) -> Option<usize> {
        let text = self.text(column);
        let found = known.clone().position(|id| id == text);
        if found.is_none() {
            let help =
                nearest(text, known).map_or("write an id of the model".to_owned(), |near| format!("write \"{near}\""));
            refuse(self.problem("unknown-id", column, format!("there is no {column} \"{text}\""), help));
        }
        found
    }
}

/// The letters of a column of a worksheet, from 0.
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return letters.iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

/// The known name that looks most like another, if any does.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = known.map(|known| (strsim::jaro_winkler(name, known), known));
    likeness.filter(|(likeness, _)| *likeness > 0.7).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// Cells separated by commas (or semicolons, if the first line has no comma), quoted as RFC 4180 says; lines end
/// with LF or CRLF; a byte order mark, blanks around cells and empty lines are passed over.
fn scan(text: &str) -> Vec<Vec<TableCell>> {
    let first = text.lines().next().unwrap_or("");
    let separator = if !first.contains(',') && first.contains(';') { b';' } else { b',' };
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while at < bytes.len() {
        let start = at;
        let mut content = String::new();
        if bytes[at] == b'"' {
            at += 1;
            while at < bytes.len() {
                let next = text[at..].find('"').map_or(bytes.len(), |found| at + found);
                content.push_str(&text[at..next]);
                at = (next + 1).min(bytes.len());
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                content.push('"');
                at += 1;
            }
        }
        let rest = bytes[at..].iter().position(|&byte| byte == separator || byte == b'\n');
        let end = rest.map_or(bytes.len(), |rest| at + rest);
        content.push_str(&text[at..end]);
        let shown = text[start..end].trim_end().len();
        row.push(TableCell { text: content.trim().to_owned(), start, end: start + shown });
        if bytes.get(end) != Some(&separator) {
            rows.push(std::mem::take(&mut row));
        } else if end + 1 == bytes.len() {
            row.push(TableCell { text: String::new(), start: end + 1, end: end + 1 });
        }
        at = end + 1;
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<TableFile>, Diagnostics) {
        let mut problems = Diagnostics::default();
        let source = Source { path: "t.csv".into(), text: text.to_owned() };
        (TableFile::parse(source, &["team", "heads"], &["day"], &mut problems), problems)
    }

    #[test]
    fn spreadsheets_may_change_order_line_ends_and_quotes() {
        let (file, problems) = parse("\u{feff}heads,team,day\r\n 2 ,\"a \"\"b\"\", c\",mon\r\n\r\n3,d,\r\n");
        assert_eq!(problems, Diagnostics::default());
        let file = file.unwrap();
        let rows: Vec<_> = file.rows().map(|row| (row.text("heads").to_owned(), row.text("team").to_owned())).collect();
        assert_eq!(rows, [("2".to_owned(), "a \"b\", c".to_owned()), ("3".to_owned(), "d".to_owned())]);
    }

    #[test]
    fn semicolons_separate_where_no_comma_does() {
        let (file, _) = parse("team;heads\na;2\n");
        assert_eq!(file.unwrap().rows().next().unwrap().text("heads"), "2");
    }

    #[test]
    fn unknown_and_missing_columns_are_named_with_their_place() {
        let (file, problems) = parse("team,head\na,2\n");
        assert!(file.is_none());
        let text = problems.to_string();
        assert!(text.contains("t.csv:1:6: [unknown-column] unknown column \"head\" (help: write \"heads\")"), "{text}");
        assert!(text.contains("column \"heads\" is missing"), "{text}");
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_cut_into_cells_that_lie_in_it(text in "[\",;\r\n aé\u{feff}]{0,40}") {
            for cell in scan(&text).iter().flatten() {
                proptest::prop_assert!(text.get(cell.start..cell.end).is_some());
            }
        }
    }

    #[test]
    fn nothing_at_all_is_not_a_table() {
        assert!(parse("").0.is_none());
        assert!(parse("team,heads\na\n").0.is_none());
    }
}
