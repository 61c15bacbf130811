//! Call records: a row for each contact, in a table whose columns the user names.

use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use csv::StringRecord;
use std::sync::Arc;

/// Which columns hold what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordColumns {
    /// Local time of arrival, with its date unless another column has it.
    pub time: String,
    /// The date, where it has a column of its own.
    pub date: Option<String>,
    /// How dates are written there, as `strftime` says it.
    pub date_format: String,
    /// Seconds waited.
    pub wait: String,
    /// Seconds of work of those who were answered.
    pub handle: String,
    /// The service; `None`: all records are of one.
    pub service: Option<String>,
    /// How the contact ended; `None`: it was answered if it took any work.
    pub outcome: Option<String>,
    /// Outcomes that mean answered.
    pub answered: Vec<String>,
    /// Outcomes that mean hung up.
    pub abandoned: Vec<String>,
}

/// Records that can be used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallRecords {
    /// Names of the services, in alphabetical order.
    pub services: Vec<String>,
    /// The records by time of arrival.
    pub rows: Vec<CallRecord>,
    /// Rows whose outcome is neither answered nor hung up.
    pub ignored: usize,
}

/// One contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallRecord {
    /// Local time of arrival.
    pub at: NaiveDateTime,
    /// Index of the service.
    pub service: usize,
    /// Minutes waited.
    pub wait: f64,
    /// How it ended.
    pub ended: CallOutcome,
}

/// How a contact ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CallOutcome {
    /// Answered, with so many minutes of work.
    Answered(f64),
    /// Hung up.
    HungUp,
}

impl CallRecord {
    /// Minutes of work, if it was answered.
    pub fn handle(&self) -> Option<f64> {
        match self.ended {
            CallOutcome::Answered(minutes) => Some(minutes),
            CallOutcome::HungUp => None,
        }
    }
}

impl CallRecords {
    /// First and last date.
    pub fn dates(&self) -> (NaiveDate, NaiveDate) {
        let date = |record: Option<&CallRecord>| record.map_or(NaiveDate::MIN, |record| record.at.date());
        (date(self.rows.first()), date(self.rows.last()))
    }
}

/// Problems after which a file is given up: the rest says the same.
const FEW: usize = 10;

/// Reads a text whose columns are separated by tabs, commas or semicolons, whichever the header has.
///
/// # Errors
/// Columns that are missing, and fields that cannot be read, with their places.
pub fn read(source: &Arc<Source>, columns: &RecordColumns) -> Result<CallRecords, Diagnostics> {
    let header_line = source.text.lines().next().unwrap_or("");
    let delimiter = [b'\t', b',', b';'].into_iter().find(|&byte| header_line.bytes().any(|found| found == byte));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(source.text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let fields = ColumnIndices::find(source, &header, columns)?;
    let mut problems = Diagnostics::default();
    let mut found: Vec<(CallRecord, String)> = Vec::new();
    let mut ignored = 0;
    for row in reader.records() {
        if problems.iter().count() >= FEW {
            break;
        }
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let help = "save the file as UTF-8 text";
                problems.push(Diagnostic::error("bad-record", error.to_string(), help).at(line(source, 0)));
                break;
            }
        };
        match fields.record(&row, columns) {
            Ok(Some(record)) => found.push(record),
            Ok(None) => ignored += 1,
            Err((message, help)) => {
                let start = row.position().map_or(0, |position| position.byte() as usize);
                problems.push(Diagnostic::error("bad-record", message, help).at(line(source, start)));
            }
        }
    }
    if found.is_empty() && !problems.has_errors() {
        let message = format!("{} holds no record that can be used", source.path.display());
        let help = "check --answered and --abandoned against the outcomes in the file";
        problems.push(Diagnostic::error("no-records", message, help).at(line(source, 0)));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let mut services: Vec<String> = found.iter().map(|(_, service)| service.clone()).collect();
    services.sort();
    services.dedup();
    let index = |name: &String| services.binary_search(name).unwrap_or(0);
    let mut rows: Vec<CallRecord> =
        found.iter().map(|(record, service)| CallRecord { service: index(service), ..*record }).collect();
    rows.sort_by_key(|record| record.at);
    Ok(CallRecords { services, rows, ignored })
}

fn line(source: &Arc<Source>, start: usize) -> Option<Place> {
    let end = source.text[start.min(source.text.len())..].find('\n').map_or(source.text.len(), |length| start + length);
    Some(Place { source: source.clone(), start, end })
}

/// Places of the columns.
struct ColumnIndices {
    time: usize,
    date: Option<usize>,
    wait: usize,
    handle: usize,
    service: Option<usize>,
    outcome: Option<usize>,
}

type FieldError = (String, String);

impl ColumnIndices {
    fn find(source: &Arc<Source>, header: &StringRecord, columns: &RecordColumns) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut find = |name: &str, option: &str| {
            let found = header.iter().position(|known| known == name);
            if found.is_none() {
                let known: Vec<&str> = header.iter().collect();
                let message = format!("there is no column `{name}`");
                let help = format!("name it with {option}; the header has: {}", known.join(", "));
                problems.push(Diagnostic::error("missing-column", message, help).at(line(source, 0)));
            }
            found.unwrap_or(0)
        };
        let fields = ColumnIndices {
            time: find(&columns.time, "--time"),
            date: columns.date.as_ref().map(|name| find(name, "--date")),
            wait: find(&columns.wait, "--wait"),
            handle: find(&columns.handle, "--handle"),
            service: columns.service.as_ref().map(|name| find(name, "--service")),
            outcome: columns.outcome.as_ref().map(|name| find(name, "--outcome")),
        };
        if problems.has_errors() { Err(problems) } else { Ok(fields) }
    }

    /// The record of a row and its service; nothing for an outcome that is not counted.
    fn record(&self, row: &StringRecord, columns: &RecordColumns) -> Result<Option<(CallRecord, String)>, FieldError> {
        let text = |place: usize| row.get(place).unwrap_or("");
        let outcome = self.outcome.map(text);
        let named = |names: &[String]| outcome.is_some_and(|outcome| names.iter().any(|name| name == outcome));
        let (answered, abandoned) = (named(&columns.answered), named(&columns.abandoned));
        if outcome.is_some() && !answered && !abandoned {
            return Ok(None);
        }
        let at = self.moment(row, columns)?;
        let wait = minutes(text(self.wait), &columns.wait)?;
        let handle = if abandoned { 0.0 } else { minutes(text(self.handle), &columns.handle)? };
        let served = answered || (outcome.is_none() && handle > 0.0);
        let ended = if served { CallOutcome::Answered(handle) } else { CallOutcome::HungUp };
        let service = self.service.map_or("calls", text).to_owned();
        Ok(Some((CallRecord { at, service: 0, wait, ended }, service)))
    }

    fn moment(&self, row: &StringRecord, columns: &RecordColumns) -> Result<NaiveDateTime, FieldError> {
        let text = |place: usize| row.get(place).unwrap_or("");
        let time = text(self.time);
        let complain = |text: &str, column: &str, example: &str| {
            (format!("`{text}` in the column `{column}` cannot be read"), format!("write it as {example}"))
        };
        let Some(date) = self.date else {
            let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
            let found = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(time, form).ok());
            return found
                .ok_or_else(|| complain(time, &columns.time, "2026-05-04 09:31:05, or name a column with --date"));
        };
        let (date, written) = (NaiveDate::parse_from_str(text(date), &columns.date_format), text(date));
        let column = columns.date.as_deref().unwrap_or("");
        let date = date.map_err(|_| {
            let (message, _) = complain(written, column, "");
            (message, format!("say how dates are written with --date-format; now it is `{}`", columns.date_format))
        })?;
        let forms = ["%H:%M:%S", "%H:%M"];
        let found = forms.iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok());
        found.map(|time| date.and_time(time)).ok_or_else(|| complain(time, &columns.time, "09:31:05"))
    }
}

/// Minutes of a field of seconds.
fn minutes(text: &str, column: &str) -> Result<f64, FieldError> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    seconds.map(|seconds| seconds / 60.0).ok_or_else(|| {
        (
            format!("`{text}` in the column `{column}` is not a number of seconds"),
            "write seconds such as 183".to_owned(),
        )
    })
}
