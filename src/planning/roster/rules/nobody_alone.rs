//! Where one works, enough others do.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::roster::builder::RowBound;
use crate::rule::noun::HEAD;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// See [`CARD`].
pub struct NobodyAlone;

/// What people need to know.
pub static CARD: Card = Card {
    id: "nobody_alone",
    title: "Where one works, enough others do",
    meaning: "Where any of the chosen employees starts one of the chosen shifts on a day, at_least so many of them \
              start it, two where nothing is said; with a skill, at_least so many of them who have it on that date, \
              one where nothing is said, so that novices are never among themselves. With a price each missing head is \
              charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::skill().or("anybody counts"),
        Parameter::at_least(ValueKind::Count(HEAD)).or("two, or one with a skill"),
        Parameter::price(HEAD),
    ],
    boundary: "Each kind of shift by itself, on the date on which it starts.",
    bend: Some(Bend {
        phrase: "accept {amount} heads missing on {who}",
        unit: "heads",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "heads missing");

impl RosterRule for NobodyAlone {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let need = f64::from(need(policy));
        for (&shift, &day) in policy.shifts.iter().flat_map(|shift| policy.days.iter().map(move |day| (shift, day))) {
            let (about, date) = (RowSubject::day(ModelEntity::Shift(shift), day), case.model.calendar.date(day.into()));
            let mut writer = builder.writer(CARD.id);
            let open = writer.binary();
            let mut balance = Expression::default() - need * open;
            if let Some(price) = policy.price {
                let short = writer.amount(need);
                writer.pay(TERMS.account, about, price.major() * short);
                balance += short;
            }
            let enough = builder.row(CARD.id, about, true, balance, RowBound::AtLeast(0.0));
            let duties: Vec<usize> =
                (0..builder.duties.len()).filter(|&duty| builder.duties[duty].template == shift).collect();
            for &employee in &policy.employees {
                let person = &case.model.employees[employee];
                // One row for each person, not one for all: then half a switch does not do for somebody who is there.
                let there =
                    builder.row(CARD.id, about, false, Expression::default() - 1.0 * open, RowBound::AtMost(0.0));
                let counts = policy.skill.as_ref().is_none_or(|skill| person.has_skill(skill, date));
                for &duty in &duties {
                    builder.link(there, employee, day, duty, 1.0);
                    if counts {
                        builder.link(enough, employee, day, duty, 1.0);
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &day in &policy.days {
            let date = case.model.calendar.date(day.into());
            for &shift in &policy.shifts {
                let starts =
                    |stint: &super::super::AssignedShift| stint.day == i64::from(day) && stint.template == shift;
                let there: Vec<_> =
                    policy.employees.iter().filter(|&&employee| lines.planned(employee).any(starts)).collect();
                let holds = |employee: &&&usize| {
                    let mut skills = case.model.employees[***employee].skills.iter();
                    policy.skill.as_ref().is_none_or(|asked| {
                        skills.any(|held| {
                            held.name == *asked
                                && held.from.is_none_or(|from| from <= date)
                                && held.until.is_none_or(|until| date <= until)
                        })
                    })
                };
                let missing = i64::from(need(policy)) - there.iter().filter(holds).count() as i64;
                let subject = Subject::of(case.model.shifts[shift].id.as_str()).on(date);
                TERMS.record(policy, subject, if there.is_empty() { 0 } else { missing.max(0) }, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let with = policy.skill.as_ref().map_or(String::new(), |skill| format!(" with {skill}"));
        format!("{} lacks {} heads{with} beside those who work it", breach.subject, breach.amount)
    }
}

fn need(policy: &Policy) -> u32 {
    policy.at_least.unwrap_or(if policy.skill.is_some() { 1 } else { 2 })
}
