//! What all our calendars share.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use planning::model::Model;

/// Ending of the files.
pub const ENDING: &str = ".ics";

/// The instant of an elapsed minute of the plan.
pub fn instant(model: &Model, minute: i64) -> DateTime<Utc> {
    let calendar = &model.calendar;
    (calendar.instant(calendar.start.and_time(NaiveTime::MIN)) + Duration::minutes(minute)).to_utc()
}
