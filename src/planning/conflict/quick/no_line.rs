//! Somebody has no roster line that keeps all rules about them, whatever the others do.

use crate::model::Case;
use base::diagnostic::Diagnostic;

pub(super) fn check(case: &Case, without_line: &[usize]) -> Vec<Diagnostic> {
    let problem = |&person: &usize| {
        let id = &case.model.employees[person].id;
        let message = format!("no roster line of {id} keeps all rules about {id}, whatever the others work");
        let help = format!("see which rules conflict with `equipoise plan`, and relax one of them for {id}");
        Diagnostic::error("no-line", message, help)
    };
    without_line.iter().map(problem).collect()
}
