//! The price of each rule moves the roster: at a low price the rule is broken, at a high one it is kept, and both are
//! proved to be the best. A rule with a price and without a case fails the test.

use crate::support::ward;

use equipoise::run::Planned;
use mip::outcome::Ending;
use planning::roster::RULES;
use std::collections::BTreeSet;

/// Far below and far above what each case offers for breaking its rule.
const LOW: &str = "1";
const HIGH: &str = "1000";

/// A model with something to gain from breaking a rule; `{P}` stands for the price.
struct Case {
    rule: &'static str,
    days: u32,
    people: &'static [(&'static str, &'static str)],
    more: &'static str,
}

const ONE: &[(&str, &str)] = &[("ann", "")];
const TWO: &[(&str, &str)] = &[("ann", ""), ("ben", "")];
const DAILY: &str = "[cover.c]\nshifts = [\"early\"]\nneed = 1\nunder = \"100/head\"\n";
const SATURDAY: &str = "[cover.c]\nshifts = [\"early\"]\nneed = { sat = 1 }\nunder = \"100/head\"\n";
const NIGHT_THEN_EARLY: &str = "[cover.n]\nshifts = [\"night\"]\nneed = { mon = 1 }\nunder = \"100/head\"\n\
                                [cover.e]\nshifts = [\"early\"]\nneed = { tue = 1 }\nunder = \"100/head\"\n";
const APART: &str = "[cover.c]\nshifts = [\"early\"]\nneed = { mon = 1, wed = 1 }\nunder = \"100/head\"\n";
const NIGHT_AND_EARLY: &str = "[cover.e]\nshifts = [\"early\"]\nneed = { mon = 1 }\nunder = \"100/head\"\n\
                               [cover.n]\nshifts = [\"night\"]\nneed = { tue = 1 }\nunder = \"100/head\"\n";
const FAR_APART: &str = "[cover.c]\nshifts = [\"early\"]\nneed = { mon = 1, fri = 1 }\nunder = \"100/head\"\n\
                         [cover.d]\nshifts = [\"early\", \"night\"]\nneed = { tue-thu = 0 }\nunder = \"1/head\"\nover = \"90/head\"\n";
const PAIR: &str = "[cover.c]\nshifts = [\"early\"]\nneed = 2\nunder = \"100/head\"\n";
const DEAR: &str = "[cover.c]\nshifts = [\"early\"]\nneed = 1\nunder = \"900/head\"\n";
const DAY_OFF: &str = "wishes = [{ date = 2026-05-04, wish = \"day-off\", price = 100 }]";

/// What a case is made of: its people, heads wanted, and the keys of its rule.
type Made = (&'static str, u32, &'static [(&'static str, &'static str)], &'static str, &'static str);

fn made() -> Vec<Made> {
    let senior = &[
        ("ann", "skills = [\"senior\"]\nwishes = [{ date = 2026-05-04, wish = \"day-off\", price = 100 }]"),
        ("ben", ""),
    ];
    let one_senior_away = &[("ann", ""), ("ben", "skills = [\"senior\"]\nabsences = [{ from = 2026-05-04 }]")];
    let tired = &[("ann", ""), ("ben", DAY_OFF)];
    let leaving = &[("ann", "absences = [{ from = 2026-05-05 }]")];
    let paid = &[("ann", "wage = \"10/h\"")];
    let published = &[("ann", "published = [{ date = 2026-05-04, shift = \"off\" }]")];
    vec![
        ("shifts", 3, ONE, DAILY, "at_most = 2\nprice = {P}"),
        ("minutes", 3, ONE, DAILY, "at_most = \"16h\"\nprice = \"{P}/h\""),
        ("overtime_tiers", 3, ONE, DAILY, "at_most = \"16h\"\nprice = \"{P}/h\""),
        ("weekends", 7, ONE, SATURDAY, "at_most = 0\nprice = {P}"),
        ("complete_weekends", 7, &[("ann", "available = { mon-sat = \"00:00-24:00\" }")], SATURDAY, "price = {P}"),
        ("consecutive_weekends", 14, ONE, SATURDAY, "at_most = 1\nprice = {P}"),
        ("consecutive_days", 3, ONE, DAILY, "at_most = 2\nprice = {P}"),
        (
            "consecutive_days_off",
            3,
            &[("ann", "available = { mon = \"00:00-24:00\", wed = \"00:00-24:00\" }")],
            APART,
            "at_least = 2\nprice = {P}",
        ),
        ("rest_between_shifts", 2, ONE, NIGHT_THEN_EARLY, "at_least = \"11h\"\nprice = \"{P}/h\""),
        ("weekly_rest", 7, ONE, DAILY, "at_least = \"36h\"\nper = \"week\"\nprice = {P}"),
        ("start_distance", 2, ONE, DAILY, "at_least = \"30h\"\nprice = \"{P}/h\""),
        ("steady_start", 2, ONE, NIGHT_THEN_EARLY, "per = \"week\"\nprice = \"{P}/h\""),
        ("forbidden_succession", 2, ONE, NIGHT_THEN_EARLY, "shifts = [\"night\"]\nothers = [\"early\"]\nprice = {P}"),
        ("forbidden_pattern", 2, ONE, DAILY, "pattern = [\"early\", \"early\"]\nprice = {P}"),
        ("required_pattern", 2, ONE, DAILY, "pattern = [\"early\", \"off\"]\nprice = {P}"),
        ("rotation", 2, ONE, DAILY, "pattern = [\"on\", \"off\"]\nprice = {P}"),
        ("longest_gap", 5, ONE, FAR_APART, "at_most = \"48h\"\nprice = \"{P}/h\""),
        ("same_shift_again", 2, ONE, DAILY, "at_least = \"20h\"\nprice = \"{P}/h\""),
        ("shift_kinds", 2, ONE, NIGHT_AND_EARLY, "at_most = 1\nprice = {P}"),
        ("rest_before_leave", 2, leaving, DAILY, "price = {P}"),
        ("earned_days_off", 2, ONE, DAILY, "after = 2\nat_least = 1\nprice = {P}"),
        ("skill_share", 1, one_senior_away, DAILY, "skill = \"senior\"\nat_least = 50\nprice = {P}"),
        ("pay_retainer", 1, ONE, DAILY, "price = {P}"),
        ("compensatory_rest", 2, ONE, NIGHT_THEN_EARLY, "at_least = \"11h\"\nafter = 0\nprice = \"{P}/h\""),
        ("free_windows", 1, ONE, DAILY, "opens = \"12:00\"\nlasts = \"24h\"\nprice = {P}"),
        ("skill_match", 1, one_senior_away, DAILY, "skill = \"senior\"\nprice = {P}"),
        ("skill_mix", 1, senior, DAILY, "shifts = [\"early\"]\nskill = \"senior\"\nat_least = 1\nprice = {P}"),
        ("nobody_alone", 1, tired, DEAR, "price = {P}"),
        ("pair_together", 1, tired, DEAR, "employees = [\"ann\"]\npartners = [\"ben\"]\nprice = {P}"),
        ("never_together", 1, TWO, PAIR, "employees = [\"ann\"]\npartners = [\"ben\"]\nprice = {P}"),
        ("fair_shifts", 1, tired, DEAR, "price = {P}"),
        ("fair_hours", 1, tired, DEAR, "price = \"{P}/h\""),
        ("budget", 2, paid, DEAR, "money = \"80\"\nprice = \"{P}\""),
        ("changes", 1, published, DAILY, "price = {P}"),
    ]
}

/// Rules that take their price somewhere else than in their own table, with a whole model each.
const ELSEWHERE: [Case; 2] = [
    Case {
        rule: "meet_cover",
        days: 1,
        people: &[("ann", DAY_OFF)],
        more: "[cover.c]\nshifts = [\"early\"]\nneed = 1\nunder = \"{P}/head\"\n",
    },
    Case {
        rule: "wishes",
        days: 1,
        people: &[("ann", "wishes = [{ date = 2026-05-04, wish = \"day-off\", price = {P} }]")],
        more: DAILY,
    },
];

/// The best roster at a price, proved by the search or by trying all.
fn at(price: &str, days: u32, people: &[(&str, &str)], more: &str) -> Planned {
    let people: Vec<(&str, String)> = people.iter().map(|(id, said)| (*id, said.replace("{P}", price))).collect();
    let people: Vec<(&str, &str)> = people.iter().map(|(id, said)| (*id, said.as_str())).collect();
    let case = ward::case(days, &people, &more.replace("{P}", price));
    let planned = ward::plan(&case).unwrap_or_else(|failure| panic!("{more}: {failure}"));
    if planned.outcome.ending != Ending::Proved {
        // The bound over lines has a gap where people depend on each other: then every roster there is decides.
        assert!(people.len() * days as usize <= 4, "{more} at {price} is not proved");
        assert_eq!(Some(planned.ledger.total().0), ward::least(&case), "{more} at {price}");
    }
    planned
}

/// Cents that a plan pays under a rule.
fn paid(planned: &Planned, rule: &str) -> i64 {
    planned.ledger.entries.iter().filter(|line| line.rule == rule).map(|line| line.amount.0).sum()
}

fn moves(rule: &str, days: u32, people: &[(&str, &str)], more: &str) {
    let (low, high) = (at(LOW, days, people, more), at(HIGH, days, people, more));
    assert!(paid(&low, rule) > 0, "{rule}: nothing is paid at {LOW}: {:?}", ward::letters(&low));
    assert_eq!(paid(&high, rule), 0, "{rule}: broken at {HIGH}: {:?}", ward::letters(&high));
    assert_ne!(ward::letters(&low), ward::letters(&high), "{rule}");
}

#[test]
fn the_price_of_each_rule_moves_the_roster() {
    let mut wrong = Vec::new();
    let mut hold = |rule: &'static str, days, people, more: &str| {
        // All cases are tried; what is wrong with each is printed as it fails.
        if std::panic::catch_unwind(|| moves(rule, days, people, more)).is_err() {
            wrong.push(rule);
        }
    };
    for (rule, days, people, cover, keys) in made() {
        hold(rule, days, people, &format!("{cover}\n[rule.r]\nrule = \"{rule}\"\n{keys}\n"));
    }
    for case in &ELSEWHERE {
        hold(case.rule, case.days, case.people, case.more);
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn each_rule_with_a_price_has_a_case() {
    let priced = |path: &str| path == "rule.ID.price" || path == "cover.ID.under" || path == "employee.ID.wishes";
    let known: BTreeSet<&str> = RULES
        .iter()
        .map(|rule| rule.card)
        .filter(|card| card.parameters.iter().any(|parameter| priced(&parameter.path())))
        .map(|card| card.id)
        .collect();
    let tried = made().iter().map(|made| made.0).chain(ELSEWHERE.iter().map(|case| case.rule)).collect();
    assert_eq!(known, tried);
}
