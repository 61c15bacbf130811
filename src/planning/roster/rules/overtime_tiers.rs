//! Paid time above a limit costs extra.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use super::super::totals;
use super::super::totals::PeriodTotal;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::parameter::ANY_PERIOD;
use crate::rule::{Card, Parameter, ValueKind};

/// See [`CARD`].
pub struct OvertimeTiers;

/// What people need to know.
pub static CARD: Card = Card {
    id: "overtime_tiers",
    title: "Paid time above a limit costs extra",
    meaning: "Paid minutes of the chosen shifts above at_most in a period cost the price for each hour, beside the \
              wage, on the account wages.overtime. Several such rules with rising limits make tiers, whose prices add \
              up.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::at_most(ValueKind::PaidTime),
        Parameter::per(ANY_PERIOD),
        Parameter::due(HOUR),
    ],
    boundary: "A shift counts whole in the period in which it starts. The limit is scaled in a period cut by the edge \
               of the horizon and rounded up to a whole minute. A rolling window may begin before the plan where \
               history is given.",
    bend: None,
};

const TERMS: ChargeTerms = ChargeTerms { account: accounts::WAGES_OVERTIME, ..ChargeTerms::hours(CARD.id) };

impl RosterRule for OvertimeTiers {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        if policy.price.is_some() {
            let policy = Policy { at_least: None, ..policy.clone() };
            PeriodTotal { terms: TERMS, worth: &|duty| duty.paid, credit: &|_, _| 0 }.emit(case, &policy, builder);
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        if policy.price.is_some() {
            let policy = Policy { at_least: None, ..policy.clone() };
            totals::judge(case, &policy, lines, TERMS, |stint| stint.paid, |_, _| 0, findings);
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        totals::tell(policy, &breach.subject, breach.amount, "hours", 60.0)
    }
}
