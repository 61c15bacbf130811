//! Paid hours are spread evenly.

use super::super::charge_terms::ChargeTerms;
use super::super::fairness;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::{Bend, Card, Parameter, ValueKind};

/// See [`CARD`].
pub struct FairHours;

/// What people need to know.
pub static CARD: Card = Card {
    id: "fair_hours",
    title: "Paid hours are spread evenly",
    meaning: "The paid time of the chosen shifts on the chosen days, with the balance that each employee carries in, \
              is compared over the chosen employees. The most may be above the least by at_most, nothing where nothing \
              is said; with a price each hour beyond that is charged on the account price.fairness.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::at_most(ValueKind::Duration).or("none"),
        Parameter::elsewhere("employee.ID", "carried", "balance by id of the rule, in minutes"),
        Parameter::price(HOUR),
    ],
    boundary: "A shift counts in the plan in which it starts. What came before is in the balance carried in, and \
               nowhere else.",
    bend: Some(Bend {
        phrase: "let {amount} hours more lie between the most and the least in the {who}",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms { account: accounts::PRICE_FAIRNESS, ..ChargeTerms::hours(CARD.id) };

impl RosterRule for FairHours {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        fairness::emit(case, policy, TERMS, |duty| duty.paid, builder);
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        fairness::judge(case, policy, TERMS, lines, |stint| stint.paid, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        fairness::tell(policy, &breach.subject, breach.amount, "hours")
    }
}
