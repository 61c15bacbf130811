//! After certain days certain others follow.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::pattern::fits;
use crate::roster::automata::{PatternAutomaton, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::{PATTERN_DAY, TIME};
use crate::rule::{Bend, Card, Parameter};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct RequiredPattern;

/// What people need to know.
pub static CARD: Card = Card {
    id: "required_pattern",
    title: "After certain days certain others follow",
    meaning: "Wherever the first cells of the pattern match, day after day, all others match too. `after` says how \
              many cells are the condition; one where nothing is said. So after a night comes a night or off, and \
              after two nights two days off. With a price each time that it goes on otherwise is charged on the \
              account price.rule.",
    parameters: &[
        Parameter::pattern(),
        Parameter::after(PATTERN_DAY, "after {}").meaning("that are the condition").or("one"),
        Parameter::days("on which it may go on otherwise"),
        Parameter::price(TIME),
    ],
    boundary: "What begins in the history, where there is one, goes on in the plan; before the first shift of the \
               history all days are off. What goes on beyond the last day is assumed to fit. A pattern has up to 63 \
               days.",
    bend: Some(Bend {
        phrase: "let {who} go on otherwise {amount} times",
        unit: "times",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "times");

impl RosterRule for RequiredPattern {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let rules: Vec<usize> = builder.duties.iter().map(|duty| duty.template).collect();
        let pattern = PatternAutomaton::of(policy, &rules, builder.days, Some(policy.after.unwrap_or(1)));
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
                known && (day >= i64::from(case.model.calendar.days) || fits(cell, worked))
            };
            let condition = policy.after.unwrap_or(1) as usize;
            for first in -(policy.pattern.len() as i64)..i64::from(case.model.calendar.days) {
                let mut cells = policy.pattern.iter().zip(first..);
                if !cells.by_ref().take(condition).all(|(cell, day)| matches(cell, day)) {
                    continue;
                }
                // The first day on which it goes on otherwise, if that lies in the plan.
                let Some((_, day)) = cells.find(|&(cell, day)| !matches(cell, day)) else { continue };
                let counts = policy.days.iter().any(|&each| i64::from(each) == day);
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(day));
                TERMS.record(policy, subject, counts.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} does not go on as {} asks; change this day or those before it", breach.subject, policy.id)
    }
}
