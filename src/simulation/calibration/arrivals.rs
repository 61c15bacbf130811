//! When contacts come: the typical week, and what days have in common beyond chance.

use super::records::CallRecord;
use chrono::{Datelike, NaiveDate, Timelike};

/// The arrivals of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalEstimate {
    /// Minutes of an interval.
    pub interval: u32,
    /// Mean contacts by weekday (Monday first) and interval of the day.
    pub week: Vec<Vec<f64>>,
    /// Dates of each weekday in the records.
    pub dates: [usize; 7],
    /// Standard deviation, over its mean of 1, of a factor that a day has in common; `None` where no weekday comes twice.
    ///
    /// By moments: the variance of a day's contacts is `m + cv^2 m^2` if `m` are expected, pooled over weekdays.
    pub day_spread: Option<f64>,
}

impl ArrivalEstimate {
    /// The arrivals of some records of dates from the first to the last.
    pub fn of(records: &[&CallRecord], (first, last): (NaiveDate, NaiveDate), interval: u32) -> Self {
        let mut week = vec![vec![0.0; 1440_usize.div_ceil(interval as usize)]; 7];
        let days = (last - first).num_days().max(0) as usize + 1;
        let mut of_day = vec![0.0; days];
        let mut dates = [0; 7];
        let weekday = |date: NaiveDate| date.weekday().num_days_from_monday() as usize;
        first.iter_days().take(days).for_each(|date| dates[weekday(date)] += 1);
        for record in records {
            let date = record.at.date();
            let minute = record.at.hour() * 60 + record.at.minute();
            week[weekday(date)][(minute / interval) as usize] += 1.0;
            of_day[(date - first).num_days() as usize] += 1.0;
        }
        for (counts, &dates) in week.iter_mut().zip(&dates) {
            counts.iter_mut().for_each(|count| *count /= (dates as f64).max(1.0));
        }
        let day_spread = day_spread(&of_day, weekday(first));
        ArrivalEstimate { interval, week, dates, day_spread }
    }

    /// Contacts of a typical week.
    pub fn of_week(&self) -> f64 {
        self.week.iter().flatten().sum()
    }
}

fn day_spread(of_day: &[f64], first_weekday: usize) -> Option<f64> {
    let (mut beyond, mut squares) = (0.0, 0.0);
    for weekday in 0..7 {
        let own: Vec<f64> = of_day
            .iter()
            .enumerate()
            .filter(|(day, _)| (first_weekday + day) % 7 == weekday)
            .map(|(_, n)| *n)
            .collect();
        if own.len() < 2 {
            continue;
        }
        let (count, freedom) = (own.len() as f64, own.len() as f64 - 1.0);
        let mean = own.iter().sum::<f64>() / count;
        let variance = own.iter().map(|contacts| (contacts - mean).powi(2)).sum::<f64>() / freedom;
        beyond += freedom * (variance - mean);
        squares += freedom * mean * mean;
    }
    (squares > 0.0).then(|| (beyond / squares).max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_vary_as_chance_alone_have_nothing_in_common() {
        // Two Mondays: 90 and 110 contacts, the deviation of a Poisson number of mean 100 and a little more.
        let mut of_day = vec![0.0; 8];
        (of_day[0], of_day[7]) = (93.0, 107.0);
        assert!(day_spread(&of_day, 0).unwrap() < 0.01);
        (of_day[0], of_day[7]) = (80.0, 120.0);
        let found = day_spread(&of_day, 0).unwrap();
        assert!((found - (0.08 - 0.01_f64).sqrt()).abs() < 1e-9, "{found}");
        assert_eq!(day_spread(&of_day[..7], 0), None);
    }
}
