//! Every rule judges a plan, whoever made it.

use crate::plan::{Findings, StaffingPlan};
use crate::problem::Case;
use crate::problem::balance::{Facts, RULES, registry};

/// All breaches and charges of a plan, sorted, each breach with its sentence.
pub fn judge(case: &Case, plan: &StaffingPlan) -> Findings {
    let facts = Facts::of(&case.model, plan);
    let mut findings = Findings::default();
    for rule in RULES {
        rule.judge(case, plan, &facts, &mut findings);
    }
    for breach in &mut findings.breaches {
        if let Some(rule) = registry::rule(breach.rule) {
            breach.sentence = rule.tell(case, breach);
        }
    }
    findings.breaches.sort_by(|left, right| (left.rule, &left.subject).cmp(&(right.rule, &right.subject)));
    findings.charges.sort();
    findings
}
