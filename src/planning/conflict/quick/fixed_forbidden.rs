//! A shift is decided for somebody who may not work it.

use crate::roster::PossibleWork;
use base::diagnostic::Diagnostic;

pub(super) fn check(work: &PossibleWork) -> Vec<Diagnostic> {
    let model = &work.case.model;
    let mut found = Vec::new();
    for (employee, person) in model.employees.iter().enumerate() {
        for fixed in &person.fixed {
            let Some((rule, start, span)) = fixed.shift else { continue };
            let duties = work.duties.iter().enumerate().filter(|(_, duty)| {
                duty.template == rule
                    && start.is_none_or(|start| start == duty.start)
                    && span.is_none_or(|span| span == duty.span)
            });
            let duties: Vec<usize> = duties.map(|(index, _)| index).collect();
            let cells = work.forbidden[employee];
            let cell = |duty: usize| &cells[fixed.day as usize * work.duties.len() + duty];
            if duties.iter().any(|&duty| cell(duty).is_empty()) {
                continue;
            }
            let mut rules: Vec<&str> = duties.iter().flat_map(|&duty| cell(duty).iter().copied()).collect();
            rules.sort_unstable();
            rules.dedup();
            let (id, date, shift) = (&person.id, work.date(fixed.day), &model.shifts[rule].id);
            let why = if rules.is_empty() { "the shift does not exist".to_owned() } else { rules.join(", ") };
            let message = format!("the shift {shift} is decided for {id} on {date}, and may not be worked: {why}");
            let help = format!("take the decided shift away, or change what forbids it to {id}");
            found.push(Diagnostic::error("fixed-forbidden", message, help));
        }
    }
    found
}
