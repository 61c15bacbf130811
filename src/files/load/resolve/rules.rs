//! Rules over the whole plan.

use super::report::Report;
use crate::load::codes;
use crate::load::schema::ModelFile;
use crate::load::schema::rule::{DISTINCT_SHIFTS, Limit, WrittenPolicy};
use planning::model::{DistinctShiftLimit, OrganisationRules};
use planning::staffing::rules::rest_between_shifts;

/// The rule that heads and named people share.
pub const REST_BETWEEN_SHIFTS: &str = rest_between_shifts::CARD.id;

/// The rules; one that says nothing is an error.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> OrganisationRules {
    let distinct = file.rule.distinct_shifts.as_ref();
    if distinct.is_some_and(|rule| rule.at_most.is_none() && rule.price.is_none()) {
        let path = ["rule", DISTINCT_SHIFTS];
        let message = format!("`rule.{DISTINCT_SHIFTS}` has neither a limit nor a price");
        report.error(&path, codes::EMPTY_RULE, message, "write `at_most` or `price`, or delete the rule");
    }
    OrganisationRules {
        distinct_shifts: distinct
            .map(|rule| DistinctShiftLimit { at_most: rule.at_most, price: rule.price.map(|price| price.rate) }),
        rest_between_shifts: rest(file, report),
        lever_budget: file.rule.lever_budget.as_ref().map(|budget| budget.at_most.rate),
    }
}

/// The rest of anonymous heads. With named people the same table is a rule of theirs, which may say more; what it says of
/// everybody alike holds for heads too.
fn rest(file: &ModelFile, report: &mut Report<'_>) -> Option<u32> {
    let path = ["rule", REST_BETWEEN_SHIFTS];
    let index = file.rule.policies.position(REST_BETWEEN_SHIFTS)?;
    let rule: &WrittenPolicy = &file.rule.policies.entries[index].1;
    let named = !file.employee.entries.is_empty();
    let fields = serde_json::to_value(rule).unwrap_or_default();
    let more: Vec<&String> = fields
        .as_object()?
        .iter()
        .filter(|(key, value)| *key != "at_least" && !value.is_null())
        .map(|(key, _)| key)
        .collect();
    if named {
        let Some(Limit::Time(minutes)) = rule.at_least.filter(|_| more.is_empty()) else { return None };
        return Some(minutes.0);
    }
    for key in more {
        let message = format!("`{key}` of `rule.{REST_BETWEEN_SHIFTS}` needs named people, and nobody is named");
        report.error(
            &[path[0], REST_BETWEEN_SHIFTS, key],
            codes::WITHOUT_EMPLOYEES,
            message,
            "leave it out, or name people",
        );
    }
    match rule.at_least {
        Some(Limit::Time(minutes)) => return Some(minutes.0),
        Some(Limit::Number(_)) => {
            let message = format!("`at_least` of `rule.{REST_BETWEEN_SHIFTS}` is a number, and rest is a time");
            report.error(
                &[path[0], REST_BETWEEN_SHIFTS, "at_least"],
                codes::WRONG_UNIT,
                message,
                "write a duration, such as \"11h\"",
            );
        }
        None => {
            let message = format!("`at_least` is missing in `rule.{REST_BETWEEN_SHIFTS}`");
            report.error(&path, codes::MISSING_KEY, message, "add `at_least`: write a duration, such as \"11h\"");
        }
    }
    None
}
