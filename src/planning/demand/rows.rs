//! Rows of the dates of the plan.

use super::codes;
use super::series::{DemandSeries, SeriesRow};
use super::spread::IntervalVolumes;
use crate::model::Calendar;
use base::diagnostic::{Diagnostic, Diagnostics};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use std::ops::Range;

/// Problems of order after which a file is given up.
const FEW: usize = 5;

/// Lays the rows of the plan's dates into its intervals.
pub fn by_date(
    series: &DemandSeries,
    calendar: &Calendar,
    spread: &mut IntervalVolumes<'_>,
    diagnostics: &mut Diagnostics,
) {
    let origin = calendar.instant(calendar.start.and_time(chrono::NaiveTime::MIN)).timestamp();
    let Some(rows) = instants(series, calendar, origin..origin + calendar.minutes() * 60, diagnostics) else {
        return;
    };
    if rows.is_empty() {
        let last = calendar.date(i64::from(calendar.days) - 1);
        diagnostics.push(nothing_found(series, calendar.start, last, "check `start` and `days`, or use `average`"));
    }
    for (row, instant) in rows {
        let from = instant - origin;
        spread.add(row.volume, from, from + series.step.unwrap_or(1));
    }
}

/// No row on the dates asked for.
pub fn nothing_found(series: &DemandSeries, first: NaiveDate, last: NaiveDate, help: &str) -> Diagnostic {
    let message = format!("`{}` has no row from {first} to {last}", series.source.path.display());
    Diagnostic::error(codes::NO_ROWS_IN_RANGE, message, format!("{}; {help}", extent(series)))
}

/// The first and last date of a file, in words.
fn extent(series: &DemandSeries) -> String {
    let date = |row: Option<&SeriesRow>| {
        row.and_then(|row| wall(row.stamp.local)).map_or(String::new(), |w| w.date().to_string())
    };
    format!("its rows go from {} to {}", date(series.rows.first()), date(series.rows.last()))
}

/// A wall clock time.
fn wall(local: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(local, 0).map(|moment| moment.naive_utc())
}

/// The rows of a stretch of time with their instants, in seconds since 1970. The order is checked for the whole
/// file; `None` if it is wrong.
pub fn instants<'a>(
    series: &'a DemandSeries,
    calendar: &Calendar,
    wanted: Range<i64>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(&'a SeriesRow, i64)>> {
    let grid = series.step.is_some();
    let mut found = Vec::new();
    let mut problems = 0;
    let mut before: Option<i64> = None;
    let mut clock = WallClock { zone: calendar.timezone, known: None };
    for row in &series.rows {
        let instant = clock.instant(row, grid, before);
        let (code, message, help) = match (instant, before) {
            (None, _) => (
                codes::SKIPPED_TIME,
                format!("the clock of {} skips this time in spring", calendar.timezone),
                "check the time zone, or write timestamps with an offset",
            ),
            (Some(instant), Some(before)) if instant == before && grid => {
                (codes::DUPLICATE_TIME, "the time stands twice".to_string(), "keep one row, or add them up")
            }
            (Some(instant), Some(before)) if instant < before => (
                codes::TIMES_NOT_ASCENDING,
                "the time is earlier than the one above".to_string(),
                "sort the file by time",
            ),
            (Some(instant), _) => {
                before = Some(instant);
                if wanted.contains(&instant) {
                    found.push((row, instant));
                }
                continue;
            }
        };
        diagnostics.push(Diagnostic::error(code, message, help).at(series.place(row)));
        problems += 1;
        if problems == FEW {
            break;
        }
    }
    (problems == 0).then_some(found)
}

/// Wall clock to instant, with the last day's offset kept: neighbouring rows mostly share it.
struct WallClock {
    zone: Tz,
    /// Wall clock seconds of a day without a change near, and their offset.
    known: Option<(Range<i64>, i64)>,
}

impl WallClock {
    /// The instant of a row; of an hour shown twice the pass that does not go back in time.
    fn instant(&mut self, row: &SeriesRow, grid: bool, before: Option<i64>) -> Option<i64> {
        let local = row.stamp.local;
        if let Some(offset) = row.stamp.offset {
            return Some(local - i64::from(offset));
        }
        if let Some((range, offset)) = &self.known
            && range.contains(&local)
        {
            return Some(local - offset);
        }
        match self.zone.from_local_datetime(&wall(local)?) {
            LocalResult::None => None,
            LocalResult::Single(instant) => {
                self.remember(local, local - instant.timestamp());
                Some(instant.timestamp())
            }
            LocalResult::Ambiguous(first, second) => {
                let (first, second) = (first.timestamp(), second.timestamp());
                // On a grid the same time again is the second pass; single contacts may share a second.
                let again = before.is_some_and(|before| first < before || first == before && grid);
                Some(if again { second } else { first })
            }
        }
    }

    fn remember(&mut self, local: i64, offset: i64) {
        let midnight = local.div_euclid(86_400) * 86_400;
        let around = [midnight - 10_800, midnight, midnight + 86_400, midnight + 97_200];
        let steady = around.iter().all(|local| {
            let found = wall(*local).map(|wall| self.zone.from_local_datetime(&wall));
            matches!(found, Some(LocalResult::Single(instant)) if local - instant.timestamp() == offset)
        });
        self.known = steady.then_some((midnight..midnight + 86_400, offset));
    }
}
