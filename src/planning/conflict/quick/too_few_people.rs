//! Fewer people may work the wanted shifts of a day than must be there.

use crate::roster::PossibleWork;
use base::diagnostic::Diagnostic;

pub(super) fn check(work: &PossibleWork) -> Vec<Diagnostic> {
    let model = &work.case.model;
    let mut found = Vec::new();
    for cover in model.covers.iter().filter(|cover| cover.under.is_none()) {
        let date = work.date(cover.day);
        let counts = |&(index, employee): &(usize, &crate::model::Employee)| {
            cover.teams.contains(&employee.team)
                && cover.skill.as_ref().is_none_or(|skill| employee.has_skill(skill, date))
                && work.may_start(index, cover.day, &cover.shifts)
        };
        let people = model.employees.iter().enumerate().filter(counts).count() as u32;
        if people < cover.need {
            let shifts: Vec<&str> = cover.shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect();
            let skilled = cover.skill.as_ref().map_or_else(String::new, |skill| format!(" with the skill {skill}"));
            let (need, id, shifts) = (cover.need, &cover.id, shifts.join(", "));
            let message = format!("cover {id} needs {need} people{skilled} on {date} for {shifts}; {people} may work");
            let help = match &cover.skill {
                Some(skill) => format!(
                    "train somebody in {skill}, call somebody back on {date}, ask for {people}, or price what is missing \
                     with `under`"
                ),
                None => {
                    format!("call somebody back on {date}, ask for {people}, or price what is missing with `under`")
                }
            };
            found.push(Diagnostic::error("too-few-people", message, help));
        }
    }
    found
}
