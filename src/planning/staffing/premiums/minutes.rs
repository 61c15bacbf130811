//! Whether a premium is paid for a minute, for judges.

use crate::model::{Calendar, Premium, PremiumDays};
use chrono::{Datelike, Timelike};

/// True if a premium is paid for an elapsed minute, by its civil date and local clock.
pub fn is_paid_at(calendar: &Calendar, premium: &Premium, minute: i64) -> bool {
    let local = calendar.local(minute);
    let clock = local.hour() * 60 + local.minute();
    let in_window = match premium.window {
        None => true,
        Some((from, to)) if from < to => (from..to).contains(&clock),
        Some((from, to)) => clock >= from || clock < to,
    };
    let date = local.date();
    let on_day = match &premium.days {
        PremiumDays::All => true,
        PremiumDays::Weekend => calendar.weekend.contains(&date.weekday()),
        PremiumDays::Holiday => calendar.holidays.contains(&date),
        PremiumDays::On(days) => days.contains(&date.weekday()),
    };
    in_window && on_day
}
