//! Open intervals that no row reaches, and the warnings of a spread.

use super::codes;
use super::series::DemandSeries;
use super::spread::IntervalVolumes;
use crate::model::Calendar;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::tolerance::PART_OF_A_CONTACT;

/// Gaps named one by one; the others are counted.
const FEW: usize = 5;

/// Reports open intervals without a row. Single contacts leave intervals empty as a matter of course; of them an
/// open day without any is a gap.
pub fn check(
    series: &DemandSeries,
    calendar: &Calendar,
    spread: &IntervalVolumes<'_>,
    open: &[bool],
    diagnostics: &mut Diagnostics,
) {
    let missing = |interval: &usize| open[*interval] && !spread.reached[*interval];
    let (what, gaps): (&str, Vec<String>) = if series.step.is_some() {
        let stamp = |interval| calendar.local(calendar.interval_start(interval)).format("%Y-%m-%d %H:%M").to_string();
        ("open intervals", (0..open.len()).filter(missing).map(stamp).collect())
    } else {
        let mut days = vec![(false, false); calendar.days as usize];
        for interval in 0..open.len() {
            let day = &mut days[calendar.day_of_interval(interval) as usize];
            day.0 |= open[interval];
            day.1 |= spread.reached[interval];
        }
        let empty = days.iter().zip(0i64..).filter(|((open, reached), _)| *open && !reached);
        ("open days", empty.map(|(_, day)| calendar.date(day).to_string()).collect())
    };
    report(series, what, &gaps, "complete the file, correct `open`, or write `gaps = \"zero\"`", diagnostics);
}

/// One message for all gaps of a file: the first few and the count.
pub fn report(series: &DemandSeries, what: &str, gaps: &[String], help: &str, diagnostics: &mut Diagnostics) {
    if gaps.is_empty() {
        return;
    }
    let more = if gaps.len() > FEW { ", ..." } else { "" };
    let shown = gaps[..gaps.len().min(FEW)].join(", ");
    let path = series.source.path.display();
    let message = format!("`{path}` has no row for {} {what}: {shown}{more}", gaps.len());
    diagnostics.push(Diagnostic::error(codes::GAP_IN_DEMAND, message, help));
}

/// Warnings about how contacts fell into intervals; whether they were `rows` of single dates or of an average, whose
/// length says something about the data, or a profile, which is spread by nature.
pub fn warn(file: &str, calendar: &Calendar, spread: &IntervalVolumes<'_>, rows: bool, diagnostics: &mut Diagnostics) {
    let interval = calendar.interval;
    if spread.closed > PART_OF_A_CONTACT {
        let message = format!("{:.1} contacts of `{file}` fall on closed hours and are left out", spread.closed);
        let help = "check `open` and the time zone";
        diagnostics.push(Diagnostic::warning(codes::VOLUME_WHILE_CLOSED, message, help));
    }
    if rows && spread.coarse {
        let message = format!("the rows of `{file}` are longer than {interval} minutes and are spread evenly");
        let help = "choose a longer interval or a finer file";
        diagnostics.push(Diagnostic::warning(codes::COARSE_DEMAND, message, help));
    } else if rows && spread.uneven {
        let message = format!("the rows of `{file}` do not fit into whole {interval}-minute intervals");
        let help = "choose an interval that is a multiple of the rows; they are split by time";
        diagnostics.push(Diagnostic::warning(codes::UNEVEN_DEMAND, message, help));
    }
}
