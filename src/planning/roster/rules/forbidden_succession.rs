//! After certain shifts others may not follow on the next day.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::due;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::PAIR_OF_DAYS;
use crate::rule::{Bend, Card, Parameter};
use rostering::{Automaton, Cell, LineConstraint};

/// See [`CARD`].
pub struct ForbiddenSuccession;

/// What people need to know.
pub static CARD: Card = Card {
    id: "forbidden_succession",
    title: "After certain shifts others may not follow on the next day",
    meaning: "Where a shift of `shifts` starts on a day, none of `others` may start on the next day. With a price each such \
              pair of days is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts().meaning("that come first"),
        Parameter::others().meaning("that may not follow"),
        Parameter::days("on which the second shift starts"),
        Parameter::price(PAIR_OF_DAYS),
    ],
    boundary: "The first day is compared with the last day of the history, where there is one. A day off in between \
               separates.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} successions that are not allowed",
        unit: "successions",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "successions");

impl RosterRule for ForbiddenSuccession {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        if policy.shifts.is_empty() || policy.others.is_empty() {
            return;
        }
        for &employee in &policy.employees {
            let history = case.model.employees[employee].history.iter().flatten();
            let after = SuccessionAutomaton {
                first: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
                second: builder.duties.iter().map(|duty| policy.others.contains(&duty.template)).collect(),
                days: (0..builder.days).map(|day| policy.days.contains(&day)).collect(),
                price: policy.price.map(|price| price.major()),
                before: history.clone().any(|past| past.day == -1 && policy.shifts.contains(&past.template)),
            };
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(after)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            for pair in lines.of[employee].windows(2) {
                let offends = pair[1].day == pair[0].day + 1
                    && policy.shifts.contains(&pair[0].template)
                    && policy.others.contains(&pair[1].template)
                    && policy.days.iter().any(|&day| i64::from(day) == pair[1].day);
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(case.model.calendar.date(pair[1].day));
                TERMS.record(policy, subject, offends.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} follows a shift of the day before that it may not follow ({}); move one of the two",
            breach.subject, policy.id
        )
    }
}

/// State 1: the day before had one of the first shifts.
struct SuccessionAutomaton {
    first: Vec<bool>,
    second: Vec<bool>,
    days: Vec<bool>,
    price: Option<f64>,
    before: bool,
}

impl Automaton for SuccessionAutomaton {
    fn states(&self) -> u32 {
        2
    }

    fn start(&self) -> u32 {
        self.before.into()
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let Some(duty) = cell else { return Some((0, 0.0)) };
        let offends = state == 1 && self.second[duty] && self.days[day as usize];
        due(self.price, offends.into()).map(|due| (self.first[duty].into(), due))
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
}
