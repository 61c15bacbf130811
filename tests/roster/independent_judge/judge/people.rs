//! People beside each other, fairness among them and the money of all: each finds what a shift or the plan lacks.

use super::super::world::rate;
use super::money;
use super::rule::Rule;
use std::collections::BTreeSet;
use toml::Value;

/// How many of these people have a skill; all where none is named.
fn able(rule: &Rule, people: &[usize]) -> i64 {
    let skill = rule.stamped.get("skill").and_then(Value::as_str);
    let able = |person: &&usize| skill.is_none_or(|skill| rule.person(**person).skills.contains(skill));
    people.iter().filter(able).count() as i64
}

/// How many able people lack where somebody asks for them.
fn lacking(rule: &Rule, asks: impl Fn(usize, i64, &[usize]) -> bool) -> Vec<i64> {
    let usual = if rule.stamped.get("skill").is_some() { 1 } else { 2 };
    let least = rule.number("at_least").unwrap_or(usual);
    rule.each_shift(|shift, day, there| if asks(shift, day, there) { (least - able(rule, there)).max(0) } else { 0 })
}

pub fn skill_mix(rule: &Rule) -> Vec<i64> {
    lacking(rule, |shift, day, _| rule.world.shifts[shift].days.contains(&rule.world.weekday(day)))
}

pub fn nobody_alone(rule: &Rule) -> Vec<i64> {
    lacking(rule, |_, _, there| !there.is_empty())
}

pub fn skill_share(rule: &Rule) -> Vec<i64> {
    let share = rule.number("at_least").unwrap();
    rule.each_shift(|_, _, there| (there.len() as i64 * share - 100 * able(rule, there)).max(0))
}

pub fn pair_together(rule: &Rule) -> Vec<i64> {
    let partners = rule.world.named(rule.stamped.get("partners"));
    rule.each(|person| -> Vec<i64> {
        let own = rule.counted_on(person, &rule.days).into_iter();
        own.map(|stint| {
            let beside = |&partner: &usize| partner != person && rule.on(partner, stint.shift, stint.day);
            i64::from(!partners.iter().any(beside))
        })
        .collect()
    })
}

pub fn fair_shifts(rule: &Rule) -> Vec<i64> {
    let total = |&person: &usize| {
        let carried = rule.person(person).balances.get(rule.name).unwrap_or(&0);
        rule.counted_on(person, &rule.days).len() as i64 + carried
    };
    let totals: BTreeSet<i64> = rule.whom.iter().map(total).collect();
    vec![rule.apart(&totals, rule.number("at_most"))]
}

pub fn budget(rule: &Rule) -> Vec<i64> {
    let allowed = rate(&rule.stamped["money"]) / 10_000;
    let spent = |inside: &[i64]| -> i64 {
        let wages = |person: usize| -> Vec<i64> {
            let wage = rule.person(person).wage;
            rule.counted_on(person, inside).iter().map(|stint| money(wage, rule.paid(stint), 60)).collect()
        };
        rule.each(wages).iter().sum()
    };
    rule.periods.iter().map(|(inside, _)| (spent(inside) - allowed).max(0)).collect()
}
