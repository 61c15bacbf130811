//! Paid time in a period lies within limits.

use super::super::desk::Desk;
use super::super::lines::Lines;
use super::super::periods::{Span, spans};
use super::super::rule::RosterRule;
use crate::model::{Model, Period, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::problem::case::Case;
use crate::problem::rule::{Bend, Card, Parameter};
use crate::roster::{Counter, Law};

/// See [`CARD`].
pub struct Minutes;

/// What people need to know.
pub static CARD: Card = Card {
    id: "minutes",
    title: "Paid time in a period lies within limits",
    meaning: "Paid minutes of the chosen shifts, with the credit of absences, are summed over each period. Minutes below \
              at_least or above at_most break the rule; with a price each hour of them is charged on the account \
              price.rule.",
    parameters: &[
        Parameter { path: "rule.ID.at_least", unit: "paid time" },
        Parameter { path: "rule.ID.at_most", unit: "paid time" },
        Parameter { path: "rule.ID.per", unit: "horizon, week, month or days" },
        Parameter { path: "rule.ID.price", unit: "money an hour" },
    ],
    boundary: "A shift counts whole in the period in which it starts. Limits are scaled in a period cut by the edge of \
               the horizon, at_least rounded down and at_most rounded up to whole minutes.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} hours more or less",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

impl RosterRule for Minutes {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, policy: &Policy, desk: &mut Desk) {
        let duties = desk.duties.len();
        for span in spans(&case.model.calendar, policy.per) {
            let mut adds = vec![0; desk.days as usize * duties];
            for &day in span.days.iter().filter(|day| policy.days.contains(day)) {
                for (duty, worked) in desk.duties.iter().enumerate() {
                    if policy.shifts.contains(&worked.rule) {
                        adds[day as usize * duties + duty] = worked.paid;
                    }
                }
            }
            let least = policy.at_least.map(|least| span.at_least(least));
            let most = policy.at_most.map(|most| span.at_most(most));
            for &employee in &policy.employees {
                let start = credit(&case.model, policy, employee, &span);
                let price = policy.price.map(|price| price.major() / 60.0);
                let counter = Counter {
                    adds: adds.clone(),
                    start,
                    at_least: least.filter(|_| price.is_none()).unwrap_or(0),
                    at_most: most.filter(|_| price.is_none()).unwrap_or(u32::MAX),
                    under: least.zip(price),
                    over: most.zip(price),
                };
                desk.law((CARD.id, "price.rule"), employee, Law::Counter(counter));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &Lines, findings: &mut Findings) {
        for span in spans(&case.model.calendar, policy.per) {
            let days: Vec<u32> = span.days.iter().copied().filter(|day| policy.days.contains(day)).collect();
            for &employee in &policy.employees {
                let inside = lines.planned(employee).filter(|stint| {
                    days.iter().any(|&day| i64::from(day) == stint.day) && policy.shifts.contains(&stint.rule)
                });
                let total = inside.map(|stint| stint.paid).sum::<i64>()
                    + i64::from(credit(&case.model, policy, employee, &span));
                let few = policy.at_least.map_or(0, |least| (i64::from(span.at_least(least)) - total).max(0));
                let many = policy.at_most.map_or(0, |most| (total - i64::from(span.at_most(most))).max(0));
                let subject = Subject::of(case.model.employees[employee].id.as_str())
                    .on(case.model.calendar.date(i64::from(span.days[0])));
                match policy.price {
                    _ if few + many == 0 => {}
                    Some(price) => {
                        findings.charge(CARD.id, "price.rule", subject, price.of(i128::from(few + many), 60));
                    }
                    None => findings.breach(CARD.id, subject, (many - few) as f64 / 60.0, "hours"),
                }
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let (word, limit) = if breach.amount > 0.0 {
            ("too many", policy.at_most.unwrap_or(0))
        } else {
            ("too few", policy.at_least.unwrap_or(0))
        };
        let scaled = if policy.per == Period::Horizon { "" } else { " in a whole period" };
        let limit = f64::from(limit) / 60.0;
        format!("{} has {} hours {word}; the limit is {limit} h{scaled}", breach.subject, breach.amount.abs())
    }
}

/// Minutes that absences count for in a span.
fn credit(model: &Model, policy: &Policy, employee: usize, span: &Span) -> u32 {
    let dates = span.days.iter().filter(|day| policy.days.contains(day)).map(|&day| model.calendar.date(day.into()));
    let absences = &model.employees[employee].absences;
    dates
        .map(|date| {
            let away = absences.iter().filter(|absence| absence.from <= date && date <= absence.until);
            away.map(|absence| absence.credit).max().unwrap_or(0)
        })
        .sum()
}
