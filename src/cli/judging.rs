//! All judges on a plan, of whichever kind it is.

use crate::plan::{Findings, StaffingPlan};
use crate::problem::Case;
use crate::problem::roster::{Lines, registry};
use crate::run;

/// All breaches and charges of a plan.
pub fn judge(case: &Case, plan: &StaffingPlan) -> Findings {
    if case.model.employees.is_empty() { run::judge(case, plan) } else { roster(case, plan) }
}

fn roster(case: &Case, plan: &StaffingPlan) -> Findings {
    let lines = Lines::of(&case.model, plan);
    let mut findings = Findings::default();
    for policy in &case.model.policies {
        let Some(rule) = registry::rule(&policy.rule) else { continue };
        let mut own = Findings::default();
        rule.judge(case, policy, &lines, &mut own);
        for breach in &mut own.breaches {
            breach.sentence = rule.tell(case, policy, breach);
        }
        findings.breaches.extend(own.breaches);
        findings.charges.extend(own.charges);
    }
    findings.breaches.sort_by(|left, right| (left.rule, &left.subject).cmp(&(right.rule, &right.subject)));
    findings.charges.sort();
    findings
}
