//! Every rule judges a plan, whoever made it.

use crate::effects::levers::model_with_switches;
use crate::levers::{LEVERS, conserve_volume};
use crate::model::Case;
use crate::plan::{Findings, StaffingPlan, Subject};
use crate::requirement::case_after_levers;
use crate::staffing::{PlanCoverage, RULES, registry};

/// All breaches and charges of a plan, sorted, each breach with its sentence. Levers are judged by what they were given,
/// everything else by what they leave.
pub fn judge(case: &Case, plan: &StaffingPlan) -> Findings {
    let mut findings = Findings::default();
    if !case.model.levers.is_empty() || !plan.lever_settings.is_empty() {
        let coverage = PlanCoverage::of(&case.model, plan);
        let given = Case {
            model: model_with_switches(&case.model, &coverage.lever_effects.on),
            requirements: case.requirements.clone(),
        };
        for lever in LEVERS {
            lever.rule.judge(&given, plan, &coverage, &mut findings);
        }
    }
    // Settings outside the model mean nothing; the judges of levers have told them.
    match case_after_levers(case, plan) {
        Ok(case) => {
            let coverage = PlanCoverage::of(&case.model, plan);
            for registered in RULES {
                registered.rule.judge(&case, plan, &coverage, &mut findings);
            }
        }
        Err(_) => findings.breach(conserve_volume::CARD.id, Subject::of("levers"), 1.0, "impossible promises"),
    }
    for breach in &mut findings.breaches {
        if let Some(registered) = registry::rule(breach.rule) {
            breach.sentence = registered.rule.tell(case, breach);
        }
    }
    findings.breaches.sort_by(|left, right| (left.rule, &left.subject).cmp(&(right.rule, &right.subject)));
    findings.charges.sort();
    findings
}
