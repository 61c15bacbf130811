//! What is spread evenly over people: the most that somebody has is not far above the least.

use super::charge_terms::ChargeTerms;
use super::duty::Duty;
use super::lines::{AssignedShift, WorkedLines};
use crate::model::{Case, Policy};
use crate::plan::{Findings, Subject};
use crate::roster::builder::{RosterBuilder, RowBound};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;

/// Writes that the most, with what everybody carries in, is at most `at_most` above the least, both columns of their own.
/// `worth`: what a duty adds, in the smallest parts of the unit.
pub fn emit(
    case: &Case,
    policy: &Policy,
    terms: ChargeTerms,
    worth: impl Fn(&Duty) -> u32,
    builder: &mut RosterBuilder,
) {
    let parts = terms.parts as f64;
    let carried = |employee: usize| *case.model.employees[employee].carried.get(&policy.id).unwrap_or(&0) as f64;
    let lowest = policy.employees.iter().map(|&employee| carried(employee)).fold(f64::INFINITY, f64::min);
    let about = RowSubject::all(ModelEntity::Plan);
    let mut writer = builder.writer(terms.rule);
    let (most, least) = (writer.amount(f64::INFINITY), writer.amount(f64::INFINITY));
    let mut difference = most - least;
    if let Some(price) = policy.price {
        let beyond = writer.amount(f64::INFINITY);
        writer.pay(terms.account, about, price.major() * beyond);
        difference -= beyond;
    }
    let allowed = f64::from(policy.at_most.unwrap_or(0)) / parts;
    builder.row(terms.rule, about, true, difference, RowBound::AtMost(allowed));
    for &employee in &policy.employees {
        let start = (carried(employee) - lowest) / parts;
        let below = builder.row(terms.rule, about, false, Expression::default() - most, RowBound::AtMost(-start));
        let above = builder.row(terms.rule, about, false, Expression::default() - least, RowBound::AtLeast(-start));
        for &day in &policy.days {
            for duty in 0..builder.duties.len() {
                if policy.shifts.contains(&builder.duties[duty].template) {
                    let adds = f64::from(worth(&builder.duties[duty])) / parts;
                    builder.link(below, employee, day, duty, adds);
                    builder.link(above, employee, day, duty, adds);
                }
            }
        }
    }
}

/// Notes by how much the most exceeds the least beyond what is allowed. `worth`: of one stint.
pub fn judge(
    case: &Case,
    policy: &Policy,
    terms: ChargeTerms,
    lines: &WorkedLines,
    worth: impl Fn(&AssignedShift) -> i64,
    findings: &mut Findings,
) {
    let total = |&employee: &usize| {
        let counted = lines.planned(employee).filter(|stint| {
            policy.shifts.contains(&stint.template) && policy.days.iter().any(|&day| i64::from(day) == stint.day)
        });
        let carried = case.model.employees[employee].carried.get(&policy.id).copied().unwrap_or(0);
        carried + counted.map(&worth).sum::<i64>()
    };
    let totals: Vec<i64> = policy.employees.iter().map(total).collect();
    let difference = totals.iter().max().zip(totals.iter().min()).map_or(0, |(most, least)| most - least);
    let beyond = (difference - i64::from(policy.at_most.unwrap_or(0))).max(0);
    terms.record(policy, Subject::of("plan"), beyond, findings);
}

/// A sentence about somebody who has too much.
pub fn tell(policy: &Policy, subject: &Subject, amount: f64, unit: &str) -> String {
    format!("the {subject} gives somebody {amount} {unit} too many beside somebody else ({}); pass some on", policy.id)
}
