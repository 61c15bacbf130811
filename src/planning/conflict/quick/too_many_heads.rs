//! All heads that must be there over the whole plan are more than the shifts that people may work.

use crate::model::{Period, Policy};
use crate::roster::PossibleWork;
use crate::roster::registry;
use crate::roster::rules::{minutes, shifts};
use base::diagnostic::Diagnostic;

pub(super) fn check(work: &PossibleWork) -> Vec<Diagnostic> {
    let model = &work.case.model;
    let asked: u64 = (0..model.calendar.days).map(|day| work.needed(day)).sum();
    let given: u64 = (0..model.employees.len()).map(|employee| most_shifts(work, employee)).sum();
    if asked <= given {
        return Vec::new();
    }
    let message =
        format!("covers need {asked} shifts over the whole plan; all people together may work {given} at most");
    let help = format!(
        "add people, raise limits of `{}` or `{}`, ask for {} fewer, or price what is missing",
        shifts::CARD.id,
        minutes::CARD.id,
        asked - given
    );
    vec![Diagnostic::error("too-many-heads", message, help)]
}

/// Days on which somebody may work, within the limits of the whole plan.
fn most_shifts(work: &PossibleWork, employee: usize) -> u64 {
    let model = &work.case.model;
    let days = (0..model.calendar.days).filter(|&day| work.may(employee, day).next().is_some());
    let days = days.count() as u64;
    let about = |policy: &&Policy| {
        policy.price.is_none()
            && policy.per == Period::Horizon
            && policy.employees.contains(&employee)
            && policy.shifts.len() == model.shifts.len()
            && policy.days.len() == model.calendar.days as usize
    };
    let shortest = (0..model.calendar.days).flat_map(|day| work.may(employee, day));
    let shortest = shortest.map(|duty| work.duties[duty].paid).min().unwrap_or(0);
    let limit = |policy: &Policy| registry::rule(&policy.rule)?.rule.most_shifts(policy, shortest).map(u64::from);
    model.policies.iter().filter(about).filter_map(limit).fold(days, u64::min)
}
