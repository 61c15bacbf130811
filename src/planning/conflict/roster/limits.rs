//! The limits of a rule in words.

use crate::model::{Period, Policy};
use crate::roster::registry;

/// Such as `at least 37h 30min, at most 40h in a week`; empty if there are none.
pub(super) fn limits(policy: &Policy) -> String {
    let card = registry::rule(&policy.rule).map(|rule| rule.card());
    let amount = |key: &str, limit: u32| match card.is_some_and(|card| card.is_time(key)) {
        false => limit.to_string(),
        true if limit.is_multiple_of(60) => format!("{} h", limit / 60),
        true => format!("{} h {} min", limit / 60, limit % 60),
    };
    let sides = [("at least", "at_least", policy.at_least), ("at most", "at_most", policy.at_most)];
    let sides: Vec<String> =
        sides.iter().filter_map(|&(word, key, limit)| Some(format!("{word} {}", amount(key, limit?)))).collect();
    let per = match policy.per {
        Period::Horizon => String::new(),
        Period::Week => " in a week".to_owned(),
        Period::Month => " in a month".to_owned(),
        Period::Days(days) => format!(" in {days} days"),
        Period::Rolling(days) => format!(" in any {days} days"),
    };
    if sides.is_empty() { String::new() } else { format!("{}{per}", sides.join(", ")) }
}
