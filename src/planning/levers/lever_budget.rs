//! All levers together cost no more than a budget.

use crate::model::Case;
use crate::plan::{Breach, Charge, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::money::Money;
use base::tolerance::CENT;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct LeverBudgetRule;

/// What people need to know.
pub static CARD: Card = Card {
    id: "lever_budget",
    title: "All levers together cost no more than a budget",
    meaning: "What is spent on levers over the plan, on all accounts lever.ID and subcontract.ID together, is at most \
              `at_most`. What levers earn or save is not counted against it.",
    parameters: &[Parameter::elsewhere("rule.lever_budget", "at_most", "money")],
    boundary: "Over the whole plan; fixed prices count in full.",
    bend: Some(Bend {
        phrase: "raise the budget of levers by {amount}",
        unit: "of the currency",
        together: true,
        whole: false,
        in_hours: false,
    }),
};

impl StaffingRule for LeverBudgetRule {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let Some(most) = case.model.rules.lever_budget.filter(|_| builder.settings_are_free()) else { return };
        let spent: Expression = std::mem::take(&mut builder.lever_effects.spent).into_iter().sum();
        if !case.model.levers.is_empty() {
            builder.writer(CARD.id).promise(RowSubject::all(ModelEntity::Plan), constraint!(spent <= most.major()));
        }
    }

    fn judge(&self, case: &Case, _plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let Some(most) = case.model.rules.lever_budget else { return };
        let of_lever = |charge: &&Charge| accounts::lever_of(&charge.account).is_some() && charge.amount > Money::ZERO;
        let paid = || findings.charges.iter().filter(of_lever);
        let beyond = paid().map(|charge| charge.amount).sum::<Money>().major() - most.major();
        // Each line is rounded once.
        if beyond * 100.0 > CENT * (1 + paid().count()) as f64 {
            findings.breach(CARD.id, Subject::of("levers"), beyond, "of the currency");
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} cost {:.2} more than their budget; pull one of them less far", breach.subject, breach.amount)
    }
}
