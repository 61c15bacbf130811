//! The shifts of a team assigned to its people: within their day patterns, rested, and evenly.

use crate::model::Case;
use crate::plan::{Person, WorkedShift};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::decode::assignment::assign_shifts;
use mip::Variable;

/// One line for each person who works at least once. `shifts` are in the order of the program's columns.
pub(super) fn people(
    case: &Case,
    builder: &StaffingBuilder,
    heads: &[u32],
    shifts: &[(usize, WorkedShift)],
    whole: &dyn Fn(Variable) -> u32,
) -> Vec<Person> {
    let mut people = Vec::new();
    for (team, &heads) in heads.iter().enumerate() {
        let mine = || shifts.iter().filter(|(work, _)| builder.shift_columns[*work].team == team);
        let tied = builder.allotted.keys().any(|&(pattern, _)| builder.patterns[pattern].team == team);
        let lines = if tied {
            let mine: Vec<(usize, WorkedShift)> = mine().cloned().collect();
            assign_by_week(case, builder, team, heads as usize, &mine, whole)
        } else {
            let mine: Vec<WorkedShift> = mine().map(|(_, worked)| worked.clone()).collect();
            assign_shifts(case, &mine, &free_days(case, builder, team, heads as usize, whole))
        };
        for (number, shifts) in lines.into_iter().enumerate().filter(|(_, shifts)| !shifts.is_empty()) {
            people.push(Person { team, number: number as u32 + 1, shifts });
        }
    }
    people
}

/// For each person and day: whether the day pattern lets them work.
fn free_days(
    case: &Case,
    builder: &StaffingBuilder,
    team: usize,
    heads: usize,
    whole: &dyn Fn(Variable) -> u32,
) -> Vec<Vec<bool>> {
    let days = case.model.calendar.days as usize;
    let mut free = vec![vec![true; days]; heads];
    for (week, inside) in case.model.calendar.weeks().iter().enumerate() {
        let patterns = builder.patterns.iter().filter(|pattern| pattern.team == team && pattern.week == week);
        let spread = patterns.flat_map(|pattern| std::iter::repeat_n(pattern, whole(pattern.heads) as usize));
        for (person, pattern) in free.iter_mut().zip(spread) {
            inside.iter().for_each(|&day| person[day as usize] = pattern.working.contains(&day));
        }
    }
    free
}

/// Week by week: each day pattern has its own shifts, for as many lines as it has people, which its rows of rest
/// make possible; then the lines of the week go to people, the earliest start to whoever is rested longest.
fn assign_by_week(
    case: &Case,
    builder: &StaffingBuilder,
    team: usize,
    heads: usize,
    shifts: &[(usize, WorkedShift)],
    whole: &dyn Fn(Variable) -> u32,
) -> Vec<Vec<WorkedShift>> {
    let mut lines: Vec<Vec<WorkedShift>> = vec![Vec::new(); heads];
    for (week, days) in case.model.calendar.weeks().iter().enumerate() {
        let patterns = builder.patterns.iter().enumerate().filter(|(_, of)| of.team == team && of.week == week);
        let mut week_lines: Vec<Vec<WorkedShift>> = Vec::new();
        let mut left: Vec<(usize, WorkedShift)> =
            shifts.iter().filter(|(_, worked)| days.contains(&worked.day)).cloned().collect();
        for (place, pattern) in patterns {
            let mut own = Vec::new();
            for (&(_, work), &variable) in builder.allotted.range((place, 0)..(place + 1, 0)) {
                for _ in 0..whole(variable) {
                    if let Some(found) = left.iter().position(|(of, _)| *of == work) {
                        own.push(left.remove(found).1);
                    }
                }
            }
            let free = vec![vec![true; case.model.calendar.days as usize]; whole(pattern.heads) as usize];
            week_lines.extend(assign_shifts(case, &own, &free));
        }
        let rest: Vec<WorkedShift> = left.into_iter().map(|(_, worked)| worked).collect();
        let more = heads.saturating_sub(week_lines.len());
        week_lines.extend(assign_shifts(case, &rest, &vec![vec![true; case.model.calendar.days as usize]; more]));
        join_weeks(&mut lines, week_lines);
    }
    lines
}

/// Earliest start of the week to the earliest end before it.
fn join_weeks(lines: &mut [Vec<WorkedShift>], mut week_lines: Vec<Vec<WorkedShift>>) {
    let end = |line: &Vec<WorkedShift>| {
        line.iter().map(|shift| shift.start + i64::from(shift.span)).max().unwrap_or(i64::MIN)
    };
    let start =
        |line_of_week: &Vec<WorkedShift>| line_of_week.iter().map(|shift| shift.start).min().unwrap_or(i64::MAX);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&person| (end(&lines[person]), person));
    week_lines.sort_by_key(start);
    for (person, line_of_week) in order.into_iter().zip(week_lines) {
        lines[person].extend(line_of_week);
    }
}
