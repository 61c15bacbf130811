//! Weekends need more people than may work so many of them.

use crate::model::{Period, Policy};
use crate::roster::PossibleWork;
use crate::roster::registry;
use crate::roster::rules::weekends as rule_of_weekends;
use crate::roster::weekends::weekends;
use base::diagnostic::Diagnostic;

pub(super) fn check(work: &PossibleWork) -> Vec<Diagnostic> {
    let model = &work.case.model;
    let weekends = weekends(&model.calendar);
    // Whoever works on one of its days works the weekend: each needs as many people as its busiest day.
    let days =
        |weekend: &crate::roster::weekends::Weekend| weekend.first_inside()..=weekend.last_inside(&model.calendar);
    let asked: u64 = weekends.iter().map(|weekend| days(weekend).map(|day| work.needed(day)).max().unwrap_or(0)).sum();
    let limit = |employee: usize| {
        let about = |policy: &&Policy| {
            policy.price.is_none()
                && policy.per == Period::Horizon
                && policy.employees.contains(&employee)
                && policy.shifts.len() == model.shifts.len()
        };
        model
            .policies
            .iter()
            .filter(about)
            .filter_map(|policy| registry::rule(&policy.rule)?.rule.most_weekends(policy))
            .min()
    };
    let given: u64 = (0..model.employees.len())
        .map(|employee| {
            let may = |weekend: &&crate::roster::weekends::Weekend| {
                days(weekend).any(|day| work.may(employee, day).next().is_some())
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
        "raise at_most of `{}`, add people, ask for {} fewer, or price what is missing with `under`",
        rule_of_weekends::CARD.id,
        asked - given
    );
    vec![Diagnostic::error("too-few-weekends", message, help)]
}
