//! On each of certain shifts a large enough share of the people have a skill.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::{RosterBuilder, RowBound};
use crate::rule::noun::HEAD;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// See [`CARD`].
pub struct SkillShare;

/// What people need to know.
pub static CARD: Card = Card {
    id: "skill_share",
    title: "On each of certain shifts a large enough share of the people have a skill",
    meaning: "Of those of the chosen employees who start a chosen kind of shift on a day, at_least so many per cent have the \
              skill on that date; so six in ten are registered nurses, however many work. With a price what is missing is \
              charged on the account price.rule, a tenth of a head at a tenth of it.",
    parameters: &[
        Parameter::shifts().meaning(", each by itself"),
        Parameter::days("on which it holds"),
        Parameter::skill(),
        Parameter::at_least(ValueKind::Percent),
        Parameter::price(HEAD),
    ],
    boundary: "A head counts on the date on which the shift starts. Where nobody works nothing is missing.",
    bend: Some(Bend {
        phrase: "accept {amount} heads with the skill missing on {who}",
        unit: "heads",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

/// Counted in hundredths of a head.
const TERMS: ChargeTerms = ChargeTerms { parts: 100, ..ChargeTerms::of(CARD.id, "heads missing") };

impl RosterRule for SkillShare {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let Some(skill) = &policy.skill else { return };
        let share = f64::from(policy.at_least.unwrap_or(0));
        for (&shift, &day) in policy.shifts.iter().flat_map(|shift| policy.days.iter().map(move |day| (shift, day))) {
            let (about, date) = (RowSubject::day(ModelEntity::Shift(shift), day), case.model.calendar.date(day.into()));
            let mut lack = Expression::default();
            if let Some(price) = policy.price {
                let mut writer = builder.writer(CARD.id);
                let missing = writer.amount(f64::INFINITY);
                writer.pay(TERMS.account, about, price.major() * missing);
                lack += 100.0 * missing;
            }
            let row = builder.row(CARD.id, about, true, lack, RowBound::AtLeast(0.0));
            let duties: Vec<usize> =
                (0..builder.duties.len()).filter(|&duty| builder.duties[duty].template == shift).collect();
            for &employee in &policy.employees {
                let skilled = case.model.employees[employee].has_skill(skill, date);
                for &duty in &duties {
                    builder.link(row, employee, day, duty, if skilled { 100.0 - share } else { -share });
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let Some(skill) = &policy.skill else { return };
        for &day in &policy.days {
            let date = case.model.calendar.date(day.into());
            for &shift in &policy.shifts {
                let (mut all, mut skilled) = (0, 0);
                for &employee in &policy.employees {
                    let mut own = lines.planned(employee);
                    if own.any(|stint| stint.day == i64::from(day) && stint.template == shift) {
                        all += 1;
                        let held = case.model.employees[employee].skills.iter().any(|held| {
                            held.name == *skill
                                && held.from.is_none_or(|from| from <= date)
                                && held.until.is_none_or(|until| date <= until)
                        });
                        skilled += i64::from(held);
                    }
                }
                let missing = (all * i64::from(policy.at_least.unwrap_or(0)) - 100 * skilled).max(0);
                let subject = Subject::of(case.model.shifts[shift].id.as_str()).on(date);
                TERMS.record(policy, subject, missing, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} lacks {} heads with {}; {} per cent of those who work it have the skill",
            breach.subject,
            breach.amount,
            policy.skill.as_deref().unwrap_or_default(),
            policy.at_least.unwrap_or(0)
        )
    }
}
