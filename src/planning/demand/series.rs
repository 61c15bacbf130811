//! Rows with a timestamp, as they stand in a CSV file.

use super::codes;
use super::shown::shown;
use super::stamp;
use super::stamp::Timestamp;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use csv::ByteRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Messages of one kind after which a file is given up: the rest says the same.
const FEW: usize = 5;
/// Seconds of a day on the wall clock.
const DAY: i64 = 86_400;

/// The rows of a file, in its order.
#[derive(Debug)]
pub struct DemandSeries {
    /// The file.
    pub source: Arc<Source>,
    /// The rows.
    pub rows: Vec<SeriesRow>,
    /// Seconds that a row covers; `None` if each row is one contact at one moment.
    pub step: Option<i64>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct SeriesRow {
    /// When it begins.
    pub stamp: Timestamp,
    /// Contacts.
    pub volume: f64,
    /// First byte of the row in the file.
    pub position: u32,
}

/// A CSV text with its columns found.
pub struct CsvColumns<'a> {
    source: &'a Arc<Source>,
    reader: csv::Reader<&'a [u8]>,
    width: usize,
}

impl<'a> CsvColumns<'a> {
    /// Reads the header and finds columns in it.
    pub fn open(
        source: &'a Arc<Source>,
        names: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<(CsvColumns<'a>, Vec<usize>)> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text.as_bytes());
        let header = reader.byte_headers().ok()?.clone();
        let known: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
        let line = Place { source: source.clone(), start: 0, end: source.text.find('\n').unwrap_or(0) };
        if known.iter().all(String::is_empty) {
            let message = format!("`{}` is empty", source.path.display());
            let help = "write a header with the names of the columns, and rows";
            diagnostics.push(Diagnostic::error(codes::EMPTY_FILE, message, help).at(Some(line)));
            return None;
        }
        let mut found = Vec::new();
        for name in names {
            let places: Vec<usize> = (0..known.len()).filter(|column| known[*column] == *name).collect();
            let header = shown(&known.join(", "));
            let (code, message, help) = match places[..] {
                [column] => {
                    found.push(column);
                    continue;
                }
                [] => {
                    let message = format!("there is no column `{}`", shown(name));
                    (codes::UNKNOWN_COLUMN, message, format!("{}; the header has: {header}", alike(name, &known)))
                }
                _ => {
                    let message = format!("the column `{}` stands {} times", shown(name), places.len());
                    (codes::DUPLICATE_COLUMN, message, format!("rename one of the two; the header has: {header}"))
                }
            };
            diagnostics.push(Diagnostic::error(code, message, help).at(Some(line.clone())));
        }
        (found.len() == names.len()).then_some((CsvColumns { source, reader, width: known.len() }, found))
    }

    /// Reads the next row; `false` at the end. A row of another length than the header is an error.
    pub fn next(&mut self, record: &mut ByteRecord, diagnostics: &mut Diagnostics) -> bool {
        if !self.reader.read_byte_record(record).unwrap_or(false) {
            return false;
        }
        if record.len() != self.width {
            let message = format!("the row has {} fields and the header {}", record.len(), self.width);
            let help = "give every row the fields of the header; put text with commas in quotes";
            diagnostics.push(Diagnostic::error(codes::RAGGED_ROW, message, help).at(self.place(record)));
        }
        true
    }

    /// The place of a whole row.
    pub fn place(&self, record: &ByteRecord) -> Option<Place> {
        record.position().map(|position| line_at(self.source, position.byte() as usize))
    }
}

/// The line of a file that begins at a byte.
pub fn line_at(source: &Arc<Source>, start: usize) -> Place {
    let bytes = source.text.as_bytes();
    let start = start + bytes[start.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let length = bytes[start..].iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    Place { source: source.clone(), start, end: length.map_or(bytes.len(), |length| start + length) }
}

fn alike(name: &str, known: &[String]) -> String {
    if let [one] = known
        && one.contains([';', '\t', '|'])
    {
        return "divide the columns of the file by commas".to_string();
    }
    let alike = known.iter().find(|column| strsim::jaro_winkler(&name.to_lowercase(), &column.to_lowercase()) > 0.75);
    alike.map_or("name a column of the file".to_string(), |column| {
        format!("write `{}`, if that is meant", shown(column))
    })
}

/// A number of contacts.
///
/// # Errors
/// The code and cause, if it is not a finite number of at least zero.
pub fn quantity(field: &[u8]) -> Result<f64, (&'static str, String)> {
    let text = std::str::from_utf8(field).unwrap_or("").trim();
    let (code, what) = match text.parse::<f64>() {
        Ok(number) if !number.is_finite() => (codes::BAD_NUMBER, "is not a finite number"),
        Ok(number) if number < 0.0 => (codes::NEGATIVE_VOLUME, "is below zero"),
        Ok(number) if number > 1e9 => (codes::BAD_NUMBER, "is above a billion"),
        Ok(number) => return Ok(number),
        Err(_) if text.is_empty() => return Err((codes::BAD_NUMBER, "a number is missing".to_string())),
        Err(_) => (codes::BAD_NUMBER, "is not a number"),
    };
    Err((code, format!("`{}` {what}", shown(text))))
}

impl DemandSeries {
    /// Reads the rows; every problem is reported, up to a few of a kind.
    pub fn read(
        source: &Arc<Source>,
        time: &str,
        volume: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<DemandSeries> {
        let names: Vec<&str> = [time].into_iter().chain(volume).collect();
        let (mut table, columns) = CsvColumns::open(source, &names, diagnostics)?;
        let mut record = ByteRecord::new();
        let mut rows = Vec::new();
        let mut problems = Diagnostics::default();
        while problems.iter().count() < FEW && table.next(&mut record, &mut problems) {
            let (Some(when), much) = (record.get(columns[0]), columns.get(1).map(|column| record.get(*column))) else {
                continue;
            };
            let stamp = stamp::parse(when).ok_or_else(|| {
                (codes::BAD_TIME, format!("`{}` is not a timestamp", shown(String::from_utf8_lossy(when).trim())))
            });
            let much = much.map_or(Ok(1.0), |field| quantity(field.unwrap_or(b"0")));
            match (stamp, much) {
                (Ok(stamp), Ok(volume)) => {
                    let position = record.position().map_or(0, |position| position.byte() as u32);
                    rows.push(SeriesRow { stamp, volume, position });
                }
                (stamp, much) => {
                    for (code, message) in [stamp.err(), much.err()].into_iter().flatten() {
                        let help = if code == codes::BAD_TIME {
                            "write it as 2026-05-04 07:00:00, with or without an offset"
                        } else {
                            "write plain digits with a decimal point, zero or more"
                        };
                        problems.push(Diagnostic::error(code, message, help).at(table.place(&record)));
                    }
                }
            }
        }
        if rows.is_empty() && !problems.has_errors() {
            let message = format!("`{}` has no rows", source.path.display());
            let help = "name a file with rows below its header";
            problems.push(Diagnostic::error(codes::EMPTY_FILE, message, help).at(Some(line_at(source, 0))));
        }
        let mut series = DemandSeries { source: source.clone(), rows, step: None };
        if volume.is_some() && !problems.has_errors() {
            series.find_step(&mut problems);
        }
        let broken = problems.has_errors();
        diagnostics.extend(problems);
        (!broken).then_some(series)
    }

    /// The line of a row.
    pub fn place(&self, row: &SeriesRow) -> Option<Place> {
        Some(line_at(&self.source, row.position as usize))
    }

    /// What a row covers is the most frequent distance between neighbours that divides a day; a row beside that
    /// grid is an error.
    fn find_step(&mut self, problems: &mut Diagnostics) {
        let mut distances: BTreeMap<i64, usize> = BTreeMap::new();
        for pair in self.rows.windows(2) {
            *distances.entry(pair[1].stamp.local - pair[0].stamp.local).or_default() += 1;
        }
        distances.retain(|distance, _| *distance > 0 && DAY % distance == 0);
        let frequent = distances.iter().max_by_key(|(distance, count)| (**count, std::cmp::Reverse(**distance)));
        // Rows too few or too odd to show a grid stand for their own minute.
        let step = frequent.map_or(60, |(step, _)| *step);
        let off = self.rows.iter().filter(|row| row.stamp.local.rem_euclid(DAY) % step != 0);
        for row in off.take(FEW) {
            let line = self.place(row);
            let message = format!("the row lies beside the {}-minute grid of the file", step as f64 / 60.0);
            let help = "leave out `volume` to count single contacts, or aggregate to one grid";
            problems.push(Diagnostic::error(codes::UNALIGNED_TIME, message, help).at(line));
        }
        self.step = Some(step);
    }
}
