//! The start of a shift lies long enough after the start of the one before.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::RestAutomaton;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct StartDistance;

/// What people need to know.
pub static CARD: Card = Card {
    id: "start_distance",
    title: "The start of a shift lies long enough after the start of the one before",
    meaning: "From the start of a shift of the chosen kinds at_least so much time passes until a later one of them \
              starts. With a price each hour that a shift starts too early is charged on the account price.rule.",
    parameters: &[Parameter::shifts(), Parameter::at_least(ValueKind::Duration), Parameter::price(HOUR)],
    boundary: "Elapsed time decides, also in the nights in which the clock is changed. The shifts of the history \
               count, where there is one.",
    bend: Some(Bend {
        phrase: "let {who} start {amount} hours earlier",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for StartDistance {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let distance = i64::from(policy.at_least.unwrap_or(0));
        let counts: Vec<bool> = builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect();
        let blocks = counts.iter().map(|counts| counts.then_some(distance)).collect();
        let mut spacing = RestAutomaton::new(builder.days, DutyTimes::of(calendar, &builder.duties), blocks, counts);
        spacing.price = policy.price.map(|price| price.major());
        let ready = |&employee: &usize| {
            let history = case.model.employees[employee].history.iter().flatten();
            let counted = history.filter(|past| policy.shifts.contains(&past.template));
            (0, counted.map(|past| calendar.minute(past.day, past.start) + distance).max().unwrap_or(i64::MIN))
        };
        let starts: Vec<(u32, i64)> = policy.employees.iter().map(ready).collect();
        for (&employee, gap) in policy.employees.iter().zip(spacing.automata(&starts)) {
            if let Some(gap) = gap {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(gap)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let distance = i64::from(policy.at_least.unwrap_or(0));
        for &employee in &policy.employees {
            let counted: Vec<_> =
                lines.of[employee].iter().filter(|stint| policy.shifts.contains(&stint.template)).collect();
            for pair in counted.windows(2).filter(|pair| pair[1].day >= 0) {
                let early = (distance - (pair[1].start - pair[0].start)).max(0);
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(case.model.calendar.date(pair[1].day));
                TERMS.record(policy, subject, early, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} starts {} hours too early; starts lie at least {} hours apart",
            breach.subject,
            breach.amount,
            f64::from(policy.at_least.unwrap_or(0)) / 60.0
        )
    }
}
