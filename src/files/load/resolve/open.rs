//! Opening hours by interval.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::{Days, Quantity, WrittenWindow};
use crate::load::schema::calendar::OpeningHours;
use chrono::{Datelike, Weekday};
use planning::demand::days;
use planning::model::Calendar;

/// The windows of each weekday, Monday first.
pub type WeekWindows = [Vec<WrittenWindow>; 7];

/// The windows of each weekday; a day named twice and windows that overlap are errors.
pub fn windows(open: &OpeningHours, path: &[&str], report: &mut Report<'_>) -> WeekWindows {
    let mut week: WeekWindows = Default::default();
    match open {
        OpeningHours::Daily(window) => week.iter_mut().for_each(|day| day.push(*window)),
        OpeningHours::Weekly(table) => {
            let mut named = [false; 7];
            for (key, windows) in &table.entries {
                let here: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
                for day in Days::read(&key.as_str().into()).map_or(Vec::new(), |days| days.0) {
                    let index = day.num_days_from_monday() as usize;
                    if std::mem::replace(&mut named[index], true) {
                        let message = format!("{} is named twice in `{}`", days::NAMES[index], path.join("."));
                        report.error(&here, codes::DAY_TWICE, message, "name each day once, with a list of windows");
                    } else {
                        week[index].extend(windows.all());
                    }
                }
            }
        }
    }
    check_overlaps(&mut week, path, report);
    week
}

fn check_overlaps(week: &mut WeekWindows, path: &[&str], report: &mut Report<'_>) {
    for day in week.iter_mut() {
        day.sort_by_key(|window| window.from);
    }
    let overlaps = |index: &usize| {
        let today = week[*index].iter().map(|window| (window.from.0, window.end()));
        let tomorrow = week[(index + 1) % 7].iter().map(|window| (window.from.0 + 1440, window.end() + 1440));
        let all: Vec<(u32, u32)> = today.chain(tomorrow.take(1)).collect();
        all.windows(2).any(|pair| pair[1].0 < pair[0].1)
    };
    let days: Vec<&str> = (0..7).filter(overlaps).map(|index| days::NAMES[index]).collect();
    if !days.is_empty() {
        let message = format!("windows of {} overlap in `{}`", days.join(", "), path.join("."));
        report.error(path, codes::OVERLAPPING_WINDOWS, message, "make one window of them");
    }
}

/// The days of the week on which anything opens, Monday first.
pub fn open_days(week: &WeekWindows) -> Vec<Weekday> {
    (0u8..7).filter(|&day| !week[usize::from(day)].is_empty()).filter_map(|day| Weekday::try_from(day).ok()).collect()
}

/// Which intervals are open; one that is open for a part counts as open.
pub fn intervals(week: &WeekWindows, calendar: &Calendar) -> Vec<bool> {
    let mut open = vec![false; calendar.intervals()];
    let width = i64::from(calendar.interval);
    // The night before the first day reaches into it.
    for day in -1..i64::from(calendar.days) {
        for window in &week[calendar.date(day).weekday().num_days_from_monday() as usize] {
            let (from, to) = (calendar.minute(day, window.from.0), calendar.minute(day, window.end()));
            let (first, last) = (from.div_euclid(width).max(0), (to - 1).div_euclid(width));
            for interval in first..=last.min(open.len() as i64 - 1) {
                open[interval as usize] = true;
            }
        }
    }
    open
}
