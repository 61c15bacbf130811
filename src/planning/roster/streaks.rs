//! Runs of days as the judges see them, on the dates of a finished roster.

use super::charge_terms::ChargeTerms;
use super::lines::{AssignedShift, WorkedLines};
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Findings, Subject};

/// Notes every run of counted days that is longer than `at_most` or shorter than `at_least`.
///
/// Days before the plan count where history is given; before its first entry lie days off. What history had too many is
/// not this plan's doing, and a run that touches an edge beyond which nothing is known is never too short.
pub fn judge(
    case: &Case,
    policy: &Policy,
    lines: &WorkedLines,
    terms: ChargeTerms,
    counted: impl Fn(&[AssignedShift], i64) -> bool,
    findings: &mut Findings,
) {
    let end = i64::from(case.model.calendar.days);
    let reach = i64::from(policy.at_least.unwrap_or(0).max(policy.at_most.unwrap_or(0))) + 1;
    for &employee in &policy.employees {
        let (person, stints) = (&case.model.employees[employee], &lines.of[employee]);
        let known = person.history.is_some();
        let earliest = if known { stints.first().map_or(0, |stint| stint.day.min(0)) - reach } else { 0 };
        let mut day = earliest;
        while day < end {
            let first = day;
            while day < end && counted(stints, day) {
                day += 1;
            }
            let length = day - first;
            if length > 0 && day >= 0 {
                let too_many = policy.at_most.map_or(0, |most| (length - i64::from(most)).max(0)).min(day);
                let open = day == end || (first == 0 && !known);
                let least = if open { 0 } else { i64::from(policy.at_least.unwrap_or(0)) };
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(first));
                terms.record(policy, subject.clone(), too_many, findings);
                terms.record(policy, subject, -(least - length).max(0), findings);
            }
            day += 1;
        }
    }
}

/// What is allowed, for sentences.
pub fn allowed(policy: &Policy) -> String {
    match (policy.at_least, policy.at_most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, most) => format!("at most {}", most.unwrap_or(0)),
    }
}
