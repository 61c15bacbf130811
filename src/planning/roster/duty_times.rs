//! When each duty begins and ends on each day, in elapsed minutes: what the clock says, looked up once.

use super::duty::Duty;
use crate::model::Calendar;

/// First minutes of all duties on the days of the horizon and on the days beside it.
#[derive(Clone)]
pub struct DutyTimes {
    duties: Vec<Duty>,
    starts: Vec<i64>,
}

impl DutyTimes {
    /// Reads the calendar.
    pub fn of(calendar: &Calendar, duties: &[Duty]) -> Self {
        let days = -1..=i64::from(calendar.days);
        let starts = days.flat_map(|day| duties.iter().map(move |duty| calendar.minute(day, duty.start))).collect();
        DutyTimes { duties: duties.to_vec(), starts }
    }

    /// The first minute of a duty on a day from -1 to the day after the last.
    pub fn start(&self, day: i64, duty: usize) -> i64 {
        self.starts[(day + 1) as usize * self.duties.len() + duty]
    }

    /// The minute after the last.
    pub fn end(&self, day: i64, duty: usize) -> i64 {
        self.start(day, duty) + i64::from(self.duties[duty].span)
    }

    /// True if two duties share a minute.
    pub fn overlap(&self, (day, duty): (i64, usize), (other_day, other): (i64, usize)) -> bool {
        self.start(day, duty) < self.end(other_day, other) && self.start(other_day, other) < self.end(day, duty)
    }
}
