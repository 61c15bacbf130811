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
        model.employees[2].shifts = Some(vec![L, N]);
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

/// Rest, sequences and weekends beyond those of the public benchmark.
fn more(all: &mut Vec<Ward>) {
    for at in [five_days, spring, autumn] {
        for rest in [9 * 60, 11 * 60, 26 * 60, 50 * 60] {
            both(all, at, "rest_between_shifts", |policy| policy.at_least = Some(rest));
            both(all, at, "rest_between_shifts", |policy| {
                (policy.at_least, policy.shifts, policy.others) = (Some(rest), vec![N], vec![E, L]);
            });
            both(all, at, "rest_between_shifts", |policy| {
                (policy.at_least, policy.after, policy.shifts) = (Some(rest), Some(2), vec![L, N]);
            });
            both(all, at, "start_distance", |policy| (policy.at_least, policy.shifts) = (Some(rest), vec![E, N]));
        }
        both(all, at, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(40 * 60), Period::Days(3)));
        both(all, at, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(35 * 60), Period::Horizon));
    }
    let monday = || {
        let days_and_nights = ward("2026-05-04", 8, 1).with(|model| {
            model.shifts.remove(L);
            model.teams[0].shifts.pop();
        });
        days_and_nights.history(0, "N")
    };
    both(all, monday, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(60 * 60), Period::Week));
    both(all, five_days, "steady_start", |policy| policy.per = Period::Days(3));
    both(all, five_days, "steady_start", |policy| (policy.at_most, policy.shifts) = (Some(500), vec![E, L]));
    both(all, spring, "steady_start", |policy| (policy.at_most, policy.per) = (Some(480), Period::Week));
    let starts = [
        ("2026-05-08", ["EE", "E-", "-E", ""]), // the Friday before a weekend
        ("2026-05-09", ["LE", "-E", "E-", ""]),
        ("2026-05-10", ["NE", "E-", "---E-----E", "E-----EE"]),
        ("2026-05-05", ["E", "E-E-E", "E-", "----EE-"]),
    ];
    for (start, pasts) in starts {
        for past in [None, Some(pasts[0]), Some(pasts[1]), Some(pasts[2]), Some(pasts[3])] {
            let at = || {
                let bare = ward(start, 9, 1).with(|model| {
                    model.shifts.truncate(1);
                    model.teams[0].shifts.truncate(1);
                });
                past.map_or(bare.clone(), |past| {
                    let past: String = past.chars().map(|letter| if letter == '-' { '-' } else { 'E' }).collect();
                    bare.history(0, &past)
                })
            };
            both(all, at, "complete_weekends", |_| {});
            for (least, most) in [(None, Some(1)), (Some(2), None), (Some(2), Some(2)), (None, Some(0))] {
                both(all, at, "consecutive_weekends", limits(least, most));
            }
        }
    }
    use PatternCell::{Any, Off, On, Shift};
    for cells in [vec![On, Off, On], vec![Shift(vec![N]), Off, Shift(vec![E, L])], vec![Off], vec![On, On, Any, Off]] {
        both(all, five_days, "forbidden_pattern", |policy| policy.pattern = cells.clone());
        both(all, five_days, "forbidden_pattern", |policy| {
            (policy.pattern, policy.days) = (cells.clone(), vec![0, 2, 3]);
        });
        for after in [None, Some(2)] {
            both(all, five_days, "required_pattern", |policy| {
                (policy.pattern, policy.after) = (cells.clone(), after);
            });
        }
    }
    both(all, five_days, "required_pattern", |policy| {
        (policy.pattern, policy.days) = (vec![Shift(vec![L]), On, Off, On], vec![1, 2, 4]);
    });
    both(all, five_days, "rotation", |policy| {
        (policy.pattern, policy.after) = (vec![On, Shift(vec![N]), Off, Any], Some(1));
        policy.days = vec![0, 1, 2, 4];
    });
    spacing(all);
    together(all);
    pay(all);
}

/// Gaps, windows of the clock, rest that is made up for, and free days with their neighbours.
fn spacing(all: &mut Vec<Ward>) {
    for at in [five_days, spring, autumn] {
        for hours in [24, 40, 48] {
            both(all, at, "longest_gap", |policy| policy.at_most = Some(hours * 60));
            both(all, at, "same_shift_again", |policy| policy.at_least = Some(hours * 60));
        }
        both(all, at, "longest_gap", |policy| (policy.at_most, policy.shifts) = (Some(30 * 60), vec![E, N]));
        both(all, at, "same_shift_again", |policy| (policy.at_least, policy.shifts) = (Some(60 * 60), vec![L, N]));
        for (rest, after) in [(11 * 60, None), (12 * 60, Some(1)), (24 * 60, Some(2)), (40 * 60, Some(0))] {
            both(all, at, "compensatory_rest", |policy| (policy.at_least, policy.after) = (Some(rest), after));
        }
        for (days, opens, hours) in [(vec![0, 1, 2, 3], 22 * 60, 37), (vec![1, 3], 0, 24), (vec![0, 1, 2], 12 * 60, 70)]
        {
            for (least, per) in [(None, Period::Horizon), (Some(1), Period::Days(2)), (Some(2), Period::Week)] {
                both(all, at, "free_windows", |policy| {
                    (policy.window, policy.at_least, policy.per) = (Some((opens, hours * 60)), least, per);
                    policy.days = days.clone();
                });
            }
        }
        both(all, at, "free_windows", |policy| {
            (policy.window, policy.shifts, policy.days) = (Some((2 * 60, 5 * 60)), vec![N], vec![0, 2]);
        });
        for (days, rest) in [(2, 30), (3, 40), (4, 60), (1, 16)] {
            both(all, at, "weekly_rest", |policy| {
                (policy.at_least, policy.per) = (Some(rest * 60), Period::Rolling(days));
            });
        }
        both(all, at, "rest_before_leave", |_| {});
    }
    let free_days = || {
        five_days().with(|model| {
            let date = |day: i64| model.calendar.date(day);
            let away = |from, until| Absence { from: date(from), until: date(until), kind: "leave".into(), credit: 0 };
            let wish = |day| Wish { day, what: Wanted::DayOff, price: money(1.0) };
            model.employees[0].absences = vec![away(1, 1)];
            model.employees[1].absences = vec![away(0, 1), away(4, 9)];
            model.employees[2].absences = vec![away(-2, 0)];
            model.employees[0].wishes = vec![wish(2), wish(4)];
            model.employees[2].wishes = vec![wish(3)];
        })
    };
    for after in [None, Some(2), Some(3)] {
        both(all, free_days, "rest_before_leave", |policy| (policy.after, policy.shifts) = (after, vec![L, N]));
    }
    both(all, free_days, "rest_before_leave", |_| {});
    both(all, free_days, "longest_gap", |policy| policy.at_most = Some(24 * 60));
    for (most, per) in [(1, Period::Horizon), (2, Period::Week), (1, Period::Days(2)), (0, Period::Month)] {
        both(all, five_days, "shift_kinds", |policy| (policy.at_most, policy.per) = (Some(most), per));
    }
    both(all, five_days, "shift_kinds", |policy| (policy.at_most, policy.shifts) = (Some(1), vec![E, N]));
    for (after, least, per) in [(2, 2, Period::Horizon), (1, 1, Period::Days(2)), (2, 3, Period::Days(4))] {
        both(all, five_days, "earned_days_off", |policy| {
            (policy.after, policy.at_least, policy.per, policy.shifts) = (Some(after), Some(least), per, vec![L, N]);
        });
    }
}

/// Rules over several people.
fn together(all: &mut Vec<Ward>) {
    let skilled = |at: fn() -> Ward| {
        move || {
            at().with(|model| {
                let until = Some(model.calendar.date(1));
                model.employees[0].skills = vec![Skill { name: "senior".into(), from: None, until }];
                let from = Some(model.calendar.date(2));
                model.employees[1].skills = vec![Skill { name: "senior".into(), from, until: None }];
            })
        }
    };
    let senior = || Some("senior".to_owned());
    both(all, skilled(five_days), "skill_match", |policy| {
        (policy.skill, policy.shifts, policy.days) = (senior(), vec![L, N], vec![0, 1, 2, 4]);
    });
    for at in [pair, || pair().with(long_late)] {
        both(all, skilled(at), "skill_mix", |policy| (policy.skill, policy.at_least) = (senior(), Some(1)));
        both(all, skilled(at), "skill_mix", |policy| (policy.at_least, policy.shifts) = (Some(2), vec![L]));
        both(all, at, "pair_together", |policy| (policy.employees, policy.partners) = (vec![0], vec![0, 1]));
        both(all, at, "pair_together", |policy| {
            (policy.partners, policy.shifts, policy.days) = (vec![0, 1], vec![L], vec![1, 2]);
        });
        both(
            all,
            || at().history(1, "L"),
            "never_together",
            |policy| {
                (policy.employees, policy.partners) = (vec![0], vec![1]);
            },
        );
        both(all, at, "never_together", |policy| {
            (policy.partners, policy.shifts, policy.days) = (vec![0, 1], vec![E], vec![0, 1]);
        });
    }
    both(all, skilled(pair), "skill_share", |policy| (policy.skill, policy.at_least) = (senior(), Some(60)));
    both(all, skilled(pair), "skill_share", |policy| {
        (policy.skill, policy.at_least, policy.shifts, policy.days) = (senior(), Some(33), vec![L], vec![0, 2]);
    });
    both(all, skilled(pair), "nobody_alone", |policy| policy.skill = senior());
    both(all, skilled(pair), "nobody_alone", |policy| policy.days = vec![0, 2]);
    for rule in ["fair_shifts", "fair_hours"] {
        let carrying = || {
            pair().with(|model| {
                model.shifts[L].breaks =
                    vec![BreakRule { name: "meal".into(), length: 45, paid: false, begins: vec![240] }];
                model.employees[0].carried.insert(rule.into(), -50);
                model.employees[1].carried.insert(rule.into(), -49);
            })
        };
        both(all, carrying, rule, |_| {});
        both(all, carrying, rule, |policy| (policy.at_most, policy.shifts) = (Some(1), vec![L]));
        both(all, carrying, rule, |policy| (policy.at_most, policy.days) = (Some(500), vec![0, 2]));
    }
    for (per, money) in [(Period::Horizon, 250.0), (Period::Week, 700.0), (Period::Days(2), 160.5)] {
        both(
            all,
            || pair().with(wages),
            "budget",
            |policy| {
                (policy.per, policy.money) = (per, Some(roster::money(money)));
            },
        );
    }
    both(all, five_days_published, "changes", |_| {});
    both(all, five_days_published, "changes", |policy| policy.days = vec![1, 2]);
}

fn five_days_published() -> Ward {
    five_days().with(|model| {
        let publish = |day, shift| Fixed { day, shift };
        model.employees[0].published = Some(vec![
            publish(0, Some((E, None, None))),
            publish(1, None),
            publish(2, Some((N, Some(1320), Some(480)))),
            publish(3, Some((L, Some(1), None))),
        ]);
        model.employees[1].published = Some(vec![]);
    })
}

fn wages(model: &mut Model) {
    model.teams[0].wage = money(17.35);
    model.employees[0].wage = Some(money(20.01));
    model.shifts[L].breaks = vec![BreakRule { name: "meal".into(), length: 40, paid: false, begins: vec![180, 240] }];
}

fn pay(all: &mut Vec<Ward>) {
    all.push(five_days().with(wages).rule("pay_wages", |_| {}));
    for at in [spring, autumn] {
        for (window, days) in [
            (Some((22 * 60, 6 * 60)), PremiumDays::All),
            (Some((17 * 60, 20 * 60)), PremiumDays::Weekend),
            (None, PremiumDays::On(vec![chrono::Weekday::Sun])),
        ] {
            let premium = |name: &str| Premium { name: name.into(), window, days: days.clone(), add: money(3.33) };
            all.push(at().with(wages).rule("pay_premiums", |_| {}).with(|model| {
                model.teams[0].premiums = vec![premium("first"), premium("second")];
            }));
        }
    }
    for per in [Period::Horizon, Period::Week, Period::Days(2)] {
        all.push(five_days().rule("pay_retainer", |policy| {
            (policy.per, policy.shifts, policy.price) = (per, vec![E, N], Some(money(12.5)));
        }));
        all.push(five_days().with(wages).rule("overtime_tiers", |policy| {
            (policy.per, policy.at_most, policy.price) = (per, Some(700), Some(money(6.5)));
        }));
    }
    all.push(pair().history(0, "LE").rule("overtime_tiers", |policy| {
        (policy.per, policy.at_most, policy.price) = (Period::Rolling(3), Some(700), Some(money(6.5)));
    }));
}

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

#[test]
#[should_panic(expected = "the program says")]
fn a_judge_of_another_mind_is_found() {
    five_days().rule("shifts", limits(None, Some(2))).enumerate_judged_by(|policy| policy.at_most = Some(3));
}

#[test]
#[should_panic(expected = "the program says")]
fn a_cent_of_difference_is_found() {
    let at = |cents: f64| move |policy: &mut Policy| (policy.price, policy.at_most) = (Some(money(cents)), Some(2));
    five_days().rule("consecutive_days", at(3.0)).enumerate_judged_by(at(3.01));
}
