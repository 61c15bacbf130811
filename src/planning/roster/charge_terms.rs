//! How a judge notes what it finds: a charge where the rule has a price, a breach where it must hold.

use super::lines::{AssignedShift, WorkedLines};
use super::periods::blocks;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Findings, Subject, accounts};

/// The rule and account under which something is noted, and the unit in which people read its amounts.
#[derive(Clone, Copy)]
pub struct ChargeTerms {
    /// Id of the rule.
    pub rule: &'static str,
    /// Account of the ledger.
    pub account: &'static str,
    /// Unit of amounts.
    pub unit: &'static str,
    /// Smallest parts of a unit, in which amounts are counted: 60 for hours counted in minutes.
    pub parts: i64,
}

impl ChargeTerms {
    /// A rule priced on the account price.rule and counted in whole units.
    pub const fn of(rule: &'static str, unit: &'static str) -> Self {
        ChargeTerms { rule, account: accounts::PRICE_RULE, unit, parts: 1 }
    }

    /// The same, told in hours and counted in minutes.
    pub const fn hours(rule: &'static str) -> Self {
        ChargeTerms { rule, account: accounts::PRICE_RULE, unit: "hours", parts: 60 }
    }

    /// Notes an amount in the smallest parts, nothing for nothing. It is charged without its sign; in a breach a negative
    /// amount is too few.
    pub fn record(&self, policy: &Policy, subject: Subject, amount: i64, findings: &mut Findings) {
        match policy.price {
            _ if amount == 0 => {}
            Some(price) => {
                let due = price.of(amount.abs().into(), self.parts.into());
                findings.charge(self.rule, self.account, subject, due);
            }
            None => findings.breach(self.rule, subject, amount as f64 / self.parts as f64, self.unit),
        }
    }

    /// Notes for each employee of a policy and each span of its period, on the first day of the span, by how much the
    /// shifts that count exceed what the policy allows; `size` measures them.
    pub fn beyond_in_each_span(
        &self,
        case: &Case,
        policy: &Policy,
        lines: &WorkedLines,
        findings: &mut Findings,
        size: impl Fn(&[&AssignedShift]) -> i64,
    ) {
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per) {
            let inside = i64::from(span.days[0])..=i64::from(span.days[span.days.len() - 1]);
            for &employee in &policy.employees {
                let counts =
                    |stint: &&AssignedShift| policy.shifts.contains(&stint.template) && inside.contains(&stint.day);
                let counted: Vec<&AssignedShift> = lines.planned(employee).filter(counts).collect();
                let beyond = (size(&counted) - i64::from(policy.at_most.unwrap_or(0))).max(0);
                let who = case.model.employees[employee].id.as_str();
                self.record(policy, Subject::of(who).on(calendar.date(*inside.start())), beyond, findings);
            }
        }
    }
}
