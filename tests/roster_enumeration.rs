//! On tiny wards every line or every roster is judged, and priced by what the rule wrote: both must say the same. Each
//! rule of the registry has its cases, each case must refuse or charge something, and not everything.

#[path = "support/roster.rs"]
mod roster;

use equipoise::model::*;
use equipoise::problem::roster::RULES;
use roster::*;

const E: usize = 0;
const L: usize = 1;
const N: usize = 2;

/// Friday to Tuesday, so that weekends and weeks are cut; Anna's past is unknown, Bert's and Carl's is known.
fn five_days() -> Ward {
    ward("2026-05-08", 5, 3).history(1, "E-LNN").history(2, "")
}

/// The same in the night in which summer time begins, Friday to Monday.
fn spring() -> Ward {
    ward("2026-03-27", 4, 2).history(1, "N")
}

/// Saturday to Tuesday in autumn.
fn autumn() -> Ward {
    ward("2026-10-24", 4, 2).history(1, "EN")
}

/// Few enough for all rosters of two people.
fn pair() -> Ward {
    ward("2026-05-09", 3, 2).history(1, "N").with(|model| {
        model.shifts.pop();
        model.teams[0].shifts.pop();
        model.employees[1].history = None;
    })
}

/// The same rule as it must hold, and at a price.
fn both(cases: &mut Vec<Ward>, at: impl Fn() -> Ward, rule: &str, change: impl Fn(&mut Policy)) {
    for price in [None, Some(money(3.5))] {
        cases.push(at().rule(rule, |policy| {
            policy.price = price;
            change(policy);
        }));
    }
}

fn limits(least: Option<u32>, most: Option<u32>) -> impl Fn(&mut Policy) {
    move |policy| (policy.at_least, policy.at_most) = (least, most)
}

fn long_late(model: &mut Model) {
    model.shifts[L].spans = vec![17 * 60];
}

fn cases() -> Vec<Ward> {
    let mut cases = Vec::new();
    let all = &mut cases;
    for rule in ["consecutive_days", "consecutive_days_off"] {
        for (least, most) in [(None, Some(2)), (Some(2), None), (Some(2), Some(3)), (Some(3), Some(3)), (None, Some(0))]
        {
            both(all, five_days, rule, limits(least, most));
        }
    }
    both(all, five_days, "consecutive_days", |policy| {
        (policy.shifts, policy.at_least, policy.at_most) = (vec![N], Some(2), Some(3));
    });
    for per in [Period::Horizon, Period::Week, Period::Month, Period::Days(4), Period::Rolling(3)] {
        for (least, most) in [(Some(2), None), (None, Some(2)), (Some(1), Some(2)), (None, Some(0))] {
            let at = || if matches!(per, Period::Rolling(_)) { pair().history(0, "LE") } else { five_days() };
            both(all, at, "shifts", |policy| {
                (policy.per, policy.at_least, policy.at_most) = (per, least, most);
            });
            both(all, at, "minutes", |policy| {
                policy.per = per;
                (policy.at_least, policy.at_most) = (least.map(|least| least * 500), most.map(|most| most * 470));
            });
        }
    }
    both(all, five_days, "shifts", |policy| {
        (policy.shifts, policy.days, policy.at_most) = (vec![L, N], vec![1, 2, 3], Some(1));
    });
    for (least, most) in [(None, Some(0)), (None, Some(1)), (Some(2), None), (Some(1), Some(1))] {
        for per in [Period::Horizon, Period::Week, Period::Days(3)] {
            both(all, five_days, "weekends", |policy| {
                (policy.per, policy.at_least, policy.at_most) = (per, least, most);
            });
            let sunday = || {
                ward("2026-05-10", 7, 1).history(0, "L").with(|model| {
                    model.shifts.truncate(2);
                    model.teams[0].shifts.truncate(2);
                })
            };
            both(all, sunday, "weekends", |policy| {
                (policy.per, policy.at_least, policy.at_most, policy.shifts) = (per, least, most, vec![L]);
            });
        }
    }
    both(all, five_days, "forbidden_succession", |policy| (policy.shifts, policy.others) = (vec![N], vec![E, L]));
    both(all, five_days, "forbidden_succession", |policy| {
        (policy.shifts, policy.others, policy.days) = (vec![L, N], vec![E], vec![0, 3]);
    });
    for at in [five_days, spring, autumn] {
        all.push(at().with(long_late).rule("one_shift_a_day", |_| {}));
    }
    all.push(five_days().rule("availability", |_| {}).with(|model| {
        let date = |day: i64| model.calendar.date(day);
        let away = Absence { from: date(2), until: date(3), kind: "leave".into(), credit: 0 };
        let (from, until) = (Some(date(1)), Some(date(3)));
        model.employees[0].absences = vec![away];
        (model.employees[1].from, model.employees[1].until) = (from, until);
        model.employees[2].available = Some(vec![
            vec![(0, 14 * 60)],
            vec![(14 * 60, 22 * 60), (6 * 60, 14 * 60)],
            vec![(22 * 60, 6 * 60)],
            vec![(20 * 60, 1440)],
            vec![(0, 5 * 60 + 59), (14 * 60, 6 * 60)],
        ]);
        model.shifts[E].days.truncate(4);
        model.teams[0].shifts = vec![E, N];
    }));
    all.push(five_days().rule("fixed_assignments", |_| {}).with(|model| {
        model.employees[0].fixed = vec![Fixed { day: 1, shift: None }, Fixed { day: 2, shift: Some((L, None, None)) }];
        model.employees[1].fixed = vec![Fixed { day: 0, shift: Some((N, Some(1320), Some(480))) }];
        model.employees[2].fixed = vec![Fixed { day: 4, shift: Some((E, Some(420), None)) }];
    }));
    all.push(five_days().rule("wishes", |_| {}).with(|model| {
        let wish = |day, what| Wish { day, what, price: money(1.25 + f64::from(day)) };
        model.employees[0].wishes = vec![
            wish(0, Wanted::On(vec![E, L])),
            wish(1, Wanted::Off(vec![N])),
            wish(2, Wanted::DayOff),
            wish(3, Wanted::DayOn),
            wish(4, Wanted::Start(360, 840)),
        ];
        model.employees[1].wishes = vec![wish(0, Wanted::Start(1300, 400))];
    }));
    all.push(pair().with(long_late).history(1, "L").rule("wishes", |_| {}).with(|model| {
        let wish = |day, other| Wish { day, what: Wanted::With(other), price: money(2.0) };
        model.employees[0].wishes = vec![wish(0, 1), wish(1, 1)];
        model.employees[1].wishes = vec![wish(2, 0)];
    }));
    for (need, under, over) in [(1, None, None), (2, Some(5.0), None), (1, Some(5.0), Some(2.5)), (0, None, Some(1.0))]
    {
        all.push(pair().rule("meet_cover", |_| {}).with(|model| {
            let cover = |day, shift| Cover {
                id: "ward".into(),
                day,
                shifts: vec![shift],
                teams: vec![0],
                skill: None,
                need,
                under: under.map(money),
                over: over.map(money),
            };
            model.covers = vec![cover(0, E), cover(1, L)];
        }));
    }
    more(all);
    cases
}

/// Rules over several people, and rules about pay.
fn more(_all: &mut Vec<Ward>) {}

#[test]
fn program_and_judge_agree_on_everything() {
    let mut seen: Vec<(String, bool)> = Vec::new();
    for case in cases() {
        let rule = case.0.model.policies.last().expect("a policy").rule.clone();
        let (refused, priced) = case.enumerate();
        seen.push((rule, refused + priced > 0));
    }
    for rule in RULES.iter().map(|rule| rule.card().id) {
        let of_rule: Vec<bool> = seen.iter().filter(|(id, _)| id == rule).map(|(_, bites)| *bites).collect();
        assert!(of_rule.iter().filter(|bites| **bites).count() * 2 > of_rule.len(), "{rule}: its cases must bite");
    }
}
