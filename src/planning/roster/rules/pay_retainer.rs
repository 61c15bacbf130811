//! Whoever works at all in a period is paid a fixed sum for it.

use super::super::lines::WorkedLines;
use super::super::periods::blocks;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::automata::{TransitionFunction, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::PERIOD;
use crate::rule::parameter::BLOCKS;
use crate::rule::{Card, Parameter};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct PayRetainer;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pay_retainer",
    title: "Whoever works at all in a period is paid a fixed sum for it",
    meaning: "The price is due once for each period in which an employee starts a shift of the chosen kinds, on the account \
              wages.retainer, whatever else is paid. So a pool of temporary staff is used by few, and those well.",
    parameters: &[Parameter::shifts(), Parameter::per(BLOCKS), Parameter::due(PERIOD)],
    boundary: "By the date on which the shift starts. The sum is due in full in a period cut by the edge of the horizon; what \
               was worked before the plan does not count.",
    bend: None,
};

impl RosterRule for PayRetainer {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let Some(price) = policy.price else { return };
        let mut last = vec![false; builder.days as usize];
        for span in blocks(&case.model.calendar, policy.per) {
            last[span.days[span.days.len() - 1] as usize] = true;
        }
        let counts = builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect();
        let once = RetainerOnce { counts, last, price: price.major() };
        let starts = vec![false; policy.employees.len()];
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), once, &starts))
        {
            builder.constraint(
                (CARD.id, accounts::WAGES_RETAINER),
                employee,
                LineConstraint::Automaton(Box::new(automaton)),
            );
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let Some(price) = policy.price else { return };
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per) {
            let inside = i64::from(span.days[0])..=i64::from(span.days[span.days.len() - 1]);
            for &employee in &policy.employees {
                let mut own = lines.planned(employee).filter(|stint| policy.shifts.contains(&stint.template));
                if let Some(first) = own.find(|stint| inside.contains(&stint.day)) {
                    let who = case.model.employees[employee].id.as_str();
                    let subject = Subject::of(who).on(calendar.date(first.day));
                    findings.charge(CARD.id, accounts::WAGES_RETAINER, subject, price.of(1, 1));
                }
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} is paid for being called in ({})", breach.subject, policy.id)
    }
}

struct RetainerOnce {
    counts: Vec<bool>,
    /// By day: whether a period ends with it.
    last: Vec<bool>,
    price: f64,
}

impl TransitionFunction for RetainerOnce {
    /// Whether the sum is due for the period already.
    type State = bool;

    fn next(&self, paid: bool, day: u32, cell: Cell) -> Option<(bool, f64)> {
        let works = cell.is_some_and(|duty| self.counts[duty]);
        let cost = if works && !paid { self.price } else { 0.0 };
        Some(((paid || works) && !self.last[day as usize], cost))
    }
}
