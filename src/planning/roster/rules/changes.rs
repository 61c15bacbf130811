//! What was published changes little.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::DAY;
use crate::rule::{Bend, Card, Parameter};

/// See [`CARD`].
pub struct Changes;

/// What people need to know.
pub static CARD: Card = Card {
    id: "changes",
    title: "What was published changes little",
    meaning: "A day that was published for somebody is worked as it was published: the same shift with the same start \
              and length, where those were published, or off. With a price each day that differs is charged on the \
              account price.change; without one none may differ, which freezes the chosen days.",
    parameters: &[
        Parameter::days("on which it holds"),
        Parameter::price(DAY),
        Parameter::elsewhere("employee.ID", "published", "shift or off, by date"),
    ],
    boundary: "By the date on which the shift starts. Days that were not published may be planned freely.",
    bend: Some(Bend {
        phrase: "let {who} change {amount} published days",
        unit: "days",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms { account: accounts::PRICE_CHANGE, ..ChargeTerms::of(CARD.id, "days") };

impl RosterRule for Changes {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            let published = case.model.employees[employee].published.iter().flatten();
            for entry in published.filter(|entry| policy.days.contains(&entry.day)) {
                let same = |duty: Option<usize>| match (entry.shift, duty.map(|duty| builder.duties[duty])) {
                    (None, None) => true,
                    (Some((rule, start, span)), Some(worked)) => {
                        rule == worked.template
                            && start.is_none_or(|start| start == worked.start)
                            && span.is_none_or(|span| span == worked.span)
                    }
                    _ => false,
                };
                let all = std::iter::once(None).chain((0..builder.duties.len()).map(Some));
                for cell in all.filter(|&cell| !same(cell)).collect::<Vec<_>>() {
                    match (policy.price, cell) {
                        (Some(price), _) => {
                            builder.charge((CARD.id, TERMS.account), employee, entry.day, cell, price.major());
                        }
                        (None, Some(duty)) => builder.forbid(CARD.id, employee, entry.day, duty),
                        (None, None) => builder.forbid_off(CARD.id, employee, entry.day),
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for entry in person.published.iter().flatten().filter(|entry| policy.days.contains(&entry.day)) {
                let differs = !lines.keeps(case, employee, entry);
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(entry.day.into()));
                TERMS.record(policy, subject, differs.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} differs from what was published", breach.subject)
    }
}
