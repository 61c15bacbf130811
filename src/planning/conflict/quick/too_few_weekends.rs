//! Weekends need more people than may work so many of them.

use super::View;
use super::heads::needed;
use crate::model::{Period, Policy};
use crate::roster::weekends::weekends;
use base::diagnostic::Diagnostic;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let model = &view.case.model;
    let weekends = weekends(&model.calendar);
    // Whoever works on one of its days works the weekend: each needs as many people as its busiest day.
    let days =
        |weekend: &crate::roster::weekends::Weekend| weekend.first_inside()..=weekend.last_inside(&model.calendar);
    let asked: u64 = weekends.iter().map(|weekend| days(weekend).map(|day| needed(view, day)).max().unwrap_or(0)).sum();
    let limit = |employee: usize| {
        let about = |policy: &&Policy| {
            policy.rule == "weekends"
                && policy.price.is_none()
                && policy.per == Period::Horizon
                && policy.employees.contains(&employee)
                && policy.shifts.len() == model.shifts.len()
        };
        model.policies.iter().filter(about).filter_map(|policy| policy.at_most).min()
    };
    let given: u64 = (0..model.employees.len())
        .map(|employee| {
            let may = |weekend: &&crate::roster::weekends::Weekend| {
                days(weekend).any(|day| view.may(employee, day).next().is_some())
            };
            let free = weekends.iter().filter(may).count() as u64;
            limit(employee).map_or(free, |most| free.min(most.into()))
        })
        .sum();
    if asked <= given || (0..model.employees.len()).all(|employee| limit(employee).is_none()) {
        return Vec::new();
    }
    let message = format!(
        "the {} weekends of the plan need people {asked} times, counted on the busiest day of each; all people together may \
         work {given} weekends at most",
        weekends.len()
    );
    let help = format!(
        "raise at_most of `weekends`, add people, ask for {} fewer, or price what is missing with `under`",
        asked - given
    );
    vec![Diagnostic::error("too-few-weekends", message, help)]
}
