//! Certain days in a row do not follow each other.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::pattern::fits;
use crate::roster::automata::{PatternAutomaton, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::OCCURRENCE;
use crate::rule::{Bend, Card, Parameter};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct ForbiddenPattern;

/// What people need to know.
pub static CARD: Card = Card {
    id: "forbidden_pattern",
    title: "Certain days in a row do not follow each other",
    meaning: "The cells of the pattern, day after day, do not all match: off, on, certain kinds of shift, or any. So a \
              night before a free weekend is refused by night, off, off on Sundays, and single days off by on, off, \
              on. With a price each occurrence is charged on the account price.rule.",
    parameters: &[Parameter::pattern(), Parameter::days("on which the pattern ends"), Parameter::price(OCCURRENCE)],
    boundary: "An occurrence counts on its last day. It may begin in the history, where there is one; before the first \
               shift of the history all days are off. A pattern has up to 63 days.",
    bend: Some(Bend {
        phrase: "let {who} work the pattern {amount} times",
        unit: "occurrences",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "occurrences");

impl RosterRule for ForbiddenPattern {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let rules: Vec<usize> = builder.duties.iter().map(|duty| duty.template).collect();
        let pattern = PatternAutomaton::of(policy, &rules, builder.days, None);
        let start = |&employee: &usize| pattern.start(&case.model.employees[employee], policy);
        let starts: Vec<u64> = policy.employees.iter().map(start).collect();
        for (&employee, automaton) in policy.employees.iter().zip(tabulate(builder.days, rules.len(), pattern, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let (person, stints) = (&case.model.employees[employee], &lines.of[employee]);
            let matches = |cell: &crate::model::PatternCell, day: i64| {
                let worked = stints.iter().find(|stint| stint.day == day).map(|stint| stint.template);
                let known = day >= 0 || person.history.is_some();
                known && fits(cell, worked)
            };
            let first = |last: i64| last + 1 - policy.pattern.len() as i64;
            for &last in &policy.days {
                let last = i64::from(last);
                let all = policy.pattern.iter().zip(first(last)..).all(|(cell, day)| matches(cell, day));
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(last));
                TERMS.record(policy, subject, (all && !policy.pattern.is_empty()).into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} ends the days {} in a row, which must not be; change one of them", breach.subject, policy.id)
    }
}
