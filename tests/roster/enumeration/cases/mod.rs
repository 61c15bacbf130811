//! Tiny wards for each rule, and what they have in common.

mod always;
mod order;
mod pay;
mod rest;
mod runs;
mod together;

pub use crate::support::roster::*;
use planning::model::*;

const E: usize = 0;
const L: usize = 1;
const N: usize = 2;

/// Friday to Tuesday, so that weekends and weeks are cut; Anna's past is unknown, Bert's and Carl's is known.
pub fn five_days() -> Ward {
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

pub fn limits(least: Option<u32>, most: Option<u32>) -> impl Fn(&mut Policy) {
    move |policy| (policy.at_least, policy.at_most) = (least, most)
}

fn long_late(model: &mut Model) {
    model.shifts[L].spans = vec![17 * 60];
}

pub fn cases() -> Vec<Ward> {
    let mut cases = Vec::new();
    for subject in [always::cases, runs::cases, order::cases, rest::cases, together::cases, pay::cases] {
        subject(&mut cases);
    }
    cases
}
