//! Fewer people with a skill may work a shift of a day than must be on it.

use super::View;
use base::diagnostic::Diagnostic;
use chrono::Datelike;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let model = &view.case.model;
    let mut found = Vec::new();
    for policy in model.policies.iter().filter(|policy| policy.rule == "skill_mix" && policy.price.is_none()) {
        let need = policy.at_least.unwrap_or(0);
        for (&shift, &day) in policy.shifts.iter().flat_map(|shift| policy.days.iter().map(move |day| (shift, day))) {
            let date = view.date(day);
            if !model.shifts[shift].days.contains(&date.weekday()) {
                continue;
            }
            let counts = |employee: &&usize| {
                let skilled = |skill: &String| model.employees[**employee].has_skill(skill, date);
                policy.skill.as_ref().is_none_or(skilled) && view.may_start(**employee, day, &[shift])
            };
            let people = policy.employees.iter().filter(counts).count() as u32;
            if people < need {
                let skill =
                    policy.skill.as_deref().map_or_else(String::new, |skill| format!(" with the skill {skill}"));
                let (id, shift) = (&policy.id, &model.shifts[shift].id);
                let message = format!("{id} asks for {need} people{skill} on {shift} on {date}; {people} may work it");
                let help =
                    format!("train somebody or call somebody back on {date}, ask for {people}, or give {id} a price");
                found.push(Diagnostic::error("too-few-skilled", message, help));
            }
        }
    }
    found
}
