//! Runs, counts and weekends of one person's line: each finds what is too much or too little of it.

use super::super::world::Stint;
use super::rule::Rule;
use std::collections::BTreeSet;

pub fn consecutive_days(rule: &Rule) -> Vec<i64> {
    let known = rule.world.history.is_some();
    rule.each(|person| {
        let (worked, mut found) = (rule.worked(person), Vec::new());
        for &first in worked.iter().filter(|&&day| !worked.contains(&(day - 1))) {
            let last = (first..).take_while(|day| worked.contains(day)).last().unwrap();
            if last < 0 {
                continue;
            }
            let length = last - first + 1;
            let many = rule.number("at_most").map_or(0, |most| (length - most).max(0).min(last + 1));
            let open = last == rule.world.days - 1 || (first == 0 && !known);
            let few = rule.number("at_least").filter(|_| !open).map_or(0, |least| (least - length).max(0));
            found.extend([many, few]);
        }
        found
    })
}

/// What is worked and credited beyond or below the limits of periods, of which cut ones have their share.
fn limits(
    rule: &Rule,
    limit: impl Fn(&str) -> Option<i64>,
    worth: impl Fn(&Stint) -> i64,
    credit: impl Fn(usize, i64) -> i64,
) -> Vec<i64> {
    rule.each_period(|person, inside, whole| {
        let days: Vec<i64> = inside.iter().copied().filter(|day| rule.days.contains(day)).collect();
        let worked: i64 = rule.counted_on(person, &days).iter().map(&worth).sum();
        let credit: i64 = days.iter().map(|&day| credit(person, day)).sum();
        let known = inside.len() as i64;
        let most = limit("at_most").map(|most| (most * known + whole - 1) / whole);
        let many = most.map_or(0, |most| (worked + credit - most).max(0)).min(worked);
        let few = limit("at_least").map_or(0, |least| (least * known / whole - worked - credit).max(0));
        [many, few]
    })
}

pub fn shifts(rule: &Rule) -> Vec<i64> {
    limits(rule, |key| rule.number(key), |_| 1, |_, _| 0)
}

pub fn minutes(rule: &Rule) -> Vec<i64> {
    let credit = |person: usize, day: i64| {
        let away = rule.person(person).away.iter().filter(|(from, until, _)| (*from..=*until).contains(&day));
        away.map(|(.., credit)| *credit).max().unwrap_or(0)
    };
    limits(rule, |key| rule.time(key), |stint| rule.paid(stint), credit)
}

pub fn overtime_tiers(rule: &Rule) -> Vec<i64> {
    limits(rule, |key| rule.time(key), |stint| rule.paid(stint), |_, _| 0)
}

/// How many days of each weekend a person works.
fn days_of_weekends(rule: &Rule, person: usize) -> Vec<usize> {
    let worked = rule.worked(person);
    // Plans here begin on Mondays and end on Sundays.
    let saturdays = (0..rule.world.days).filter(|&day| rule.world.weekday(day) == 5);
    saturdays.map(|saturday| [saturday, saturday + 1].iter().filter(|day| worked.contains(day)).count()).collect()
}

pub fn weekends(rule: &Rule) -> Vec<i64> {
    rule.each(|person| {
        let all = days_of_weekends(rule, person).iter().filter(|days| **days > 0).count() as i64;
        rule.number("at_most").map(|most| (all - most).max(0))
    })
}

pub fn complete_weekends(rule: &Rule) -> Vec<i64> {
    rule.each(|person| days_of_weekends(rule, person).into_iter().map(|days| i64::from(days == 1)))
}

pub fn steady_start(rule: &Rule) -> Vec<i64> {
    rule.each_period(|person, inside, _| {
        let own = rule.counted_on(person, inside);
        let starts: BTreeSet<i64> = own.iter().map(|stint| rule.world.shifts[stint.shift].start).collect();
        [rule.apart(&starts, rule.time("at_most"))]
    })
}

pub fn shift_kinds(rule: &Rule) -> Vec<i64> {
    rule.each_period(|person, inside, _| {
        let kinds: BTreeSet<usize> = rule.counted_on(person, inside).iter().map(|stint| stint.shift).collect();
        [(kinds.len() as i64 - rule.number("at_most").unwrap()).max(0)]
    })
}

pub fn earned_days_off(rule: &Rule) -> Vec<i64> {
    rule.each_period(|person, inside, whole| {
        let own = rule.counted_on(person, inside).len() as i64;
        let off = inside.iter().filter(|day| rule.off(person, **day)).count() as i64;
        let applies = inside.len() as i64 == whole && own >= rule.number("after").unwrap_or(1);
        [if applies { (rule.number("at_least").unwrap() - off).max(0) } else { 0 }]
    })
}

pub fn pay_retainer(rule: &Rule) -> Vec<i64> {
    rule.each_period(|person, inside, _| [i64::from(!rule.counted_on(person, inside).is_empty())])
}
