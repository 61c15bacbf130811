//! Somebody must work more than the days on which they may work can give.

use super::View;
use crate::model::Period;
use crate::roster::periods::spans;
use crate::roster::rules::minutes::credit;
use base::diagnostic::Diagnostic;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let model = &view.case.model;
    let mut found = Vec::new();
    for policy in model.policies.iter().filter(|policy| policy.rule == "minutes" && policy.price.is_none()) {
        let Some(least) = policy.at_least else { continue };
        for &employee in &policy.employees {
            let person = &model.employees[employee];
            // What was worked before counts in windows that roll; the search for a line knows it.
            if matches!(policy.per, Period::Rolling(_)) && person.history.is_some() {
                continue;
            }
            for span in spans(&model.calendar, policy.per) {
                let longest = |&day: &u32| {
                    let duties = view.may(employee, day).map(|duty| &view.rostering.duties[duty]);
                    duties
                        .filter(|duty| policy.shifts.contains(&duty.template))
                        .map(|duty| duty.paid)
                        .max()
                        .unwrap_or(0)
                };
                let days = span.days.iter().filter(|day| policy.days.contains(day));
                let most = days.map(longest).sum::<u32>() + credit(&model.calendar, policy, person, &span);
                let least = span.at_least(least);
                if most < least {
                    let (first, last) = (view.date(span.days[0]), view.date(span.days[span.days.len() - 1]));
                    let message = format!(
                        "{} must work {} h from {first} to {last} ({}), and comes to {} h at most",
                        person.id,
                        hours(least),
                        policy.id,
                        hours(most)
                    );
                    let help = format!(
                        "lower at_least of {} to {} h, give {} more days or longer shifts, or credit leave",
                        policy.id,
                        hours(most),
                        person.id
                    );
                    found.push(Diagnostic::error("hours-do-not-fit", message, help));
                    break;
                }
            }
        }
    }
    found
}

fn hours(minutes: u32) -> String {
    let text = format!("{:.2}", f64::from(minutes) / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
