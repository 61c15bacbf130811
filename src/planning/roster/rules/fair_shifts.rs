//! Shifts of certain kinds are spread evenly.

use super::super::charge_terms::ChargeTerms;
use super::super::fairness;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::SHIFT;
use crate::rule::{Bend, Card, Parameter, ValueKind};

/// See [`CARD`].
pub struct FairShifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "fair_shifts",
    title: "Shifts of certain kinds are spread evenly",
    meaning: "The number of shifts of the chosen kinds on the chosen days, with the balance that each employee carries \
              in, is compared over the chosen employees. The most may be above the least by at_most, nothing where \
              nothing is said; with a price each shift beyond that is charged on the account price.fairness.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::at_most(ValueKind::Count(SHIFT)).or("none"),
        Parameter::elsewhere("employee.ID", "carried", "balance by id of the rule, in shifts"),
        Parameter::price(SHIFT),
    ],
    boundary: "A shift counts in the plan in which it starts. What came before is in the balance carried in, and \
               nowhere else.",
    bend: Some(Bend {
        phrase: "let {amount} shifts more lie between the most and the least in the {who}",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms { account: accounts::PRICE_FAIRNESS, ..ChargeTerms::of(CARD.id, "shifts") };

impl RosterRule for FairShifts {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        fairness::emit(case, policy, TERMS, |_| 1, builder);
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        fairness::judge(case, policy, TERMS, lines, |_| 1, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        fairness::tell(policy, &breach.subject, breach.amount, "shifts")
    }
}
