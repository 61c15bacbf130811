//! A typical week made of many: the mean of each weekday and time of day.

use super::gaps;
use super::rows;
use super::series::DemandSeries;
use super::spread::IntervalVolumes;
use crate::model::Calendar;
use base::diagnostic::Diagnostics;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Timelike};
use std::collections::BTreeSet;

/// The dates that make a typical week.
#[derive(Clone, Debug)]
pub struct TypicalWeek {
    /// First date.
    pub from: NaiveDate,
    /// Last date.
    pub to: NaiveDate,
    /// Dates left out.
    pub skip: BTreeSet<NaiveDate>,
    /// A time without a row counts as zero; otherwise it is an error.
    pub zero: bool,
}

/// Lays the typical week over the days of the plan.
pub fn typical(
    series: &DemandSeries,
    calendar: &Calendar,
    typical: &TypicalWeek,
    spread: &mut IntervalVolumes<'_>,
    open: &[bool],
    diagnostics: &mut Diagnostics,
) {
    let instant = |date: NaiveDate| calendar.instant(date.and_time(NaiveTime::MIN)).timestamp();
    let range = instant(typical.from)..instant(typical.to + Days::new(1));
    let Some(rows) = rows::instants(series, calendar, range, diagnostics) else {
        return;
    };
    if rows.is_empty() {
        let help = "check `from` and `to` of `average`";
        return diagnostics.push(rows::nothing_found(series, typical.from, typical.to, help));
    }
    let mut week = WeeklySums::new(series.step, calendar.interval);
    for date in typical.from.iter_days().take_while(|date| *date <= typical.to) {
        if !typical.skip.contains(&date) {
            week.dates[date.weekday().num_days_from_monday() as usize].push(date);
        }
    }
    for (row, instant) in rows {
        let local = calendar.timezone.timestamp_opt(instant, 0).single().map(|moment| moment.naive_local());
        if let Some(local) = local.filter(|local| !typical.skip.contains(&local.date())) {
            week.add(local.date(), local.num_seconds_from_midnight(), row.volume);
        }
    }
    if !typical.zero {
        let missing = week.missing(calendar, open, series.step.is_some());
        let help = "list such dates under `skip`, complete the file, or write `gaps = \"zero\"`";
        gaps::report(series, "times of the average", &missing, help, diagnostics);
    }
    week.lay(calendar, spread);
}

/// Sums by weekday and slot of the day.
struct WeeklySums {
    /// Minutes of a slot.
    slot: u32,
    sums: Vec<Vec<f64>>,
    dates: [Vec<NaiveDate>; 7],
    reached: BTreeSet<(NaiveDate, u32)>,
}

impl WeeklySums {
    fn new(step: Option<i64>, interval: u32) -> WeeklySums {
        // Slots are whole minutes that divide the day; other steps, and single contacts, are summed to intervals.
        let slot = step.filter(|step| step % 60 == 0 && 86_400 % step == 0).map_or(interval, |step| (step / 60) as u32);
        let sums = vec![vec![0.0; (1440 / slot) as usize]; 7];
        WeeklySums { slot, sums, dates: Default::default(), reached: BTreeSet::new() }
    }

    fn add(&mut self, date: NaiveDate, second: u32, volume: f64) {
        let slot = second / 60 / self.slot;
        self.sums[date.weekday().num_days_from_monday() as usize][slot as usize] += volume;
        self.reached.insert((date, slot));
    }

    /// Dates, or times of dates, that are open in the plan and have no row.
    fn missing(&self, calendar: &Calendar, open: &[bool], grid: bool) -> Vec<String> {
        let mut needed: BTreeSet<(u32, u32)> = BTreeSet::new();
        for interval in (0..open.len()).filter(|interval| open[*interval]) {
            let local = calendar.local(calendar.interval_start(interval));
            let minute = local.num_seconds_from_midnight() / 60;
            needed.insert((local.weekday().num_days_from_monday(), minute / self.slot));
        }
        let mut missing = Vec::new();
        for (weekday, dates) in (0..7).zip(&self.dates) {
            let slots: Vec<u32> = needed.range((weekday, 0)..(weekday + 1, 0)).map(|(_, slot)| *slot).collect();
            for date in dates {
                let gaps: Vec<u32> =
                    slots.iter().copied().filter(|slot| !self.reached.contains(&(*date, *slot))).collect();
                if !slots.is_empty() && gaps.len() == slots.len() {
                    missing.push(format!("all of {date}"));
                } else if grid {
                    let clock =
                        |slot: &u32| format!("{date} {:02}:{:02}", slot * self.slot / 60, slot * self.slot % 60);
                    missing.extend(gaps.iter().map(clock));
                }
            }
        }
        missing
    }

    fn lay(&self, calendar: &Calendar, spread: &mut IntervalVolumes<'_>) {
        for day in 0..i64::from(calendar.days) {
            let weekday = calendar.date(day).weekday().num_days_from_monday() as usize;
            let dates = self.dates[weekday].len().max(1) as f64;
            for (slot, sum) in (0u32..).zip(&self.sums[weekday]).filter(|(_, sum)| **sum > 0.0) {
                let (from, to) = (slot * self.slot, (slot + 1) * self.slot);
                spread.add(sum / dates, calendar.minute(day, from) * 60, calendar.minute(day, to) * 60);
            }
        }
    }
}
