//! Somebody has no roster line that keeps all rules about them, whatever the others do.

use super::View;
use crate::base::diag::Diagnostic;
use crate::roster::given::legal_line;
use rayon::prelude::*;

pub(super) fn check(view: &View) -> Vec<Diagnostic> {
    let problem = &view.rostering.problem;
    let none = (0..problem.people.len()).into_par_iter().filter(|&person| legal_line(problem, person).is_none());
    let problem = |person: usize| {
        let id = &view.case.model.employees[person].id;
        let message = format!("no roster line of {id} keeps all rules about {id}, whatever the others work");
        let help = format!("see which rules conflict with `equipoise plan`, and relax one of them for {id}");
        Diagnostic::error("no-line", message, help)
    };
    none.collect::<Vec<usize>>().into_iter().map(problem).collect()
}
