//! Days of the plan from what people write about days and dates.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::{DayKey, Quantity};
use crate::load::schema::Named;
use chrono::{Datelike, NaiveDate};
use planning::demand::days;
use planning::model::Calendar;

/// The day of the plan of a date; `None` outside.
pub fn day(calendar: &Calendar, date: NaiveDate) -> Option<u32> {
    u32::try_from(calendar.day(date)).ok().filter(|day| *day < calendar.days)
}

/// For each day of the plan what a table of days and dates says about it: a date goes before its day of the week. A day
/// named twice is an error.
pub fn by_day<'t, T>(
    table: &'t Named<T, DayKey>,
    calendar: &Calendar,
    path: &[&str],
    report: &mut Report<'_>,
) -> Vec<Option<&'t T>> {
    let mut week: [Option<&T>; 7] = [None; 7];
    let mut dates: Vec<(u32, &T)> = Vec::new();
    for (key, value) in &table.entries {
        let here: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
        match DayKey::read(&key.as_str().into()) {
            Ok(DayKey::Date(date)) => dates.extend(day(calendar, date).map(|day| (day, value))),
            Ok(DayKey::Week(named)) => {
                for weekday in named.0 {
                    let index = weekday.num_days_from_monday() as usize;
                    if week[index].replace(value).is_some() {
                        let message = format!("{} is named twice in `{}`", days::NAMES[index], path.join("."));
                        report.error(&here, codes::DAY_TWICE, message, "name each day once");
                    }
                }
            }
            // The check of the file has told of it.
            Err(_) => {}
        }
    }
    let of_day = |day: u32| {
        let of_date = dates.iter().find(|(dated, _)| *dated == day).map(|(_, value)| *value);
        of_date.or(week[calendar.date(i64::from(day)).weekday().num_days_from_monday() as usize])
    };
    (0..calendar.days).map(of_day).collect()
}

/// An error if a span of dates ends before it begins.
pub fn check_order(
    path: &[&str],
    (from, until): (Option<NaiveDate>, Option<NaiveDate>),
    report: &mut Report<'_>,
) -> bool {
    let reversed = from.zip(until).filter(|(from, until)| until < from);
    if let Some((from, until)) = reversed {
        let message = format!("`{}` goes from {from} back to {until}", path.join("."));
        report.error(path, codes::DATES_REVERSED, message, "exchange `from` and `until`");
    }
    reversed.is_none()
}
