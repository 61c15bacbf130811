//! Two days in a row need more people than there are, because nobody may work on both.

use super::View;
use super::heads::needed;
use crate::model::Policy;
use base::diagnostic::Diagnostic;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let model = &view.case.model;
    let hard = |policy: &&Policy| {
        policy.rule == "rest_between_shifts"
            && policy.price.is_none()
            && policy.after.is_none()
            && policy.at_least.is_some()
    };
    let mut found = Vec::new();
    for policy in model.policies.iter().filter(hard) {
        let first = (1..model.calendar.days).find_map(|day| {
            let asked = needed(view, day - 1) + needed(view, day);
            let given: u64 = (0..model.employees.len()).map(|employee| days_of(view, policy, employee, day)).sum();
            (asked > given).then_some((day, asked, given))
        });
        if let Some((day, asked, given)) = first {
            let hours = f64::from(policy.at_least.unwrap_or(0)) / 60.0;
            let message = format!(
                "{} and {} need {asked} shifts together; with {hours} h of rest ({}) all people may work {given} at most",
                view.date(day - 1),
                view.date(day),
                policy.id
            );
            let help = format!(
                "shorten the rest of {}, add people, ask for {} fewer, or price what is missing with `under`",
                policy.id,
                asked - given
            );
            found.push(Diagnostic::error("rest-too-long", message, help));
        }
    }
    found
}

/// Shifts that somebody may work on a day and the day before together, as far as this rule is concerned.
fn days_of(view: &View, policy: &Policy, employee: usize, day: u32) -> u64 {
    let (before, after): (Vec<usize>, Vec<usize>) =
        (view.may(employee, day - 1).collect(), view.may(employee, day).collect());
    if before.is_empty() || after.is_empty() {
        return u64::from(!before.is_empty()) + u64::from(!after.is_empty());
    }
    let (calendar, duties) = (&view.case.model.calendar, &view.rostering.duties);
    let fits = |&first: &usize, &second: &usize| {
        let (first, second) = (&duties[first], &duties[second]);
        let asked = policy.employees.contains(&employee)
            && policy.shifts.contains(&first.template)
            && (policy.others.is_empty() || policy.others.contains(&second.template));
        let ended = calendar.minute(i64::from(day) - 1, first.start) + i64::from(first.span);
        !asked || calendar.minute(day.into(), second.start) - ended >= i64::from(policy.at_least.unwrap_or(0))
    };
    if before.iter().any(|first| after.iter().any(|second| fits(first, second))) { 2 } else { 1 }
}
