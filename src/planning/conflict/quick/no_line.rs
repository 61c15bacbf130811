//! Somebody has no roster line that keeps all rules about them, whatever the others do.

use super::View;
use base::diagnostic::Diagnostic;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let problem = |&person: &usize| {
        let id = &view.case.model.employees[person].id;
        let message = format!("no roster line of {id} keeps all rules about {id}, whatever the others work");
        let help = format!("see which rules conflict with `equipoise plan`, and relax one of them for {id}");
        Diagnostic::error("no-line", message, help)
    };
    view.no_line.iter().map(problem).collect()
}
