//! Shifts of certain kinds are spread evenly.

use super::super::lines::Lines;
use super::super::note::Note;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::Limit;
use crate::roster::builder::RosterBuilder;
use crate::rule::unit::SHIFT;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// See [`CARD`].
pub struct FairShifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "fair_shifts",
    title: "Shifts of certain kinds are spread evenly",
    meaning: "The number of shifts of the chosen kinds on the chosen days, with the balance that each employee carries \
              in, is compared over the chosen employees. The most may be above the least by at_most, nothing where \
              nothing is said; with a price each shift beyond that is charged on the account price.fairness.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::at_most(ValueKind::Count(SHIFT)).or("none"),
        Parameter::elsewhere("employee.ID", "carried", "balance by id of the rule, in shifts"),
        Parameter::price(SHIFT),
    ],
    boundary: "A shift counts in the plan in which it starts. What came before is in the balance carried in, and \
               nowhere else.",
    bend: Some(Bend {
        phrase: "let {amount} shifts more lie between the most and the least in the {who}",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const NOTE: Note = Note { account: accounts::PRICE_FAIRNESS, ..Note::of(CARD.id, "shifts") };

impl RosterRule for FairShifts {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let carried = |employee: usize| *case.model.employees[employee].carried.get(&policy.id).unwrap_or(&0) as f64;
        let lowest = policy.employees.iter().map(|&employee| carried(employee)).fold(f64::INFINITY, f64::min);
        let about = RowSubject::all(ModelEntity::Plan);
        let mut writer = builder.writer(CARD.id);
        let (most, least) = (writer.amount(f64::INFINITY), writer.amount(f64::INFINITY));
        let mut apart = most - least;
        if let Some(price) = policy.price {
            let beyond = writer.amount(f64::INFINITY);
            writer.pay(NOTE.account, about, price.major() * beyond);
            apart -= beyond;
        }
        let allowed = f64::from(policy.at_most.unwrap_or(0)) / 1.0;
        builder.row(CARD.id, about, true, apart, Limit::AtMost(allowed));
        for &employee in &policy.employees {
            let start = (carried(employee) - lowest) / 1.0;
            let below = builder.row(CARD.id, about, false, Expression::default() - most, Limit::AtMost(-start));
            let above = builder.row(CARD.id, about, false, Expression::default() - least, Limit::AtLeast(-start));
            for &day in &policy.days {
                for duty in 0..builder.duties.len() {
                    if policy.shifts.contains(&builder.duties[duty].template) {
                        let worth = 1.0;
                        builder.link(below, employee, day, duty, worth);
                        builder.link(above, employee, day, duty, worth);
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &Lines, findings: &mut Findings) {
        let total = |&employee: &usize| {
            let counted = lines.planned(employee).filter(|stint| {
                policy.shifts.contains(&stint.template) && policy.days.iter().any(|&day| i64::from(day) == stint.day)
            });
            let carried = case.model.employees[employee].carried.get(&policy.id).copied().unwrap_or(0);
            carried + counted.map(|_| 1).sum::<i64>()
        };
        let totals: Vec<i64> = policy.employees.iter().map(total).collect();
        let apart = totals.iter().max().zip(totals.iter().min()).map_or(0, |(most, least)| most - least);
        let beyond = (apart - i64::from(policy.at_most.unwrap_or(0))).max(0);
        NOTE.write(policy, Subject::of("plan"), beyond, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "the {} gives somebody {} shifts too many beside somebody else ({}); pass some on",
            breach.subject, breach.amount, policy.id
        )
    }
}
