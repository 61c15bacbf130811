//! A kill table: for each rule of a roster a good roster, and one that this rule alone refuses or prices, among all rules
//! that are always in force. A rule without a case fails the test.

use crate::support::roster;

use planning::model::*;
use planning::roster::{RULES, registry};
use roster::*;
use std::collections::BTreeSet;

/// A ward, a roster that is good in it, and one that its rule alone refuses; letters are shifts, `-` is off.
type Kill = (&'static str, Ward, &'static [&'static str], &'static [&'static str]);

/// A rule that only charges: what the first roster costs by it, and the second.
type DueDate = (&'static str, Ward, (&'static [&'static str], i64), (&'static [&'static str], i64));

/// Friday to Tuesday, two people.
fn five() -> Ward {
    ward("2026-05-08", 5, 2)
}

fn seniors() -> Ward {
    five().with(|model| {
        model.employees[0].skills = vec![Skill { name: "senior".into(), from: None, until: None }];
    })
}

fn cover(need: u32) -> Vec<Cover> {
    vec![Cover {
        id: "ward".into(),
        day: 0,
        shifts: vec![0],
        teams: vec![0],
        skill: None,
        need,
        under: None,
        over: None,
    }]
}

fn at_most(most: u32) -> impl Fn(&mut Policy) {
    move |policy| policy.at_most = Some(most)
}

fn at_least(least: u32) -> impl Fn(&mut Policy) {
    move |policy| policy.at_least = Some(least)
}

fn cells(cells: &[PatternCell]) -> impl Fn(&mut Policy) + use<> {
    let cells = cells.to_vec();
    move |policy| policy.pattern = cells.clone()
}

fn kills() -> Vec<Kill> {
    use PatternCell::{Off, On, Shift};
    let night = || Shift(vec![2]);
    let pairs = |policy: &mut Policy| (policy.employees, policy.partners) = (vec![1], vec![0]);
    let on_leave = |model: &mut Model| {
        let date = model.calendar.date(1);
        model.employees[0].absences = vec![Absence { from: date, until: date, kind: "leave".into(), credit: 0 }];
    };
    let decided =
        |model: &mut Model| model.employees[0].fixed = vec![FixedAssignment { day: 1, shift: Some((1, None, None)) }];
    let published =
        |model: &mut Model| model.employees[0].published = Some(vec![FixedAssignment { day: 2, shift: None }]);
    let long = |model: &mut Model| model.shifts[1].spans = vec![17 * 60];
    let mut kills: Vec<Kill> = vec![
        ("availability", five().with(on_leave), &["E-E--"], &["EE---"]),
        ("fixed_assignments", five().with(decided), &["EL---"], &["EE---"]),
        ("one_shift_a_day", five().with(long), &["L-E--"], &["LE---"]),
        ("meet_cover", five().with(|model| model.covers = cover(1)), &["E----", "L----"], &["E----", "E----"]),
        ("shifts", five().rule("shifts", at_most(2)), &["EE---"], &["EEE--"]),
        ("minutes", five().rule("minutes", at_most(999)), &["EE---"], &["EEE--"]),
        ("weekends", five().rule("weekends", at_most(0)), &["E--EE"], &["E-EEE"]),
        ("complete_weekends", five().rule("complete_weekends", |_| {}), &["-EE--"], &["-E---"]),
        (
            "consecutive_weekends",
            ward("2026-05-08", 12, 1).rule("consecutive_weekends", at_most(1)),
            &["-E-E"],
            &["-E------E---"],
        ),
        ("consecutive_days", five().rule("consecutive_days", at_most(2)), &["EE-EE"], &["EEE--"]),
        ("consecutive_days_off", five().rule("consecutive_days_off", at_least(2)), &["E--E-"], &["E-E--"]),
        ("rest_between_shifts", five().rule("rest_between_shifts", at_least(11 * 60)), &["L-E--"], &["LE---"]),
        (
            "weekly_rest",
            ward("2026-05-11", 7, 1).rule("weekly_rest", |policy| {
                (policy.at_least, policy.per) = (Some(36 * 60), Period::Week);
            }),
            &["EEEE-EE"],
            &["EEEENNE"],
        ),
        ("start_distance", five().rule("start_distance", at_least(20 * 60)), &["EEL--"], &["ELE--"]),
        ("steady_start", five().rule("steady_start", at_most(8 * 60)), &["ELE--"], &["EL-N-"]),
        (
            "forbidden_succession",
            five().rule("forbidden_succession", |policy| (policy.shifts, policy.others) = (vec![2], vec![0])),
            &["NN-E-"],
            &["N---E", "NE---"],
        ),
        ("forbidden_pattern", five().rule("forbidden_pattern", cells(&[On, Off, On])), &["EE--E"], &["E-E--"]),
        ("required_pattern", five().rule("required_pattern", cells(&[night(), Off])), &["N-E--"], &["N-EN", "NN---"]),
        ("rotation", five().rule("rotation", cells(&[On, Off])), &["E-E-E", "N-N-N"], &["E-E-E", "NN--N"]),
        (
            "skill_match",
            seniors().rule("skill_match", |policy| (policy.skill, policy.shifts) = (Some("senior".into()), vec![2])),
            &["N----", "E----"],
            &["E----", "N----"],
        ),
        (
            "skill_mix",
            seniors().rule("skill_mix", |policy| {
                (policy.skill, policy.shifts, policy.days) = (Some("senior".into()), vec![2], vec![1]);
                policy.at_least = Some(1);
            }),
            &["-N---"],
            &["", "-N---"],
        ),
        ("nobody_alone", five().rule("nobody_alone", |_| {}), &["EL---", "EL---"], &["EE---", "EL---"]),
        ("pair_together", five().rule("pair_together", pairs), &["EL---", "E----"], &["EL---", "EE---"]),
        ("never_together", five().rule("never_together", pairs), &["E-E--", "L----"], &["EE---", "E----"]),
        ("fair_shifts", five().rule("fair_shifts", at_most(1)), &["EE---", "E----"], &["EE---", ""]),
        ("fair_hours", five().rule("fair_hours", at_most(600)), &["EE---", "E----"], &["EE---", ""]),
        (
            "budget",
            five()
                .rule("budget", |policy| policy.money = Some(money(160.0)))
                .with(|model| model.teams[0].wage = money(10.0)),
            &["E----", "E----"],
            &["E----", "EE---"],
        ),
        ("changes", five().with(published).rule("changes", |_| {}), &["EE-EE"], &["--E--"]),
    ];
    kills.extend(more_kills());
    kills
}

/// Those of the longer list of the constraint and of contracts.
fn more_kills() -> Vec<Kill> {
    let leave = |model: &mut Model| {
        let date = model.calendar.date(3);
        model.employees[0].absences = vec![Absence { from: date, until: date, kind: "leave".into(), credit: 0 }];
    };
    let week = || ward("2026-05-11", 7, 1);
    let saturday_night = |policy: &mut Policy| (policy.days, policy.window) = (vec![1], Some((22 * 60, 37 * 60)));
    let half = |policy: &mut Policy| (policy.skill, policy.at_least) = (Some("senior".into()), Some(50));
    vec![
        ("longest_gap", five().rule("longest_gap", at_most(48 * 60)), &["E-EE-"], &["E--E-"]),
        ("same_shift_again", five().rule("same_shift_again", at_least(20 * 60)), &["ELE--"], &["EE---"]),
        ("shift_kinds", five().rule("shift_kinds", at_most(2)), &["EELL-"], &["EEL-N"]),
        (
            "rest_before_leave",
            five().with(leave).rule("rest_before_leave", |policy| policy.shifts = vec![2]),
            &["-NE-N"],
            &["--N--"],
        ),
        (
            "earned_days_off",
            week().rule("earned_days_off", |policy| {
                (policy.shifts, policy.after, policy.at_least) = (vec![2], Some(3), Some(3));
            }),
            &["NNN-E--"],
            &["NNN-EEE"],
        ),
        ("skill_share", seniors().rule("skill_share", half), &["EE---", "E----"], &["E----", "EE---"]),
        (
            "compensatory_rest",
            five().rule("compensatory_rest", |policy| (policy.at_least, policy.after) = (Some(16 * 60), Some(2))),
            &["LE-E-"],
            &["LEEE-"],
        ),
        ("free_windows", five().rule("free_windows", saturday_night), &["EE--E"], &["EE-E-"]),
    ]
}

fn dues() -> Vec<DueDate> {
    let wish = Wish { day: 1, what: Preference::DayOff, price: money(4.0) };
    let wishing = five().with(|model| model.employees[0].wishes = vec![wish]);
    let paid = five().with(|model| model.teams[0].wage = money(10.0));
    let nights = five().with(|model| {
        let window = Some((22 * 60, 6 * 60));
        model.teams[0].premiums =
            vec![Premium { name: "night".into(), window, days: PremiumDays::All, add: money(1.0), of_wage: None }];
    });
    let overtime = five().rule("overtime_tiers", |policy| {
        (policy.at_most, policy.price) = (Some(480), Some(money(2.0)));
    });
    let retained = five().rule("pay_retainer", |policy| policy.price = Some(money(50.0)));
    vec![
        ("pay_retainer", retained, (&["", ""], 0), (&["EE---", "---L-"], 10_000)),
        ("wishes", wishing, (&["E-E--"], 0), (&["EE---"], 400)),
        ("pay_wages", paid, (&["E----"], 8_000), (&["EE---"], 16_000)),
        ("pay_premiums", nights, (&["EL---"], 0), (&["EN---"], 800)),
        ("overtime_tiers", overtime, (&["E----", "E----"], 0), (&["EE---"], 1_600)),
    ]
}

#[test]
fn each_rule_alone_refuses_its_roster() {
    let (kills, dues) = (kills(), dues());
    for (rule, ward, good, bad) in &kills {
        assert_eq!(ward.broken(good), [""; 0], "{rule} must accept {good:?}");
        assert_eq!(ward.broken(bad), [*rule], "{rule} alone must refuse {bad:?}");
        for breach in ward.judge(bad).breaches {
            assert!(breach.amount != 0.0 && !breach.unit.is_empty(), "{breach:?}");
            assert!(breach.sentence.contains(&breach.subject.who) && breach.sentence.len() > 20, "{breach:?}");
            assert_eq!(breach.policy, *rule, "{breach:?}");
        }
    }
    for (rule, ward, cheap, dear) in &dues {
        for (roster, due) in [cheap, dear] {
            assert_eq!(ward.broken(roster), [""; 0], "{rule} refuses nothing");
            assert_eq!(ward.charged(rule, roster), *due, "{rule} of {roster:?}");
        }
    }
    let tried: BTreeSet<&str> =
        kills.iter().map(|(rule, ..)| *rule).chain(dues.iter().map(|(rule, ..)| *rule)).collect();
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.card.id).collect();
    assert_eq!(tried, known, "every rule has its case");
}

#[test]
fn every_card_is_complete_and_its_id_is_its_own() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.card.id).collect();
    for rule in RULES {
        let card = rule.card;
        assert!(card.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'), "{}", card.id);
        assert!(card.title.len() > 10 && !card.title.ends_with('.'), "{}", card.id);
        assert!(card.meaning.len() > 60 && card.meaning.ends_with('.'), "{}", card.id);
        assert!(card.boundary.len() > 20 && card.boundary.ends_with('.'), "{}", card.id);
    }
    assert_eq!(registry::always().count(), 7);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
}

#[test]
fn a_policy_of_an_unknown_rule_is_a_bug_that_is_told() {
    let ward = five().rule("no_such_rule", |_| {});
    let breach = &ward.judge(&["E----"]).breaches[0];
    assert!(breach.sentence.contains("bug"), "{breach:?}");
}

#[test]
fn two_shifts_on_a_date_are_refused() {
    let ward = five();
    let mut plan = ward.plan(&[ward.line("E----")]);
    let second = ward.plan(&[ward.line("N----")]).people[0].shifts[0].clone();
    plan.people[0].shifts.push(second);
    let rules: Vec<_> =
        planning::verify::judge_roster(&ward.0, &plan).breaches.iter().map(|breach| breach.rule).collect();
    assert_eq!(rules, ["one_shift_a_day"]);
}

#[test]
fn a_start_or_length_that_is_not_offered_is_refused() {
    let ward = five();
    let mut plan = ward.plan(&[ward.line("E----")]);
    plan.people[0].shifts[0].start += 30;
    let judged = |plan: &_| planning::verify::judge_roster(&ward.0, plan).breaches.len();
    assert_eq!(judged(&plan), 1);
    plan.people[0].shifts[0].start -= 30;
    assert_eq!(judged(&plan), 0);
    plan.people[0].shifts[0].span += 15;
    assert_eq!(judged(&plan), 1);
}
