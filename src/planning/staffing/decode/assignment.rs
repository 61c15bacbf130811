//! Shifts to people day by day, to somebody who is free and rested: a maximum bipartite matching of each day by augmenting paths
//! (Kuhn 1955; breadth first).

use crate::model::Case;
use crate::plan::WorkedShift;
use std::collections::VecDeque;

/// Lines of shifts for as many people as `free` has rows (person, day). A shift goes first to who has worked least, then
/// to who started at the same time before; somebody else may be moved to make room. In a plan that repeats the days begin
/// after one without shifts, so that nobody's line has to close on itself.
pub(super) fn assign_shifts(case: &Case, shifts: &[WorkedShift], free: &[Vec<bool>]) -> Vec<Vec<WorkedShift>> {
    let calendar = &case.model.calendar;
    let rest = i64::from(case.model.rules.rest_between_shifts.unwrap_or(0));
    let horizon = calendar.minutes();
    let busy = |day: u32| shifts.iter().any(|shift| shift.day == day);
    let quiet = (0..calendar.days).find(|&day| calendar.wrap && !busy(day));
    let first = quiet.map_or(0, |day| (day + 1) % calendar.days);
    // Time runs on through the end of the plan to the days before the first.
    let start = |shift: &WorkedShift| shift.start + if shift.day < first { horizon } else { 0 };
    let end = |shift: &WorkedShift| start(shift) + i64::from(shift.span);
    let mut lines: Vec<Vec<WorkedShift>> = vec![Vec::new(); free.len()];
    let mut minutes = vec![0i64; free.len()];
    for day in (0..calendar.days).map(|day| (day + first) % calendar.days) {
        let mut today: Vec<&WorkedShift> = shifts.iter().filter(|shift| shift.day == day).collect();
        today.sort_by_key(|shift| (shift.start, shift.span));
        let rested = |person: usize, shift: &WorkedShift| {
            let before = lines[person].last().is_none_or(|last| end(last) + rest <= start(shift));
            let again = lines[person].first().filter(|_| calendar.wrap);
            before && again.is_none_or(|first| end(shift) + rest <= start(first) + horizon)
        };
        let mut order: Vec<usize> = (0..free.len()).filter(|&person| free[person][day as usize]).collect();
        order.sort_by_key(|&person| (minutes[person], person));
        let candidates: Vec<Vec<usize>> = today
            .iter()
            .map(|shift| {
                let other_time =
                    |person: usize| lines[person].last().is_some_and(|last| (start(shift) - start(last)) % 1440 != 0);
                let mut able: Vec<usize> = order.iter().copied().filter(|&person| rested(person, shift)).collect();
                able.sort_by_key(|&person| (minutes[person], other_time(person)));
                able
            })
            .collect();
        let holder = matching(&candidates, free.len());
        let mut left: Vec<usize> = order.iter().copied().filter(|&person| holder[person].is_none()).rev().collect();
        for (number, shift) in today.iter().enumerate() {
            let found = holder.iter().position(|held| *held == Some(number));
            // If nobody is rested the shift goes to whoever is free, and the judge of rest will say so.
            let Some(person) = found.or_else(|| left.pop()) else { continue };
            minutes[person] += i64::from(shift.span);
            lines[person].push((*shift).clone());
        }
    }
    lines.iter_mut().for_each(|line| line.sort_by_key(|shift| shift.start));
    lines
}

/// A largest matching of shifts to people: for each person the shift they hold.
fn matching(candidates: &[Vec<usize>], people: usize) -> Vec<Option<usize>> {
    let mut holder: Vec<Option<usize>> = vec![None; people];
    for shift in 0..candidates.len() {
        match candidates[shift].iter().find(|&&person| holder[person].is_none()) {
            Some(&person) => holder[person] = Some(shift),
            None => augment(shift, candidates, &mut holder),
        }
    }
    holder
}

/// Finds a person for a shift by moving others along an augmenting path, breadth first.
fn augment(shift: usize, candidates: &[Vec<usize>], holder: &mut [Option<usize>]) {
    let mut queue = VecDeque::from([shift]);
    let mut reached_from: Vec<Option<usize>> = vec![None; holder.len()];
    while let Some(at) = queue.pop_front() {
        for &person in &candidates[at] {
            if reached_from[person].is_some() {
                continue;
            }
            reached_from[person] = Some(at);
            if let Some(other) = holder[person] {
                queue.push_back(other);
                continue;
            }
            let mut person = Some(person);
            while let Some(taker) = person {
                let given = reached_from[taker];
                person = holder.iter().position(|held| *held == given);
                holder[taker] = given;
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn somebody_is_moved_to_make_room() {
        assert_eq!(matching(&[vec![0, 1], vec![0], vec![1, 2]], 3), [Some(1), Some(0), Some(2)]);
        assert_eq!(matching(&[vec![0, 1], vec![0]], 2), [Some(1), Some(0)]);
        assert_eq!(matching(&[vec![0], vec![0]], 1), [Some(0)]);
    }
}
