//! Moments and breaks as text, also in the nights in which clocks change.

use crate::folder::table_file::TableRow;
use base::diagnostic::Diagnostic;
use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, Timelike};
use planning::model::{Calendar, Model};

/// Elapsed minutes of a moment with offset (`2026-05-04T08:00+02:00`) or of a local one (`2026-05-04 08:00`).
pub fn parse_moment(calendar: &Calendar, text: &str) -> Option<i64> {
    let text = text.trim().replacen(' ', "T", 1);
    let zero = calendar.instant(calendar.start.and_time(NaiveTime::MIN));
    let fixed = ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%:z"];
    if let Some(instant) = fixed.iter().find_map(|form| DateTime::<FixedOffset>::parse_from_str(&text, form).ok()) {
        return Some(instant.signed_duration_since(zero).num_minutes());
    }
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = local.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())?;
    Some((calendar.instant(local) - zero).num_minutes())
}

/// A break of a shift: `10:30-10:45`, or with offsets (`02:30+01:00/02:45+01:00`) where the clock shows a time twice.
pub fn write_break(calendar: &Calendar, begin: i64, length: u32) -> String {
    let ends = [begin, begin + i64::from(length)];
    let clock = |minute: i64| calendar.local(minute).format("%H:%M").to_string();
    if ends.iter().all(|&minute| first_of_its_name(calendar, minute)) {
        return format!("{}-{}", clock(ends[0]), clock(ends[1]));
    }
    ends.map(|minute| calendar.stamp(minute).split('T').nth(1).unwrap_or("").to_owned()).join("/")
}

/// False for a moment whose local time was shown before.
fn first_of_its_name(calendar: &Calendar, minute: i64) -> bool {
    let local = calendar.local(minute);
    named(calendar, calendar.day(local.date()), local.time()) == minute
}

/// Elapsed minute of a clock time on a day.
fn named(calendar: &Calendar, day: i64, time: NaiveTime) -> i64 {
    calendar.minute(day, time.hour() * 60 + time.minute())
}

/// Begin and length of a break as written by [`write_break`]: the first such time at or after `from`.
pub fn parse_break(calendar: &Calendar, from: i64, text: &str) -> Option<(i64, u32)> {
    let text = text.trim();
    let (begin, end) = match text.split_once('/') {
        Some((begin, end)) => {
            let begin = exact_after(calendar, from, begin)?;
            (begin, exact_after(calendar, begin, end)?)
        }
        None => {
            let (begin, end) = text.split_once('-')?;
            let begin = clock_after(calendar, from, begin)?;
            (begin, clock_after(calendar, begin, end)?)
        }
    };
    Some((begin, u32::try_from(end - begin).ok()?))
}

fn clock_after(calendar: &Calendar, from: i64, text: &str) -> Option<i64> {
    let time = NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()?;
    let day = calendar.day(calendar.local(from).date());
    [day, day + 1].into_iter().map(|day| named(calendar, day, time)).find(|&minute| minute >= from)
}

fn exact_after(calendar: &Calendar, from: i64, text: &str) -> Option<i64> {
    let date = calendar.local(from).date();
    let on = |date: chrono::NaiveDate| parse_moment(calendar, &format!("{date}T{}", text.trim()));
    [date, date.succ_opt()?].into_iter().filter_map(on).find(|&minute| minute >= from)
}

/// The interval that a row of a table is about, from its column `start`.
pub fn interval(model: &Model, row: &TableRow, refuse: &mut impl FnMut(Diagnostic)) -> Option<usize> {
    let calendar = &model.calendar;
    let length = i64::from(calendar.interval);
    let minute = parse_moment(calendar, row.text("start"));
    let interval = minute.filter(|minute| minute % length == 0 && (0..calendar.minutes()).contains(minute));
    if interval.is_none() {
        let message = format!("\"{}\" is not the start of an interval of the plan", row.text("start"));
        let help = format!("write a start on the grid of {length} minutes, like {}", calendar.stamp(0));
        refuse(row.problem("bad-moment", "start", message, help));
    }
    interval.map(|minute| (minute / length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(start: &str) -> Calendar {
        Calendar {
            timezone: chrono_tz::Europe::Amsterdam,
            start: start.parse().unwrap(),
            days: 2,
            interval: 15,
            wrap: false,
            weekend: Vec::new(),
            holidays: Default::default(),
        }
    }

    #[test]
    fn every_break_of_the_nights_with_clock_changes_comes_back() {
        for start in ["2026-03-28", "2026-10-24", "2026-05-04"] {
            let calendar = calendar(start);
            let shift = calendar.minute(0, 22 * 60);
            for begin in shift..shift + 540 {
                let text = write_break(&calendar, begin, 30);
                assert_eq!(parse_break(&calendar, shift, &text), Some((begin, 30)), "{start} {text}");
            }
        }
    }

    #[test]
    fn moments_are_read_with_and_without_offset() {
        let calendar = calendar("2026-05-04");
        for text in ["2026-05-04T08:00+02:00", "2026-05-04 08:00", "2026-05-04T06:00:00+00:00"] {
            assert_eq!(parse_moment(&calendar, text), Some(480), "{text}");
        }
        assert_eq!(parse_moment(&calendar, "tomorrow"), None);
    }
}
