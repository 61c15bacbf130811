//! The number of weekends worked in a period lies within limits.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::periods::blocks;
use super::super::rule::RosterRule;
use super::super::weekends::weekends;
use crate::model::Case;
use crate::model::{Calendar, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::WeekendAutomaton;
use crate::roster::automata::weekend_count::WeekendLimits;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::WEEKEND;
use crate::rule::{Bend, Card, Parameter, PeriodKind, ValueKind};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct Weekends;

/// What people need to know.
pub static CARD: Card = Card {
    id: "weekends",
    title: "The number of weekends worked in a period lies within limits",
    meaning: "A weekend is worked when a shift of the chosen kinds starts on one of its days. Weekends below at_least or \
              above at_most break the rule; with a price each of them is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::at_least(ValueKind::Count(WEEKEND)),
        Parameter::at_most(ValueKind::Count(WEEKEND)),
        Parameter::per(&[PeriodKind::Horizon, PeriodKind::Month, PeriodKind::Days]),
        Parameter::price(WEEKEND),
    ],
    boundary: "The days of a weekend are those of the calendar. A weekend belongs to the period that holds its first day \
               inside the horizon. One that began before the plan is worked if history says so, and is then never the one \
               too many. Limits are scaled in a period cut by the edge of the horizon.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} weekends more or fewer",
        unit: "weekends",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "weekends");

impl RosterRule for Weekends {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let periods = periods(calendar, policy);
        let slack = |limits: &WeekendLimits| {
            limits.least == 0 && limits.most.is_none_or(|most| most as usize >= limits.weekends.len())
        };
        if periods.iter().all(slack) {
            return;
        }
        let first = periods.iter().flat_map(|limits| &limits.weekends).next().map_or(0, |weekend| weekend.first);
        for &employee in &policy.employees {
            let already = case.model.employees[employee]
                .history
                .iter()
                .flatten()
                .any(|past| (first..0).contains(&past.day) && policy.shifts.contains(&past.template));
            let counts = builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect();
            let price = policy.price.map(|price| price.major());
            let automaton = WeekendAutomaton::of(calendar, &periods, counts, price, already);
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per) {
            let inside: Vec<_> = weekends(calendar).into_iter().filter(|weekend| weekend.belongs_to(&span)).collect();
            for &employee in &policy.employees {
                let starts = |from: i64, until: i64| {
                    lines.of[employee]
                        .iter()
                        .any(|stint| from <= stint.day && stint.day <= until && policy.shifts.contains(&stint.template))
                };
                let worked = inside.iter().filter(|weekend| starts(weekend.first, weekend.last)).count() as i64;
                let before = inside.iter().filter(|weekend| starts(weekend.first, -1)).count() as i64;
                let many = policy.at_most.map_or(0, |most| (worked - i64::from(span.at_most(most))).max(0));
                let few = policy.at_least.map_or(0, |least| (i64::from(span.at_least(least)) - worked).max(0));
                let subject =
                    Subject::of(case.model.employees[employee].id.as_str()).on(calendar.date(i64::from(span.days[0])));
                let few = if inside.is_empty() { 0 } else { few };
                TERMS.record(policy, subject.clone(), many.min(worked - before), findings);
                TERMS.record(policy, subject, -few, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let (word, limit) = if breach.amount > 0.0 {
            ("too many", policy.at_most.unwrap_or(0))
        } else {
            ("too few", policy.at_least.unwrap_or(0))
        };
        format!("{} works {} weekends {word}; the limit is {limit}", breach.subject, breach.amount.abs())
    }

    fn most_weekends(&self, policy: &Policy) -> Option<u32> {
        policy.at_most
    }
}

/// The periods that have a weekend, with their limits.
fn periods(calendar: &Calendar, policy: &Policy) -> Vec<WeekendLimits> {
    let all = weekends(calendar);
    let limits = blocks(calendar, policy.per).into_iter().map(|span| WeekendLimits {
        weekends: all.iter().copied().filter(|weekend| weekend.belongs_to(&span)).collect(),
        least: policy.at_least.map_or(0, |least| span.at_least(least)),
        most: policy.at_most.map(|most| span.at_most(most)),
    });
    limits.filter(|limits| !limits.weekends.is_empty()).collect()
}
