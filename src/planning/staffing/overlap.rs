//! Where minutes of work fall on the planning grid, for the program. (The judges count minutes one by one.)

use crate::model::Calendar;

/// Minutes of `[start, end)` in each interval of the horizon, folded where the plan repeats, ascending.
pub fn overlap(calendar: &Calendar, start: i64, end: i64) -> Vec<(usize, u32)> {
    let horizon = calendar.minutes();
    let mut pieces = vec![(start.clamp(0, horizon), end.clamp(0, horizon))];
    if calendar.wrap {
        pieces.push(((start - horizon).max(0), (end - horizon).max(0)));
        pieces.push(((start + horizon).min(horizon), (end + horizon).min(horizon)));
    }
    let length = i64::from(calendar.interval);
    let mut minutes: Vec<(usize, u32)> = Vec::new();
    for (from, to) in pieces.into_iter().filter(|(from, to)| from < to) {
        for interval in from / length..=(to - 1) / length {
            let shared = to.min((interval + 1) * length) - from.max(interval * length);
            minutes.push((interval as usize, shared as u32));
        }
    }
    minutes.sort_unstable();
    minutes
}

/// Minutes of `[start, end)` that lie in a set of `[from, to)` windows, which do not overlap.
pub fn within(windows: &[(i64, i64)], start: i64, end: i64) -> i64 {
    windows.iter().map(|&(from, to)| (end.min(to) - start.max(from)).max(0)).sum()
}
