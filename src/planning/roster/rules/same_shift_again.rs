//! Time passes before anybody works the same kind of shift again.

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
pub struct SameShiftAgain;

/// What people need to know.
pub static CARD: Card = Card {
    id: "same_shift_again",
    title: "Time passes before anybody works the same kind of shift again",
    meaning: "From the end of a shift at_least so much time passes until the same person starts a shift of the same kind; \
              other kinds may come between. So nobody is on call twice within 48 hours. With a price each hour that a shift \
              starts too early is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts().meaning(", each by itself"),
        Parameter::at_least(ValueKind::Duration),
        Parameter::price(HOUR),
    ],
    boundary: "Elapsed time decides, also in the nights in which the clock is changed. The shifts of the history \
               count, where there is one.",
    bend: Some(Bend {
        phrase: "let {who} work the same shift again {amount} hours earlier",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for SameShiftAgain {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let pause = i64::from(policy.at_least.unwrap_or(0));
        for &kind in &policy.shifts {
            let is_kind: Vec<bool> = builder.duties.iter().map(|duty| duty.template == kind).collect();
            let blocks =
                builder.duties.iter().map(|duty| (duty.template == kind).then_some(i64::from(duty.span) + pause));
            let mut spacing =
                RestAutomaton::new(builder.days, DutyTimes::of(calendar, &builder.duties), blocks.collect(), is_kind);
            spacing.price = policy.price.map(|price| price.major());
            let ready = |&employee: &usize| {
                let history = case.model.employees[employee].history.iter().flatten();
                let ends = history
                    .filter(|past| past.template == kind)
                    .map(|past| calendar.minute(past.day, past.start) + i64::from(past.span) + pause);
                (0, ends.max().unwrap_or(i64::MIN))
            };
            let starts: Vec<(u32, i64)> = policy.employees.iter().map(ready).collect();
            for (&employee, gap) in policy.employees.iter().zip(spacing.automata(&starts)) {
                if let Some(gap) = gap {
                    builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(gap)));
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let stints = &lines.of[employee];
            for (place, stint) in stints.iter().enumerate().filter(|(_, stint)| stint.day >= 0) {
                let earlier =
                    stints[..place].iter().filter(|earlier| earlier.template == stint.template).map(|same| same.end);
                let asked = policy.shifts.contains(&stint.template);
                let passed = earlier.max().filter(|_| asked).map(|end| stint.start - end);
                let early = passed.map_or(0, |passed| (i64::from(policy.at_least.unwrap_or(0)) - passed).max(0));
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(case.model.calendar.date(stint.day)), early, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} works the same kind of shift {} hours too early; {} hours lie between two of them",
            breach.subject,
            breach.amount,
            f64::from(policy.at_least.unwrap_or(0)) / 60.0
        )
    }
}
