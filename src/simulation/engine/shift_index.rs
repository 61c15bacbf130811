//! An index of shifts by team and day.

use crate::system::System;

/// The shifts of each team on each day, by start.
pub(super) fn shifts_by_day(system: &System) -> Vec<Vec<usize>> {
    let mut shifts_by_day = vec![Vec::new(); system.teams.len() * system.count() as usize];
    for (index, shift) in system.shifts.iter().enumerate() {
        shifts_by_day[shift.team * system.count() as usize + shift.day as usize].push(index);
    }
    let start = |shift: usize| system.shifts[shift].span().0;
    shifts_by_day.iter_mut().for_each(|duties| duties.sort_by(|&left, &right| start(left).total_cmp(&start(right))));
    shifts_by_day
}
