//! Nobody works too many different kinds of shift in a period.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::periods::last_days;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::KIND_OF_SHIFT;
use crate::rule::parameter::BLOCKS;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct ShiftKinds;

/// What people need to know.
pub static CARD: Card = Card {
    id: "shift_kinds",
    title: "Nobody works too many different kinds of shift in a period",
    meaning: "In each period at_most so many different kinds among the chosen shifts are worked by a person, however often. \
              With a price each kind too many is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::at_most(ValueKind::Count(KIND_OF_SHIFT)),
        Parameter::per(BLOCKS),
        Parameter::price(KIND_OF_SHIFT),
    ],
    boundary: "A shift counts in the period in which it starts; starts and lengths of one kind are no kinds of their own. The \
               limit is not scaled in a period cut by the edge of the horizon, and shifts before the plan do not count. Up \
               to 128 kinds are told apart.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} kinds of shift more",
        unit: "kinds",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "kinds");

impl RosterRule for ShiftKinds {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let most = policy.at_most.unwrap_or(0);
        if most as usize >= policy.shifts.len() {
            return;
        }
        let bit = |rule: usize| {
            policy.shifts.iter().position(|&kind| kind == rule).map_or(0, |place| 1u128 << place.min(127))
        };
        let kinds = KindsWorked {
            bits: builder.duties.iter().map(|duty| bit(duty.template)).collect(),
            last: last_days(&case.model.calendar, policy.per),
            most,
            price: policy.price.map(|price| price.major()),
        };
        let starts = vec![0; policy.employees.len()];
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), kinds, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        TERMS.beyond_in_each_span(case, policy, lines, findings, |stints| {
            stints.iter().map(|stint| stint.template).collect::<BTreeSet<usize>>().len() as i64
        });
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins a period with {} kinds of shift too many; {} are allowed",
            breach.subject,
            breach.amount,
            policy.at_most.unwrap_or(0)
        )
    }
}

struct KindsWorked {
    /// By duty that counts: the bit of its kind.
    bits: Vec<u128>,
    /// By day: whether a period ends with it.
    last: Vec<bool>,
    most: u32,
    price: Option<f64>,
}

impl TransitionFunction for KindsWorked {
    /// The kinds worked in the period, as bits.
    type State = u128;

    fn next(&self, worked: u128, day: u32, cell: Cell) -> Option<(u128, f64)> {
        let now = worked | cell.map_or(0, |duty| self.bits[duty]);
        let one_too_many = now != worked && now.count_ones() > self.most;
        let cost = due(self.price, one_too_many.into())?;
        Some((if self.last[day as usize] { 0 } else { now }, cost))
    }
}
