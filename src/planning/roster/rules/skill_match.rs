//! Certain shifts ask for a skill.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::SHIFT;
use crate::rule::{Bend, Card, Parameter};

/// See [`CARD`].
pub struct SkillMatch;

/// What people need to know.
pub static CARD: Card = Card {
    id: "skill_match",
    title: "Certain shifts ask for a skill",
    meaning: "A shift of the chosen kinds is worked only by people who have the skill on that date. With a price each \
              shift worked without it is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::skill(),
        Parameter::price(SHIFT),
    ],
    boundary: "The skill counts on the date on which the shift starts.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} shifts without the skill",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "shifts");

impl RosterRule for SkillMatch {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let Some(skill) = &policy.skill else { return };
        for &employee in &policy.employees {
            for &day in &policy.days {
                let date = case.model.calendar.date(day.into());
                if case.model.employees[employee].has_skill(skill, date) {
                    continue;
                }
                for duty in 0..builder.duties.len() {
                    match policy.price {
                        _ if !policy.shifts.contains(&builder.duties[duty].template) => {}
                        None => builder.forbid(CARD.id, employee, day, duty),
                        Some(price) => {
                            builder.charge((CARD.id, TERMS.account), employee, day, Some(duty), price.major());
                        }
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let Some(skill) = &policy.skill else { return };
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for stint in lines.planned(employee).filter(|stint| policy.shifts.contains(&stint.template)) {
                let date = case.model.calendar.date(stint.day);
                let holds = person.skills.iter().any(|held| {
                    held.name == *skill
                        && held.from.is_none_or(|from| from <= date)
                        && held.until.is_none_or(|until| until >= date)
                });
                let asked = policy.days.iter().any(|&day| i64::from(day) == stint.day);
                TERMS.record(policy, Subject::of(person.id.as_str()).on(date), (asked && !holds).into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let skill = policy.skill.as_deref().unwrap_or("the skill");
        format!("{} works a shift that asks for {skill}, which is not held on that date", breach.subject)
    }
}
