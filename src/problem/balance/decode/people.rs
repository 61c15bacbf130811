//! Gives the shifts of a team to its people: within their day patterns, rested, and evenly.

use super::super::sheet::Sheet;
use crate::mip::Variable;
use crate::plan::{Person, Worked};
use crate::problem::case::Case;

/// One line for each person who works at least once.
pub(super) fn people(
    case: &Case,
    sheet: &Sheet,
    heads: &[u32],
    shifts: Vec<(usize, Worked)>,
    whole: &dyn Fn(Variable) -> u32,
) -> Vec<Person> {
    let mut people = Vec::new();
    for (team, &heads) in heads.iter().enumerate() {
        let mine: Vec<Worked> = shifts.iter().filter(|(of, _)| *of == team).map(|(_, worked)| worked.clone()).collect();
        let free = free_days(case, sheet, team, heads as usize, whole);
        let lines = hand_out(case, mine, &free);
        for (number, shifts) in lines.into_iter().enumerate().filter(|(_, shifts)| !shifts.is_empty()) {
            people.push(Person { team, number: number as u32 + 1, shifts });
        }
    }
    people
}

/// For each person and day: whether the day pattern lets them work.
fn free_days(case: &Case, sheet: &Sheet, team: usize, heads: usize, whole: &dyn Fn(Variable) -> u32) -> Vec<Vec<bool>> {
    let days = case.model.calendar.days as usize;
    let mut free = vec![vec![true; days]; heads];
    for (week, inside) in case.model.calendar.weeks().iter().enumerate() {
        let patterns = sheet.patterns.iter().filter(|pattern| pattern.team == team && pattern.week == week);
        let spread = patterns.flat_map(|pattern| std::iter::repeat_n(pattern, whole(pattern.heads) as usize));
        for (person, pattern) in free.iter_mut().zip(spread) {
            inside.iter().for_each(|&day| person[day as usize] = pattern.working.contains(&day));
        }
    }
    free
}

/// Day by day, each shift to a person who is free and rested: first who has worked least, then who started at
/// the same time before. Whoever can take a shift, somebody else may be moved to make room (augmenting paths).
fn hand_out(case: &Case, mut shifts: Vec<Worked>, free: &[Vec<bool>]) -> Vec<Vec<Worked>> {
    let calendar = &case.model.calendar;
    let rest = i64::from(case.model.rules.rest_between_shifts.unwrap_or(0));
    let mut lines: Vec<Vec<Worked>> = vec![Vec::new(); free.len()];
    let mut minutes = vec![0i64; free.len()];
    shifts.sort_by_key(|shift| (shift.day, shift.start, shift.span));
    for day in 0..calendar.days {
        let today: Vec<&Worked> = shifts.iter().filter(|shift| shift.day == day).collect();
        let rested = |person: usize, shift: &Worked| {
            let before =
                lines[person].last().is_none_or(|last| last.start + i64::from(last.span) + rest <= shift.start);
            let again = lines[person]
                .first()
                .filter(|_| calendar.wrap)
                .is_none_or(|first| shift.start + i64::from(shift.span) + rest <= first.start + calendar.minutes());
            before && again
        };
        let mut order: Vec<usize> = (0..free.len()).filter(|&person| free[person][day as usize]).collect();
        order.sort_by_key(|&person| (minutes[person], person));
        let candidates: Vec<Vec<usize>> = today
            .iter()
            .map(|shift| {
                let mut able: Vec<usize> = order.iter().copied().filter(|&person| rested(person, shift)).collect();
                let clock = calendar.local(shift.start).time();
                let same = |&person: &usize| {
                    let last: Option<&Worked> = lines[person].last();
                    last.is_none_or(|last| calendar.local(last.start).time() != clock)
                };
                able.sort_by_key(|person| (minutes[*person], same(person)));
                able
            })
            .collect();
        let holder = matching(&candidates, free.len());
        let mut left: Vec<usize> = order.iter().copied().filter(|person| holder[*person].is_none()).rev().collect();
        let mut taken: Vec<Option<usize>> = vec![None; today.len()];
        holder.iter().enumerate().for_each(|(person, shift)| {
            if let Some(shift) = shift {
                taken[*shift] = Some(person);
            }
        });
        for (shift, person) in today.iter().zip(taken) {
            // Nobody is rested: the shift goes to whoever is free, and the judge of rest will say so.
            let Some(person) = person.or_else(|| left.pop()) else { continue };
            minutes[person] += i64::from(shift.span);
            lines[person].push((*shift).clone());
        }
    }
    lines
}

/// A largest matching of shifts to people: for each person the shift they hold.
fn matching(candidates: &[Vec<usize>], people: usize) -> Vec<Option<usize>> {
    let mut holder: Vec<Option<usize>> = vec![None; people];
    for shift in 0..candidates.len() {
        if let Some(&person) = candidates[shift].iter().find(|&&person| holder[person].is_none()) {
            holder[person] = Some(shift);
        } else {
            make_room(shift, candidates, &mut holder, &mut vec![false; people]);
        }
    }
    holder
}

/// Finds a person for a shift by moving others along; breadth first, so that no deep recursion is needed.
fn make_room(shift: usize, candidates: &[Vec<usize>], holder: &mut [Option<usize>], seen: &mut [bool]) {
    let mut queue = std::collections::VecDeque::from([shift]);
    let mut reached_from: Vec<Option<usize>> = vec![None; holder.len()];
    while let Some(at) = queue.pop_front() {
        for &person in &candidates[at] {
            if std::mem::replace(&mut seen[person], true) {
                continue;
            }
            reached_from[person] = Some(at);
            match holder[person] {
                Some(other) => queue.push_back(other),
                None => {
                    let mut person = person;
                    while let Some(given) = reached_from[person] {
                        let before = holder.iter().position(|held| *held == Some(given));
                        holder[person] = Some(given);
                        match before {
                            Some(next) => person = next,
                            None => return,
                        }
                    }
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_moved_to_make_room() {
        let holder = matching(&[vec![0, 1], vec![0], vec![1, 2]], 3);
        assert_eq!(holder, [Some(1), Some(0), Some(2)]);
        assert_eq!(matching(&[vec![0], vec![0]], 1), [Some(0)]);
    }
}
