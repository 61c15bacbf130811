//! An index of shifts by team and day.

use crate::system::System;

/// The shifts of each team on each day, by start.
pub(super) fn shifts_by_day(system: &System) -> Vec<Vec<usize>> {
    let mut shifts_by_day = vec![Vec::new(); system.teams.len() * system.count() as usize];
    for (index, duty) in system.shifts.iter().enumerate() {
        shifts_by_day[duty.team * system.count() as usize + duty.day as usize].push(index);
    }
    let start = |duty: usize| system.shifts[duty].span().0;
    shifts_by_day.iter_mut().for_each(|duties| duties.sort_by(|&left, &right| start(left).total_cmp(&start(right))));
    shifts_by_day
}
