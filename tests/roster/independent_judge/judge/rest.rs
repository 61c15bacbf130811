//! Rest between shifts and around days off, and gaps: each finds the minutes or the times that lack or are too many.

use super::super::world::{DAY, Stint, clock};
use super::rule::Rule;
use std::collections::BTreeSet;

/// Minutes that a shift begins too early behind the last end of others.
fn early<'a>(stint: &Stint, others: impl Iterator<Item = &'a Stint>, rest: i64) -> i64 {
    others.map(|other| other.end).max().map_or(0, |ended| (ended + rest - stint.start).max(0))
}

pub fn between_shifts(rule: &Rule) -> Vec<i64> {
    let (rest, waits) = (rule.time("at_least").unwrap(), rule.world.chosen(rule.stamped.get("others")));
    rule.each(|person| -> Vec<i64> {
        let line = &rule.lines[person];
        let after = line.iter().enumerate().filter(|(_, stint)| stint.day >= 0 && waits.contains(&stint.shift));
        let counts = |other: &&Stint| rule.shifts.contains(&other.shift);
        after.map(|(place, stint)| early(stint, line[..place].iter().filter(counts), rest)).collect()
    })
}

pub fn same_shift_again(rule: &Rule) -> Vec<i64> {
    let rest = rule.time("at_least").unwrap();
    rule.each(|person| -> Vec<i64> {
        let own = rule.counted(person);
        let after = own.iter().filter(|stint| stint.day >= 0);
        after
            .map(|stint| {
                let same = own.iter().filter(|other| other.shift == stint.shift && other.start < stint.start);
                early(stint, same, rest)
            })
            .collect()
    })
}

pub fn weekly(rule: &Rule) -> Vec<i64> {
    rule.each_period(|person, days, whole| {
        if days.len() as i64 != whole {
            return [0];
        }
        let (begin, end) = (days[0] * DAY, (days[0] + whole) * DAY);
        let mut busy: Vec<(i64, i64)> = rule.lines[person]
            .iter()
            .map(|stint| (stint.start, stint.end))
            .filter(|&(from, to)| from < end && to > begin)
            .collect();
        busy.push((end, end));
        busy.sort_unstable();
        // A shift may begin before the period, and one may end within another.
        let (mut free, mut longest) = (begin, 0);
        for (from, to) in busy {
            longest = longest.max(from - free);
            free = free.max(to);
        }
        [i64::from(longest < rule.time("at_least").unwrap())]
    })
}

pub fn longest_gap(rule: &Rule) -> Vec<i64> {
    let (most, days) = (rule.time("at_most").unwrap(), rule.world.days);
    rule.each(|person| -> Vec<i64> {
        let own = rule.counted(person);
        let gap = |(place, stint): (usize, &Stint)| {
            let (next, until) = own.get(place + 1).map_or((days, days * DAY), |next| (next.day, next.start));
            let judged = next >= 0 && !(stint.day + 1..next).any(|day| rule.person(person).is_away(day));
            if judged { (until - stint.end - most).max(0) } else { 0 }
        };
        own.iter().enumerate().map(gap).collect()
    })
}

pub fn before_leave(rule: &Rule) -> Vec<i64> {
    let near = rule.number("after").unwrap_or(1);
    rule.each(|person| -> Vec<i64> {
        let who = rule.person(person);
        let wishes = who.wishes.iter().filter(|wish| wish["wish"] == "day-off");
        let wished: BTreeSet<i64> = wishes.map(|wish| rule.world.day(&wish["date"])).collect();
        let free = |day: i64| wished.contains(&day) || who.is_away(day);
        let worked = rule.worked(person);
        let first = (0..rule.world.days).filter(|&day| free(day) && !free(day - 1));
        first
            .map(|day| i64::from(rule.off(person, day) && worked.iter().any(|&on| on < day && on >= day - near)))
            .collect()
    })
}

pub fn compensatory(rule: &Rule) -> Vec<i64> {
    let (full, within) = (rule.time("at_least").unwrap(), rule.number("after").unwrap_or(7));
    rule.each(|person| owed(&rule.lines[person], rule.world.days, full, within))
}

/// Walks a line day by day: what of the rest is owed, and what of it is not given back when it is due.
fn owed(line: &[Stint], days: i64, full: i64, within: i64) -> Vec<i64> {
    let (mut owed, mut due, mut found) = (0, 0, Vec::new());
    for day in 0..days {
        for (place, stint) in line.iter().enumerate().filter(|(_, stint)| stint.day == day) {
            let Some(before) = place.checked_sub(1).map(|before| line[before]) else { continue };
            let rest = (stint.start - before.end).max(0);
            if owed == 0 {
                due = day + within;
            }
            owed = (owed + full - rest).max(0);
        }
        if owed > 0 && due == day {
            let last = line.iter().rfind(|stint| stint.day <= day).unwrap().end;
            let running = ((day + 1) * DAY - last - full).max(0);
            found.push((owed - running).max(0));
            owed = 0;
        }
    }
    found
}

pub fn free_windows(rule: &Rule) -> Vec<i64> {
    let (opens, lasts) = (clock(rule.stamped["opens"].as_str().unwrap()), rule.time("lasts").unwrap());
    rule.each_period(|person, inside, whole| {
        let own = rule.counted(person);
        let (mut known, mut free) = (0, 0);
        for day in inside.iter().filter(|day| rule.days.contains(day)) {
            let (from, to) = (day * DAY + opens, day * DAY + opens + lasts);
            let within: Vec<&Stint> = own.iter().filter(|stint| stint.start < to && stint.end > from).collect();
            if within.iter().all(|stint| stint.day >= 0) {
                known += 1;
                free += i64::from(within.is_empty());
            }
        }
        let part = |least: i64| (least * inside.len() as i64 / whole).min(known);
        [(rule.number("at_least").map_or(known, part) - free).max(0)]
    })
}
