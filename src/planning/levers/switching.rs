//! Levers that are pulled or not: each way of pulling them is another case, so their programs only pay.

use super::judging::found;
use super::writing::{account, of_kind};
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::rule::Card;
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;

/// A lever of that kind, by its card.
pub struct Switching(pub &'static Card);

impl StaffingRule for Switching {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, self.0.id) {
            if builder.lever_decisions.on.get(index).copied().unwrap_or(false) {
                let about = RowSubject::all(ModelEntity::Lever(index));
                builder.pay_for_lever(self.0.id, account(lever), about, lever.fixed.major().into());
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, self.0.id) {
            found.only(findings, "pulls", |_| false);
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} is pulled or not, and nothing between or beside it; it has {:.2} {} more",
            breach.subject, breach.amount, breach.unit
        )
    }

    fn is_switch(&self) -> bool {
        true
    }
}
