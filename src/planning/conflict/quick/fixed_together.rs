//! What is decided for somebody cannot all be kept, because of a rule about the days together.

use crate::model::Case;
use crate::roster::rules::fixed_assignments;
use crate::roster::{registry, write_roster};
use base::diagnostic::Diagnostic;
use rostering::search::feasible_line::feasible_line;

pub(super) fn check(case: &Case, without_line: &[usize]) -> Vec<Diagnostic> {
    let model = &case.model;
    let decided = |&&employee: &&usize| model.employees[employee].fixed.len() > 1;
    without_line.iter().filter(decided).filter_map(|&employee| explained(case, employee)).collect()
}

/// The rule without which the person has a line with everything that is decided, if nothing else is in the way.
fn explained(case: &Case, employee: usize) -> Option<Diagnostic> {
    let mut free = case.clone();
    free.model.employees[employee].fixed.clear();
    feasible_line(&write_roster(&free).problem, employee)?;
    let model = &case.model;
    let hard = |policy: &crate::model::Policy| {
        let bends = registry::rule(&policy.rule).is_some_and(|rule| rule.card.bend.is_some());
        policy.price.is_none()
            && bends
            && policy.rule != fixed_assignments::CARD.id
            && policy.employees.contains(&employee)
    };
    let guilty = model.policies.iter().enumerate().filter(|(_, policy)| hard(policy)).find(|&(index, _)| {
        let mut without = case.clone();
        without.model.policies[index].employees.retain(|&other| other != employee);
        without.model.policies.retain(|policy| !policy.employees.is_empty());
        feasible_line(&write_roster(&without).problem, employee).is_some()
    });
    let (_, policy) = guilty?;
    let (id, title) = (&model.employees[employee].id, registry::rule(&policy.rule)?.card.title);
    let message = format!("what is decided for {id} cannot all be kept: {} ({title})", policy.id);
    let help = format!("take one of the decided days of {id} away, or except {id} from {}", policy.id);
    Some(Diagnostic::error("fixed-together", message, help))
}
