//! The planning grid, on dates and clocks that exist.

use super::report::Report;
use crate::load::codes;
use crate::load::schema::ModelFile;
use crate::load::schema::calendar::Edges;
use chrono::{Datelike, Days, LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use planning::model::Calendar;
use std::collections::BTreeSet;

/// The planning grids, in minutes.
pub const INTERVALS: [u32; 8] = [5, 6, 10, 12, 15, 20, 30, 60];
/// Time zones are known from 1970 on, and their rules for about two centuries.
const YEARS: std::ops::Range<i32> = 1971..2200;

/// The calendar, if days and intervals fit to its time zone.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> Option<Calendar> {
    let good_interval = check_interval(file, report);
    let holidays = holidays(file, report);
    let calendar = Calendar {
        timezone: file.timezone.0,
        start: file.start.0,
        days: file.days,
        interval: file.interval.0,
        wrap: file.edges == Edges::Wrap,
        weekend: file.weekend.0.clone(),
        holidays,
    };
    (check_dates(&calendar, report) && good_interval && check_changes(&calendar, report)).then_some(calendar)
}

/// A stand-in while other problems are collected.
pub fn placeholder() -> Calendar {
    Calendar {
        timezone: Tz::UTC,
        start: NaiveDate::default(),
        days: 1,
        interval: 15,
        wrap: false,
        weekend: Vec::new(),
        holidays: BTreeSet::new(),
    }
}

/// Whether a date is one that the time zone knows and did not skip.
pub fn exists(date: NaiveDate, timezone: Tz) -> bool {
    let near = |date: NaiveDate| {
        let midnight = date.and_time(NaiveTime::MIN);
        let later = midnight + chrono::Duration::hours(3);
        !matches!(timezone.from_local_datetime(&midnight), LocalResult::None)
            || !matches!(timezone.from_local_datetime(&later), LocalResult::None)
    };
    YEARS.contains(&date.year()) && near(date)
}

fn check_interval(file: &ModelFile, report: &mut Report<'_>) -> bool {
    let interval = file.interval;
    let good = INTERVALS.contains(&interval.0);
    if !good {
        let message = format!("an interval of {interval} is not one that a plan can have");
        let known: Vec<String> = INTERVALS.iter().map(|minutes| format!("{minutes}min")).collect();
        report.error(&["interval"], codes::BAD_INTERVAL, message, format!("choose one of {}", known.join(", ")));
    }
    good
}

fn holidays(file: &ModelFile, report: &mut Report<'_>) -> BTreeSet<NaiveDate> {
    let mut holidays = BTreeSet::new();
    for (number, date) in file.holidays.iter().enumerate() {
        if !holidays.insert(date.0) {
            let message = format!("the holiday {} stands twice", date.0);
            report.error(&["holidays", &number.to_string()], codes::DUPLICATE_ENTRY, message, "keep one of the two");
        }
    }
    holidays
}

/// Every day of the plan, and those beside it into which nights reach.
fn check_dates(calendar: &Calendar, report: &mut Report<'_>) -> bool {
    let first = calendar.start.checked_sub_days(Days::new(3)).unwrap_or(calendar.start);
    let mut dates = first.iter_days().take(calendar.days as usize + 6);
    let missing = dates.find(|date| !exists(*date, calendar.timezone));
    if let Some(date) = missing {
        let message = format!("the plan reaches to {date}, which {} does not have", calendar.timezone);
        let help = format!("choose dates from {} to {} that exist there", YEARS.start, YEARS.end - 1);
        report.error(&["start"], codes::DATE_OUT_OF_RANGE, message, help);
    }
    missing.is_none()
}

/// Clock changes must be whole intervals, so that every midnight begins one.
fn check_changes(calendar: &Calendar, report: &mut Report<'_>) -> bool {
    let interval = i64::from(calendar.interval);
    let broken = (1..=i64::from(calendar.days)).find(|day| calendar.minute(*day, 0) % interval != 0);
    if let Some(day) = broken {
        let message = format!(
            "on {} the clock of {} changes by less than whole {interval}-minute intervals",
            calendar.date(day - 1),
            calendar.timezone
        );
        let help = "choose an interval that divides the change";
        report.error(&["interval"], codes::INTERVAL_AND_ZONE, message, help);
    }
    broken.is_none()
}
