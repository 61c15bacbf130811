//! Every paid minute costs its wage.

use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Model, Policy};
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::{Card, Parameter};
use base::money::Rate;

/// See [`CARD`].
pub struct PayWages;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pay_wages",
    title: "Every paid minute costs its wage",
    meaning: "Paid time is the length of a shift less its unpaid breaks. It costs the wage of the employee, or of the team \
              where the employee has none, on the account wages.regular, rounded once for each shift. It is always in \
              force.",
    parameters: &[
        Parameter::elsewhere("employee.ID", "wage", "money an hour"),
        Parameter::elsewhere("team.ID", "wage", "money an hour"),
    ],
    boundary: "By the date on which the shift starts, to its end, also beyond the horizon. Absences are not paid here.",
    bend: None,
};

impl RosterRule for PayWages {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            let wage = wage(&case.model, employee).major() / 60.0;
            if wage == 0.0 {
                continue;
            }
            for day in 0..builder.days {
                for duty in 0..builder.duties.len() {
                    let amount = wage * f64::from(builder.duties[duty].paid);
                    builder.charge((CARD.id, accounts::WAGES_REGULAR), employee, day, Some(duty), amount);
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            for stint in lines.planned(employee) {
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(case.model.calendar.date(stint.day));
                let due = wage(&case.model, employee).of(stint.paid.into(), 60);
                findings.charge(CARD.id, accounts::WAGES_REGULAR, subject, due);
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} is not paid for {} {}", breach.subject, breach.amount, breach.unit)
    }
}

/// What an employee earns in an hour.
pub fn wage(model: &Model, employee: usize) -> Rate {
    let person = &model.employees[employee];
    person.wage.unwrap_or(model.teams[person.team].wage)
}
