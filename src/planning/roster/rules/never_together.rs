//! Certain people never work at the same time.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::roster::builder::RowBound;
use crate::rule::noun::SHIFT_AND_PARTNER;
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct NeverTogether;

/// What people need to know.
pub static CARD: Card = Card {
    id: "never_together",
    title: "Certain people never work at the same time",
    meaning: "A shift of one of the chosen employees shares no minute with a shift of a partner. With a price each \
              shift and partner for whom it does is charged once on the account price.rule.",
    parameters: &[
        Parameter::partners("apart from whom they work"),
        Parameter::shifts(),
        Parameter::days("on which it holds"),
        Parameter::price(SHIFT_AND_PARTNER),
    ],
    boundary: "Minutes decide, on whatever date the shifts start; a shift counts on the date on which that of the \
               chosen employee starts. What a partner worked before the plan counts where history is given. The chosen \
               kinds and days are those of the employees, whatever the partners work.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} shifts beside somebody to be kept apart",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "shifts");

impl RosterRule for NeverTogether {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let duty_times = DutyTimes::of(&case.model.calendar, &builder.duties);
        for &employee in &policy.employees {
            for &partner in policy.partners.iter().filter(|&&partner| partner != employee) {
                for &day in &policy.days {
                    not_together(case, policy, (employee, partner, day), &duty_times, builder);
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            for stint in lines.planned(employee).filter(|stint| policy.shifts.contains(&stint.template)) {
                let beside = |partner: &&usize| {
                    let shares =
                        |theirs: &super::super::AssignedShift| theirs.start < stint.end && stint.start < theirs.end;
                    **partner != employee && lines.of[**partner].iter().any(shares)
                };
                let asked = policy.days.iter().any(|&day| i64::from(day) == stint.day);
                let count = if asked { policy.partners.iter().filter(beside).count() as i64 } else { 0 };
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(case.model.calendar.date(stint.day)), count, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} works beside somebody to be kept apart ({}); move one of them", breach.subject, policy.id)
    }
}

/// Two people on one day of the first: for each day of the second, who has at most one shift on it, a row for each set of
/// shifts that meet the same shifts.
fn not_together(
    case: &Case,
    policy: &Policy,
    of: (usize, usize, u32),
    duty_times: &DutyTimes,
    builder: &mut RosterBuilder,
) {
    let (employee, partner, day) = of;
    let about = RowSubject::day(ModelEntity::Employee(employee), day);
    let mut beside = Expression::default();
    if let Some(price) = policy.price {
        let mut writer = builder.writer(CARD.id);
        let column = writer.amount(1.0);
        writer.pay(TERMS.account, about, price.major() * column);
        beside -= column;
    }
    let mut past: Vec<usize> = Vec::new();
    let mut groups: BTreeMap<(u32, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for duty in (0..builder.duties.len()).filter(|&duty| policy.shifts.contains(&builder.duties[duty].template)) {
        let (start, end) = (duty_times.start(day.into(), duty), duty_times.end(day.into(), duty));
        let before = case.model.employees[partner].history.iter().flatten().any(|past| {
            let from = case.model.calendar.minute(past.day, past.start);
            from < end && start < from + i64::from(past.span)
        });
        if before {
            past.push(duty);
        }
        for near in day.saturating_sub(1)..=(day + 1).min(builder.days - 1) {
            let meets = |&other: &usize| duty_times.overlap((day.into(), duty), (near.into(), other));
            let shared: Vec<usize> = (0..builder.duties.len()).filter(meets).collect();
            if !shared.is_empty() {
                groups.entry((near, shared)).or_default().push(duty);
            }
        }
    }
    if !past.is_empty() {
        let row = builder.row(CARD.id, about, true, beside.clone(), RowBound::AtMost(0.0));
        past.into_iter().for_each(|duty| builder.link(row, employee, day, duty, 1.0));
    }
    for ((near, shared), duties) in groups {
        let row = builder.row(CARD.id, about, true, beside.clone(), RowBound::AtMost(1.0));
        duties.into_iter().for_each(|duty| builder.link(row, employee, day, duty, 1.0));
        shared.into_iter().for_each(|duty| builder.link(row, partner, near, duty, 1.0));
    }
}
