//! People follow a pattern that repeats.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::PatternCell;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::pattern::fits;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::DAY;
use crate::rule::{Bend, Card, Parameter};

/// See [`CARD`].
pub struct Rotation;

/// What people need to know.
pub static CARD: Card = Card {
    id: "rotation",
    title: "People follow a pattern that repeats",
    meaning: "The pattern begins on the first day and repeats. Each following one of the chosen employees, in the \
              order of the model, is `after` days further in it, so that with seven each begins a week later in the \
              cycle. A day that differs from its cell breaks the rule; with a price it is charged on the account \
              price.rule.",
    parameters: &[
        Parameter::pattern(),
        Parameter::after(DAY, "each following employee {} further")
            .meaning("by which each following employee is further"),
        Parameter::days("that follow the pattern"),
        Parameter::price(DAY),
    ],
    boundary: "By the date on which a shift starts. What came before the first day does not matter.",
    bend: Some(Bend {
        phrase: "let {who} leave the rotation on {amount} days",
        unit: "days",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "days");

impl RosterRule for Rotation {
    fn emit(&self, _case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for (place, &employee) in policy.employees.iter().enumerate() {
            for &day in &policy.days {
                let ahead = place * policy.after.unwrap_or(0) as usize + day as usize;
                let Some(cell) = policy.pattern.get(ahead % policy.pattern.len().max(1)) else { continue };
                let choices = std::iter::once(None).chain((0..builder.duties.len()).map(Some));
                let refused: Vec<Option<usize>> =
                    choices.filter(|duty| !fits(cell, duty.map(|duty| builder.duties[duty].template))).collect();
                for duty in refused {
                    match (policy.price, duty) {
                        (Some(price), duty) => {
                            builder.charge((CARD.id, TERMS.account), employee, day, duty, price.major());
                        }
                        (None, Some(duty)) => builder.forbid(CARD.id, employee, day, duty),
                        (None, None) => builder.forbid_off(CARD.id, employee, day),
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        if policy.pattern.is_empty() {
            return;
        }
        let mut offset = 0;
        for &employee in &policy.employees {
            for (day, cell) in policy.pattern.iter().cycle().skip(offset).zip(0..).map(|(cell, day)| (day, cell)) {
                if day >= case.model.calendar.days {
                    break;
                }
                let mut worked = lines.planned(employee).filter(|stint| stint.day == i64::from(day));
                let follows = match cell {
                    PatternCell::Any => true,
                    PatternCell::Off => worked.next().is_none(),
                    PatternCell::On => worked.next().is_some(),
                    PatternCell::Shift(rules) => worked.any(|stint| rules.contains(&stint.template)),
                };
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(case.model.calendar.date(day.into()));
                TERMS.record(policy, subject, (!follows && policy.days.contains(&day)).into(), findings);
            }
            offset += policy.after.unwrap_or(0) as usize;
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} leaves the rotation {}", breach.subject, policy.id)
    }
}
