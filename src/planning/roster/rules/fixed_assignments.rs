//! What is already decided stays.

use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{FixedAssignment, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::rule::{Bend, Card, Parameter};

/// See [`CARD`].
pub struct FixedAssignments;

/// What people need to know.
pub static CARD: Card = Card {
    id: "fixed_assignments",
    title: "What is already decided stays",
    meaning: "On a day with a fixed assignment the person works that shift, with the start and length that are fixed, or is \
              off if that is fixed. It is always in force.",
    parameters: &[Parameter::elsewhere("employee.ID", "fixed", "shift or off, by date")],
    boundary: "By the date on which the shift starts.",
    bend: Some(Bend {
        phrase: "let {who} differ from {amount} fixed assignments",
        unit: "assignments",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl RosterRule for FixedAssignments {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            for fixed in &case.model.employees[employee].fixed {
                for duty in 0..builder.duties.len() {
                    let worked = builder.duties[duty];
                    let same = fixed.shift.is_some_and(|(rule, start, span)| {
                        rule == worked.template
                            && start.unwrap_or(worked.start) == worked.start
                            && span.unwrap_or(worked.span) == worked.span
                    });
                    if !same {
                        builder.forbid(CARD.id, employee, fixed.day, duty);
                    }
                }
                if fixed.shift.is_some() {
                    builder.forbid_off(CARD.id, employee, fixed.day);
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for fixed in person.fixed.iter().filter(|fixed| !lines.keeps(case, employee, fixed)) {
                let date = case.model.calendar.date(fixed.day.into());
                findings.breach(CARD.id, Subject::of(person.id.as_str()).on(date), 1.0, "assignments");
            }
        }
    }

    fn tell(&self, case: &Case, _policy: &Policy, breach: &Breach) -> String {
        let person = case.model.employees.iter().find(|employee| employee.id == breach.subject.who);
        let day = breach.subject.date.map(|date| case.model.calendar.day(date));
        let is_it = |fixed: &&FixedAssignment| Some(i64::from(fixed.day)) == day;
        let what = match person.and_then(|person| person.fixed.iter().find(is_it)).and_then(|fixed| fixed.shift) {
            Some((rule, ..)) => case.model.shifts[rule].id.as_str(),
            None => "off",
        };
        format!("{} is fixed to be {what} and is not; keep it, or release the assignment", breach.subject)
    }
}
