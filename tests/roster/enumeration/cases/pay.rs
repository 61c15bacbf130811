//! What is paid, and budgets.

use super::*;

fn wages(model: &mut Model) {
    model.teams[0].wage = money(17.35);
    model.employees[0].wage = Some(money(20.01));
    model.shifts[L].breaks =
        vec![BreakTemplate { name: "meal".into(), length: 40, paid: false, begins: vec![180, 240] }];
}

pub fn cases(all: &mut Vec<Ward>) {
    all.push(five_days().with(wages).rule("pay_wages", |_| {}));
    for at in [spring, autumn] {
        for (window, days) in [
            (Some((22 * 60, 6 * 60)), PremiumDays::All),
            (Some((17 * 60, 20 * 60)), PremiumDays::Weekend),
            (None, PremiumDays::On(vec![chrono::Weekday::Sun])),
        ] {
            let premium =
                |name: &str| Premium { name: name.into(), window, days: days.clone(), add: money(3.33), of_wage: None };
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
    for (per, limit) in [(Period::Horizon, 250.0), (Period::Week, 700.0), (Period::Days(2), 160.5)] {
        both(
            all,
            || pair().with(wages),
            "budget",
            |policy| {
                (policy.per, policy.money) = (per, Some(money(limit)));
            },
        );
    }
}
