//! A weekly profile: weights by day and time of day.

use super::codes;
use super::days;
use super::series::{CsvColumns, line_at, quantity};
use super::shown::shown;
use super::spread::IntervalVolumes;
use crate::model::Calendar;
use base::diagnostic::{Diagnostic, Diagnostics, Source};
use chrono::Datelike;
use csv::ByteRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Weights of the week, by weekday (Monday 0) and minute of the day.
#[derive(Debug)]
pub struct Profile {
    week: [BTreeMap<u32, f64>; 7],
    total: f64,
}

impl Profile {
    /// Reads the columns `day`, `time` and `weight`.
    pub fn read(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Profile> {
        let (mut table, columns) = CsvColumns::open(source, &["day", "time", "weight"], diagnostics)?;
        let mut profile = Profile { week: Default::default(), total: 0.0 };
        let mut record = ByteRecord::new();
        let mut problems = Diagnostics::default();
        let mut rows = 0;
        // A week has 10,080 minutes; more rows than that repeat times, and a few messages say so.
        while problems.iter().count() < 20 && table.next(&mut record, &mut problems) {
            let text = |column: usize| {
                record.get(columns[column]).map(|field| String::from_utf8_lossy(field.trim_ascii()).into_owned())
            };
            let (Some(day), Some(time), Some(weight)) = (text(0), text(1), text(2)) else { continue };
            let place = || table.place(&record);
            let days = days::parse(&day).map_err(|cause| (codes::BAD_DAYS, shown(&cause)));
            let minute =
                clock(&time).ok_or_else(|| (codes::BAD_TIME, format!("`{}` is not a time of day", shown(&time))));
            let weight = quantity(weight.as_bytes());
            match (days, minute, weight) {
                (Ok(days), Ok(minute), Ok(weight)) => {
                    rows += 1;
                    let mut again = Vec::new();
                    for day in days.iter().map(|day| day.num_days_from_monday() as usize) {
                        if profile.week[day].insert(minute, weight).is_some() {
                            again.push(days::NAMES[day]);
                        }
                    }
                    if !again.is_empty() {
                        let message = format!("{} {time} stands twice", again.join(", "));
                        let help = "keep one row, or add them up";
                        problems.push(Diagnostic::error(codes::DUPLICATE_TIME, message, help).at(place()));
                    }
                }
                (days, minute, weight) => {
                    for (code, message) in [days.err(), minute.err(), weight.err()].into_iter().flatten() {
                        let help = "write rows such as `mon-fri,07:00,12.5`";
                        problems.push(Diagnostic::error(code, message, help).at(place()));
                    }
                }
            }
        }
        profile.total = profile.week.iter().flat_map(BTreeMap::values).sum();
        if profile.total <= 0.0 && !problems.has_errors() {
            let (code, what, help) = match rows {
                0 => (codes::EMPTY_FILE, "has no rows", "write rows such as `mon-fri,07:00,12.5`"),
                _ => (codes::NO_WEIGHT, "has weights that add up to nothing", "write at least one weight above zero"),
            };
            let message = format!("`{}` {what}", source.path.display());
            problems.push(Diagnostic::error(code, message, help).at(Some(line_at(source, 0))));
        }
        let broken = problems.has_errors();
        diagnostics.extend(problems);
        (!broken).then_some(profile)
    }

    /// Lays so many contacts a week over the days of the plan. Each row reaches to the next time of its day, the
    /// last as far as the one before it, an only one to midnight.
    pub fn lay(&self, contacts: f64, calendar: &Calendar, spread: &mut IntervalVolumes<'_>) {
        for day in 0..i64::from(calendar.days) {
            let weights = &self.week[calendar.date(day).weekday().num_days_from_monday() as usize];
            let times: Vec<u32> = weights.keys().copied().collect();
            for (row, (time, weight)) in weights.iter().enumerate() {
                let end = match times.get(row + 1) {
                    Some(next) => *next,
                    None if row > 0 => (2 * time - times[row - 1]).min(1440),
                    None => 1440,
                };
                let (from, to) = (calendar.minute(day, *time) * 60, calendar.minute(day, end) * 60);
                spread.add(contacts * weight / self.total, from, to);
            }
        }
    }
}

/// Minutes after midnight of `07:00`.
fn clock(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let part = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (hour, minute) = (part(hour)?, part(minute).filter(|_| minute.len() == 2)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
