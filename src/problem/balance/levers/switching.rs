//! Levers that are pulled or not: each way of pulling them is another case, so their programs only pay.

use super::super::about::{About, Who};
use super::super::sheet::Sheet;
use super::judging::found;
use super::writing::{account, of_kind};
use crate::plan::{Findings, StaffingPlan};
use crate::problem::case::Case;

/// Pays the fixed price of the levers of a kind that are on.
pub fn pay(case: &Case, sheet: &mut Sheet, rule: &'static str) {
    for (index, lever) in of_kind(case, rule) {
        if sheet.choice.on.get(index).copied().unwrap_or(false) {
            let about = About::all(Who::Lever(index));
            sheet.pay_for_lever(rule, account(lever), about, lever.fixed.major().into());
        }
    }
}

/// Charges it; such a lever does nothing else.
pub fn charge(case: &Case, plan: &StaffingPlan, findings: &mut Findings, rule: &'static str) {
    for found in found(case, plan, rule) {
        found.only(findings, "pulls", |_| false);
        found.charge_once(findings);
    }
}
