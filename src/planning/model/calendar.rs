//! The planning grid: elapsed minutes since the first local midnight, and the local clock beside them.

use chrono::{DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A local time of day in minutes after midnight, 0 to 1440.
pub type Clock = u32;

/// Days, intervals and time zone of a plan. Durations are elapsed minutes, so that a night of 23 or 25 hours is
/// as long as it is; clock times are derived from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// The local time zone.
    pub timezone: Tz,
    /// First day.
    pub start: NaiveDate,
    /// Number of days.
    pub days: u32,
    /// Minutes of one interval: 5, 6, 10, 12, 15, 20, 30 or 60.
    pub interval: u32,
    /// True if the horizon repeats: what a shift of the last day does after midnight, it does on the first day.
    pub wrap: bool,
    /// Days that count as weekend.
    pub weekend: Vec<Weekday>,
    /// Dates that count as holidays.
    pub holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// The instant a local wall clock shows. A time that a spring change skips is read as if the clock had not
    /// changed (the same elapsed time later); of a time that autumn shows twice the first is meant.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Tz> {
        match self.timezone.from_local_datetime(&local) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant,
            LocalResult::None => {
                let before = self.timezone.from_local_datetime(&(local - Duration::hours(3))).earliest();
                before.expect("no zone skips more than three hours of a planned day") + Duration::hours(3)
            }
        }
    }

    /// The date of a day of the horizon (also before and after it).
    pub fn date(&self, day: i64) -> NaiveDate {
        self.start + Duration::days(day)
    }

    /// The day of a date, 0 for the first.
    pub fn day(&self, date: NaiveDate) -> i64 {
        (date - self.start).num_days()
    }

    /// Elapsed minutes from the first midnight to a clock time on a day; clock times above 1440 are the next day's.
    pub fn minute(&self, day: i64, clock: Clock) -> i64 {
        let midnight = self.date(day).and_time(chrono::NaiveTime::MIN);
        let instant = self.instant(midnight + Duration::minutes(i64::from(clock)));
        (instant - self.instant(self.start.and_time(chrono::NaiveTime::MIN))).num_minutes()
    }

    /// What the local clock shows at an elapsed minute.
    pub fn local(&self, minute: i64) -> NaiveDateTime {
        (self.instant(self.start.and_time(chrono::NaiveTime::MIN)) + Duration::minutes(minute)).naive_local()
    }

    /// The instant with its offset, for files.
    pub fn stamp(&self, minute: i64) -> String {
        let instant = self.instant(self.start.and_time(chrono::NaiveTime::MIN)) + Duration::minutes(minute);
        instant.format("%Y-%m-%dT%H:%M%:z").to_string()
    }

    /// Elapsed minutes of the whole horizon.
    pub fn minutes(&self) -> i64 {
        self.minute(i64::from(self.days), 0)
    }

    /// Number of intervals of the horizon.
    pub fn intervals(&self) -> usize {
        (self.minutes() / i64::from(self.interval)) as usize
    }

    /// First minute of an interval.
    pub fn interval_start(&self, interval: usize) -> i64 {
        interval as i64 * i64::from(self.interval)
    }

    /// The day an interval begins on.
    pub fn day_of_interval(&self, interval: usize) -> u32 {
        self.day(self.local(self.interval_start(interval)).date()) as u32
    }

    /// The Monday-based calendar week of a day, 0 for the week of the first day.
    pub fn week(&self, day: i64) -> i64 {
        (day + i64::from(self.start.weekday().num_days_from_monday())).div_euclid(7)
    }

    /// The days of the horizon in each calendar week, in order.
    pub fn weeks(&self) -> Vec<Vec<u32>> {
        let mut weeks: Vec<Vec<u32>> = Vec::new();
        for day in 0..self.days {
            let week = self.week(i64::from(day)) as usize;
            weeks.resize(weeks.len().max(week + 1), Vec::new());
            weeks[week].push(day);
        }
        weeks
    }

    /// True if the date is one of the weekend days.
    pub fn is_weekend(&self, date: NaiveDate) -> bool {
        self.weekend.contains(&date.weekday())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(start: &str, days: u32) -> Calendar {
        Calendar {
            timezone: chrono_tz::Europe::Amsterdam,
            start: start.parse().unwrap(),
            days,
            interval: 15,
            wrap: false,
            weekend: vec![Weekday::Sat, Weekday::Sun],
            holidays: BTreeSet::new(),
        }
    }

    #[test]
    fn spring_and_autumn_days_have_23_and_25_hours() {
        let spring = calendar("2026-03-29", 1);
        assert_eq!(spring.minutes(), 23 * 60);
        assert_eq!(spring.minute(0, 180), 120);
        assert_eq!(spring.minute(0, 150), 150, "02:30 does not exist; it is read as 03:30");
        assert_eq!(spring.local(120).to_string(), "2026-03-29 03:00:00");
        let autumn = calendar("2026-10-25", 1);
        assert_eq!(autumn.intervals(), 100);
        assert_eq!(autumn.minute(0, 150), 150);
        assert_eq!(autumn.minute(0, 180), 240);
        assert_eq!(autumn.stamp(210), "2026-10-25T02:30+01:00");
    }

    #[test]
    fn weeks_begin_on_monday_and_may_be_partial() {
        let weeks = calendar("2026-05-02", 4).weeks();
        assert_eq!(weeks, [vec![0, 1], vec![2, 3]]);
    }
}
