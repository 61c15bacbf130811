//! The number of shifts in a period lies within limits.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use super::super::totals;
use super::super::totals::PeriodTotal;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::SHIFT;
use crate::rule::parameter::ANY_PERIOD;
use crate::rule::{Bend, Card, Parameter, ValueKind};

/// See [`CARD`].
pub struct Shifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "shifts",
    title: "The number of shifts in a period lies within limits",
    meaning: "Shifts of the chosen kinds are counted over each period: all kinds for days worked, one kind for nights, none \
              of a kind with at_most = 0. Shifts below at_least or above at_most break the rule; with a price each of \
              them is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("that count"),
        Parameter::at_least(ValueKind::Count(SHIFT)),
        Parameter::at_most(ValueKind::Count(SHIFT)),
        Parameter::per(ANY_PERIOD),
        Parameter::price(SHIFT),
    ],
    boundary: "A shift counts in the period in which it starts. Limits are scaled in a period cut by the edge of the \
               horizon, at_least rounded down and at_most rounded up. A rolling window may begin before the plan where \
               history is given; what history alone has too many is not charged.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} shifts more or fewer",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "shifts");

impl RosterRule for Shifts {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        PeriodTotal { terms: TERMS, worth: &|_| 1, credit: &|_, _| 0 }.emit(case, policy, builder);
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        totals::judge(case, policy, lines, TERMS, |_| 1, |_, _| 0, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        totals::tell(policy, &breach.subject, breach.amount, "shifts", 1.0)
    }

    fn most_shifts(&self, policy: &Policy, _shortest: u32) -> Option<u32> {
        policy.at_most
    }
}
