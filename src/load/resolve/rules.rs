//! Rules over the whole plan.

use super::report::Report;
use crate::load::codes;
use crate::load::schema::ModelFile;
use crate::model::{DistinctShifts, Rules};

/// The rules; one that says nothing is an error.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> Rules {
    let distinct = file.rule.distinct_shifts.as_ref();
    if distinct.is_some_and(|rule| rule.at_most.is_none() && rule.price.is_none()) {
        let path = ["rule", "distinct_shifts"];
        let message = "`rule.distinct_shifts` has neither a limit nor a price";
        report.error(&path, codes::EMPTY_RULE, message, "write `at_most` or `price`, or delete the rule");
    }
    Rules {
        distinct_shifts: distinct
            .map(|rule| DistinctShifts { at_most: rule.at_most, price: rule.price.map(|price| price.rate) }),
        rest_between_shifts: file.rule.rest_between_shifts.as_ref().map(|rest| rest.at_least.0),
    }
}
