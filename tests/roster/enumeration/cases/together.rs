//! Rules over several people: skills, company and fairness.

use super::*;

pub fn cases(all: &mut Vec<Ward>) {
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
                    vec![BreakTemplate { name: "meal".into(), length: 45, paid: false, begins: vec![240] }];
                model.employees[0].carried.insert(rule.into(), -50);
                model.employees[1].carried.insert(rule.into(), -49);
            })
        };
        both(all, carrying, rule, |_| {});
        both(all, carrying, rule, |policy| (policy.at_most, policy.shifts) = (Some(1), vec![L]));
        both(all, carrying, rule, |policy| (policy.at_most, policy.days) = (Some(500), vec![0, 2]));
    }
}
