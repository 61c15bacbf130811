//! The windows of a premium, for programs.

use crate::model::{Calendar, Clock, Premium, PremiumDays};
use chrono::{Datelike, NaiveDate, Timelike};

/// The elapsed minutes at which a premium is paid, from a day before the horizon to two days after it.
pub fn premium_windows(calendar: &Calendar, premium: &Premium) -> Vec<(i64, i64)> {
    let (from, to) = premium.window.unwrap_or((0, 1440));
    let pieces = if from < to { vec![(from, to)] } else { vec![(0, to), (from, 1440)] };
    let piece = |(begin, end, clock): (i64, i64, i64), (from, to): (Clock, Clock)| {
        ((begin + i64::from(from) - clock).max(begin), (begin + i64::from(to) - clock).min(end))
    };
    (-1..i64::from(calendar.days) + 2)
        .filter(|&day| counts(calendar, premium, calendar.date(day)))
        .flat_map(|day| stretches(calendar, day))
        .flat_map(|stretch| pieces.iter().map(move |&window| piece(stretch, window)))
        .filter(|(from, to)| from < to)
        .collect()
}

/// The stretches of a day on which the local clock runs on without a jump: first and last elapsed minute, and the clock
/// at the first. A day has one, the days on which the clock is changed have two.
fn stretches(calendar: &Calendar, day: i64) -> Vec<(i64, i64, i64)> {
    let (begin, end) = (calendar.minute(day, 0), calendar.minute(day + 1, 0));
    let clock = |minute: i64| i64::from(calendar.local(minute).num_seconds_from_midnight() / 60);
    let mut cuts = vec![begin];
    if end - begin != 1440 {
        cuts.extend((begin + 1..end).filter(|&minute| clock(minute) != clock(minute - 1) + 1));
    }
    cuts.push(end);
    cuts.windows(2).map(|cut| (cut[0], cut[1], clock(cut[0]))).collect()
}

fn counts(calendar: &Calendar, premium: &Premium, date: NaiveDate) -> bool {
    match &premium.days {
        PremiumDays::All => true,
        PremiumDays::Weekend => calendar.is_weekend(date),
        PremiumDays::Holiday => calendar.holidays.contains(&date),
        PremiumDays::On(days) => days.contains(&date.weekday()),
    }
}
