//! A column of measured times.

use super::codes;
use super::series::{CsvColumns, line_at, quantity};
use super::shown::shown;
use base::diagnostic::{Diagnostic, Diagnostics, Source};
use csv::ByteRecord;
use std::sync::Arc;

/// Messages after which a file is given up.
const FEW: usize = 5;

/// The seconds in a column, in the order of the file; none is below zero and their mean is above.
pub fn sample(source: &Arc<Source>, column: &str, diagnostics: &mut Diagnostics) -> Option<Vec<f64>> {
    let (mut table, columns) = CsvColumns::open(source, &[column], diagnostics)?;
    let (mut record, mut problems, mut times) = (ByteRecord::new(), Diagnostics::default(), Vec::new());
    while problems.iter().count() < FEW && table.next(&mut record, &mut problems) {
        let Some(field) = record.get(columns[0]) else { continue };
        match quantity(field) {
            Ok(seconds) => times.push(seconds),
            Err((code, message)) => {
                let help = format!("write seconds such as 183 in the column `{}`", shown(column));
                problems.push(Diagnostic::error(code, message, help).at(table.place(&record)));
            }
        }
    }
    if times.iter().sum::<f64>() <= 0.0 && !problems.has_errors() {
        let message = format!("`{}` has no time above zero", source.path.display());
        let help = "write a row for each measured time, in seconds";
        problems.push(Diagnostic::error(codes::EMPTY_FILE, message, help).at(Some(line_at(source, 0))));
    }
    let broken = problems.has_errors();
    diagnostics.extend(problems);
    (!broken).then_some(times)
}
