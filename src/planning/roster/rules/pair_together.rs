//! Certain people work only beside certain others.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::roster::builder::RowBound;
use crate::rule::noun::SHIFT;
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct PairTogether;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pair_together",
    title: "Certain people work only beside certain others",
    meaning: "Where one of the chosen employees starts one of the chosen shifts, at least one of the partners starts a \
              shift of the same kind at the same time; so a novice works beside a mentor. For a pair that works always \
              together each is the partner of the other, in two rules. With a price each shift without a partner is \
              charged on the account price.rule.",
    parameters: &[
        Parameter::partners("beside whom they work"),
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::price(SHIFT),
    ],
    boundary: "By the date on which the shift starts.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} shifts without a partner",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "shifts");

impl RosterRule for PairTogether {
    fn emit(&self, _case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        // Shifts of one kind and start that differ in length are one.
        let mut groups: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
        for (index, duty) in
            builder.duties.iter().enumerate().filter(|(_, duty)| policy.shifts.contains(&duty.template))
        {
            groups.entry((duty.template, duty.start)).or_default().push(index);
        }
        for (&employee, &day) in policy.employees.iter().flat_map(|who| policy.days.iter().map(move |day| (who, day))) {
            let about = RowSubject::day(ModelEntity::Employee(employee), day);
            let mut lonely = Expression::default();
            if let Some(price) = policy.price {
                let mut writer = builder.writer(CARD.id);
                let column = writer.amount(1.0);
                writer.pay(TERMS.account, about, price.major() * column);
                lonely += column;
            }
            for duties in groups.values() {
                let row = builder.row(CARD.id, about, true, lonely.clone(), RowBound::AtLeast(0.0));
                for &duty in duties {
                    builder.link(row, employee, day, duty, -1.0);
                    policy.partners.iter().filter(|&&partner| partner != employee).for_each(|&partner| {
                        builder.link(row, partner, day, duty, 1.0);
                    });
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            for stint in lines.planned(employee).filter(|stint| policy.shifts.contains(&stint.template)) {
                let beside = |partner: &usize| {
                    let alike = |theirs: &super::super::AssignedShift| {
                        (theirs.template, theirs.start) == (stint.template, stint.start)
                    };
                    *partner != employee && lines.planned(*partner).any(alike)
                };
                let asked = policy.days.iter().any(|&day| i64::from(day) == stint.day);
                let lonely = asked && !policy.partners.iter().any(beside);
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(case.model.calendar.date(stint.day)), lonely.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} works without a partner ({}); move one of them to the same shift", breach.subject, policy.id)
    }
}
