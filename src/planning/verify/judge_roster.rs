//! Every rule of a roster judges a plan with names, whoever made it.

use crate::model::Case;
use crate::plan::{Findings, StaffingPlan, Subject};
use crate::roster::{WorkedLines, registry};
use crate::staffing::{PlanCoverage, registry as intervals};

/// Stands for the rule of a policy whose rule does not exist: a bug, since files with such a rule are refused.
const UNKNOWN: &str = "unknown_rule";

/// All breaches and charges of a roster, sorted, each breach with its policy and its sentence. Where there are services,
/// the rules about intervals judge too.
pub fn judge_roster(case: &Case, plan: &StaffingPlan) -> Findings {
    let mut findings = of_lines(case, plan);
    if !case.model.services.is_empty() {
        judge_intervals(case, plan, &mut findings);
    }
    sorted(findings)
}

/// The same of what the lines alone say, whatever they serve.
pub fn judge_lines(case: &Case, plan: &StaffingPlan) -> Findings {
    sorted(of_lines(case, plan))
}

fn sorted(mut findings: Findings) -> Findings {
    findings.breaches.sort_by(|left, right| {
        (left.rule, &left.subject, &left.policy).cmp(&(right.rule, &right.subject, &right.policy))
    });
    findings.charges.sort();
    findings
}

fn of_lines(case: &Case, plan: &StaffingPlan) -> Findings {
    let lines = WorkedLines::of(&case.model, plan);
    let mut findings = Findings::default();
    for policy in &case.model.policies {
        let before = findings.breaches.len();
        let Some(registered) = registry::rule(&policy.rule) else {
            findings.breach(UNKNOWN, Subject::of(policy.id.as_str()), 1.0, "bugs");
            findings.breaches[before].sentence =
                format!("{} names the rule {}, which does not exist; this is a bug", policy.id, policy.rule);
            continue;
        };
        registered.rule.judge(case, policy, &lines, &mut findings);
        for breach in &mut findings.breaches[before..] {
            breach.sentence = registered.rule.tell(case, policy, breach);
            breach.policy.clone_from(&policy.id);
        }
    }
    findings
}

/// What the plan gives to services, interval by interval.
fn judge_intervals(case: &Case, plan: &StaffingPlan, findings: &mut Findings) {
    let before = findings.breaches.len();
    let coverage = PlanCoverage::of(&case.model, plan);
    for registered in intervals::of_intervals() {
        registered.rule.judge(case, plan, &coverage, findings);
    }
    for breach in &mut findings.breaches[before..] {
        if let Some(registered) = intervals::rule(breach.rule) {
            breach.sentence = registered.rule.tell(case, breach);
        }
    }
}
