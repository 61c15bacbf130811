//! On each of certain shifts enough people with a skill start.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::possible_work::PossibleWork;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::roster::builder::RowBound;
use crate::rule::noun::HEAD;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use crate::staffing::{ModelEntity, RowSubject};
use base::diagnostic::Diagnostic;
use chrono::Datelike;
use mip::Expression;

/// See [`CARD`].
pub struct SkillMix;

/// What people need to know.
pub static CARD: Card = Card {
    id: "skill_mix",
    title: "On each of certain shifts enough people with a skill start",
    meaning: "For each of the chosen kinds of shift and each day at_least so many of the chosen employees who have the \
              skill on that date start it; without a skill any of them count. With a price each missing head is \
              charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::skill().or("anybody counts"),
        Parameter::at_least(ValueKind::Count(HEAD)),
        Parameter::price(HEAD),
    ],
    boundary: "A head counts on the date on which the shift starts. Days on which the shift is not offered do not ask \
               for anybody.",
    bend: Some(Bend {
        phrase: "accept {amount} heads with the skill missing on {who}",
        unit: "heads",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "heads missing");

impl RosterRule for SkillMix {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let need = f64::from(policy.at_least.unwrap_or(0));
        for (&shift, &day) in policy.shifts.iter().flat_map(|shift| policy.days.iter().map(move |day| (shift, day))) {
            let date = case.model.calendar.date(day.into());
            if !case.model.shifts[shift].days.contains(&date.weekday()) {
                continue;
            }
            let about = RowSubject::day(ModelEntity::Shift(shift), day);
            let mut missing = Expression::default();
            if let Some(price) = policy.price {
                let mut writer = builder.writer(CARD.id);
                let short = writer.amount(f64::INFINITY);
                writer.pay(TERMS.account, about, price.major() * short);
                missing += short;
            }
            let row = builder.row(CARD.id, about, true, missing, RowBound::AtLeast(need));
            let holds = |employee: &&usize| {
                policy.skill.as_ref().is_none_or(|skill| case.model.employees[**employee].has_skill(skill, date))
            };
            for &employee in policy.employees.iter().filter(holds) {
                for duty in
                    (0..builder.duties.len()).filter(|&duty| builder.duties[duty].template == shift).collect::<Vec<_>>()
                {
                    builder.link(row, employee, day, duty, 1.0);
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &day in &policy.days {
            let date = case.model.calendar.date(day.into());
            for &shift in policy.shifts.iter().filter(|&&shift| case.model.shifts[shift].days.contains(&date.weekday()))
            {
                let there = policy.employees.iter().filter(|&&employee| {
                    let holds = |skill: &String| {
                        let of_name = case.model.employees[employee].skills.iter().filter(|held| held.name == *skill);
                        of_name.into_iter().any(|held| {
                            held.from.is_none_or(|from| from <= date) && held.until.is_none_or(|until| date <= until)
                        })
                    };
                    let starts =
                        |stint: &super::super::AssignedShift| stint.day == i64::from(day) && stint.template == shift;
                    policy.skill.as_ref().is_none_or(holds) && lines.planned(employee).any(starts)
                });
                let missing = i64::from(policy.at_least.unwrap_or(0)) - there.count() as i64;
                let subject = Subject::of(case.model.shifts[shift].id.as_str()).on(date);
                TERMS.record(policy, subject, missing.max(0), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let with = policy.skill.as_ref().map_or(String::new(), |skill| format!(" with {skill}"));
        format!("{} lacks {} heads{with}; move somebody there", breach.subject, breach.amount)
    }

    fn impossible(&self, work: &PossibleWork, policy: &Policy) -> Vec<Diagnostic> {
        let model = &work.case.model;
        let mut found = Vec::new();
        let need = policy.at_least.unwrap_or(0);
        for (&shift, &day) in policy.shifts.iter().flat_map(|shift| policy.days.iter().map(move |day| (shift, day))) {
            let date = work.date(day);
            if !model.shifts[shift].days.contains(&date.weekday()) {
                continue;
            }
            let counts = |employee: &&usize| {
                let skilled = |skill: &String| model.employees[**employee].has_skill(skill, date);
                policy.skill.as_ref().is_none_or(skilled) && work.may_start(**employee, day, &[shift])
            };
            let people = policy.employees.iter().filter(counts).count() as u32;
            if people < need {
                let skill =
                    policy.skill.as_deref().map_or_else(String::new, |skill| format!(" with the skill {skill}"));
                let (id, shift) = (&policy.id, &model.shifts[shift].id);
                let message = format!("{id} asks for {need} people{skill} on {shift} on {date}; {people} may work it");
                let help =
                    format!("train somebody or call somebody back on {date}, ask for {people}, or give {id} a price");
                found.push(Diagnostic::error("too-few-skilled", message, help));
            }
        }
        found
    }
}
