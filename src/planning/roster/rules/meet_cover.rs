//! On every day the wanted heads are on the wanted shifts.

use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Cover, Model, Policy};
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::{RosterBuilder, RowBound};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// See [`CARD`].
pub struct MeetCover;

/// What people need to know.
pub static CARD: Card = Card {
    id: "meet_cover",
    title: "On every day the wanted heads are on the wanted shifts",
    meaning: "Heads whose shift starts on the day are counted against the heads wanted. Each missing head and each head \
              too many is charged at its price on the accounts price.shortage and price.surplus, or forbidden.",
    parameters: &[
        Parameter::elsewhere("cover.ID", "need", "heads, by day of the week or date"),
        Parameter::elsewhere("cover.ID", "under", "money a head, or forbidden"),
        Parameter::elsewhere("cover.ID", "over", "money a head, or forbidden"),
    ],
    boundary: "A head counts on the day on which the shift starts, for its whole length.",
    bend: Some(Bend {
        phrase: "accept {amount} heads missing in {who}",
        unit: "heads",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl RosterRule for MeetCover {
    fn emit(&self, case: &Case, _policy: &Policy, builder: &mut RosterBuilder) {
        for (index, cover) in case.model.covers.iter().enumerate() {
            let about = RowSubject::day(ModelEntity::Cover(index), cover.day);
            let mut writer = builder.writer(CARD.id);
            let slack = |price: Option<_>| if price.is_some() { f64::INFINITY } else { 0.0 };
            let (short, over) = (writer.amount(slack(cover.under)), writer.amount(slack(cover.over)));
            for (column, price, account) in
                [(short, cover.under, accounts::PRICE_SHORTAGE), (over, cover.over, accounts::PRICE_SURPLUS)]
            {
                if let Some(price) = price {
                    writer.pay(account, about, price.major() * column);
                }
            }
            let heads =
                builder.row(CARD.id, about, true, Expression::from(short) - over, RowBound::Exactly(cover.need.into()));
            for employee in counted(&case.model, cover) {
                for duty in 0..builder.duties.len() {
                    if cover.shifts.contains(&builder.duties[duty].template) {
                        builder.link(heads, employee, cover.day, duty, 1.0);
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, _policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for cover in &case.model.covers {
            let subject = Subject::of(cover.id.as_str()).on(case.model.calendar.date(i64::from(cover.day)));
            let starts = |employee: &usize| {
                lines
                    .planned(*employee)
                    .any(|stint| stint.day == i64::from(cover.day) && cover.shifts.contains(&stint.template))
            };
            let have = counted(&case.model, cover).filter(starts).count() as i128;
            let missing = i128::from(cover.need) - have;
            let (amount, price, account) = match missing {
                1.. => (missing, cover.under, accounts::PRICE_SHORTAGE),
                _ => (-missing, cover.over, accounts::PRICE_SURPLUS),
            };
            match price {
                _ if amount == 0 => {}
                Some(price) => findings.charge(CARD.id, account, subject, price.of(amount, 1)),
                None => findings.breach(CARD.id, subject, missing as f64, "heads missing"),
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        let heads = if breach.amount.abs() == 1.0 { "head" } else { "heads" };
        if breach.amount > 0.0 {
            format!("{} lacks {} {heads}; let somebody else work, or price the lack", breach.subject, breach.amount)
        } else {
            format!("{} has {} {heads} too many; free somebody, or price the surplus", breach.subject, -breach.amount)
        }
    }
}

/// The employees who count, whatever they work.
fn counted<'a>(model: &'a Model, cover: &'a Cover) -> impl Iterator<Item = usize> + 'a {
    let date = model.calendar.date(i64::from(cover.day));
    let counts = move |&(_, employee): &(usize, &crate::model::Employee)| {
        cover.teams.contains(&employee.team) && cover.skill.as_ref().is_none_or(|skill| employee.has_skill(skill, date))
    };
    model.employees.iter().enumerate().filter(counts).map(|(index, _)| index)
}
