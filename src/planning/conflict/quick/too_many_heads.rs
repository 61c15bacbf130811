//! All heads that must be there over the whole plan are more than the shifts that people may work.

use super::View;
use super::heads::needed;
use crate::model::{Period, Policy};
use base::diagnostic::Diagnostic;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let model = &view.case.model;
    let asked: u64 = (0..model.calendar.days).map(|day| needed(view, day)).sum();
    let given: u64 = (0..model.employees.len()).map(|employee| most_shifts(view, employee)).sum();
    if asked <= given {
        return Vec::new();
    }
    let message =
        format!("covers need {asked} shifts over the whole plan; all people together may work {given} at most");
    let help = format!(
        "add people, raise limits of `shifts` or `minutes`, ask for {} fewer, or price what is missing",
        asked - given
    );
    vec![Diagnostic::error("too-many-heads", message, help)]
}

/// Days on which somebody may work, within the limits of the whole plan.
fn most_shifts(view: &View, employee: usize) -> u64 {
    let model = &view.case.model;
    let days = (0..model.calendar.days).filter(|&day| view.may(employee, day).next().is_some());
    let days = days.count() as u64;
    let about = |policy: &&Policy| {
        policy.price.is_none()
            && policy.per == Period::Horizon
            && policy.employees.contains(&employee)
            && policy.shifts.len() == model.shifts.len()
            && policy.days.len() == model.calendar.days as usize
    };
    let shortest = (0..model.calendar.days).flat_map(|day| view.may(employee, day));
    let shortest = shortest.map(|duty| view.rostering.duties[duty].paid).min().unwrap_or(0);
    let limit = |policy: &Policy| match (policy.rule.as_str(), policy.at_most) {
        ("shifts", Some(most)) => Some(u64::from(most)),
        ("minutes", Some(most)) if shortest > 0 => Some(u64::from(most / shortest)),
        _ => None,
    };
    model.policies.iter().filter(about).filter_map(limit).fold(days, u64::min)
}
