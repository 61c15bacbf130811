//! Wages in a period stay within a budget.

use super::super::lines::WorkedLines;
use super::super::periods::blocks;
use super::super::rule::RosterRule;
use super::pay_wages::wage;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::RosterBuilder;
use crate::roster::builder::RowBound;
use crate::rule::noun::UNIT_OF_MONEY;
use crate::rule::parameter::BLOCKS;
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// See [`CARD`].
pub struct Budget;

/// What people need to know.
pub static CARD: Card = Card {
    id: "budget",
    title: "Wages in a period stay within a budget",
    meaning: "The wages of the chosen employees for the chosen shifts, without premiums and overtime, are at most \
              `money` in each period. With a price each unit of the currency above it is charged on the account \
              price.rule.",
    parameters: &[Parameter::shifts(), Parameter::money(), Parameter::per(BLOCKS), Parameter::price(UNIT_OF_MONEY)],
    boundary: "A shift counts whole in the period in which it starts. The budget is scaled in a period cut by the edge \
               of the horizon.",
    bend: Some(Bend {
        phrase: "spend {amount} more in the {who}",
        unit: "money",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

impl RosterRule for Budget {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let Some(money) = policy.money else { return };
        for span in blocks(&case.model.calendar, policy.per) {
            let about = RowSubject::day(ModelEntity::Plan, span.days[0]);
            let mut over = Expression::default();
            if let Some(price) = policy.price {
                let mut writer = builder.writer(CARD.id);
                let column = writer.amount(f64::INFINITY);
                writer.pay(accounts::PRICE_RULE, about, price.major() * column);
                over -= column;
            }
            let share = span.days.len() as f64 / f64::from(span.whole);
            let row = builder.row(CARD.id, about, true, over, RowBound::AtMost(money.major() * share));
            for &employee in &policy.employees {
                let minute = wage(&case.model, employee).major() / 60.0;
                for &day in &span.days {
                    for duty in 0..builder.duties.len() {
                        let worked = builder.duties[duty];
                        if policy.shifts.contains(&worked.template) && minute > 0.0 {
                            builder.link(row, employee, day, duty, minute * f64::from(worked.paid));
                        }
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let Some(money) = policy.money else { return };
        for span in blocks(&case.model.calendar, policy.per) {
            let inside = |day: i64| span.days.iter().any(|&each| i64::from(each) == day);
            let mut wages = 0i128;
            for &employee in &policy.employees {
                let person = &case.model.employees[employee];
                let hourly = person.wage.unwrap_or(case.model.teams[person.team].wage);
                let stints = lines.planned(employee).filter(|stint| inside(stint.day));
                let minutes: i64 =
                    stints.filter(|stint| policy.shifts.contains(&stint.template)).map(|stint| stint.paid).sum();
                wages += i128::from(hourly.0) * i128::from(minutes);
            }
            // In the smallest parts of a rate, for a minute of a whole period.
            let (parts, whole) = (60 * i128::from(span.whole), span.days.len() as i128);
            let over = wages * i128::from(span.whole) - i128::from(money.0) * 60 * whole;
            let subject = Subject::of("plan").on(case.model.calendar.date(i64::from(span.days[0])));
            match policy.price {
                _ if over <= 0 => {}
                Some(price) => findings.charge(CARD.id, accounts::PRICE_RULE, subject, price.of(over, parts * MAJOR)),
                None => findings.breach(CARD.id, subject, over as f64 / (parts * MAJOR) as f64, "money"),
            }
        }
    }

    fn tell(&self, case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "the wages of {} from {} spend {:.2} {} too much; give up shifts, or raise the money",
            policy.id, breach.subject, breach.amount, case.model.currency
        )
    }
}

/// Parts of a rate in one major unit of the currency.
const MAJOR: i128 = 100_000_000;
