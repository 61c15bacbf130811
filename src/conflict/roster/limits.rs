//! The limits of a rule in words.

use crate::model::{Period, Policy};

/// Rules that count minutes; all others count whole things.
const IN_MINUTES: &[&str] = &["minutes", "rest_between_shifts", "weekly_rest"];

/// Such as `at least 37h 30min, at most 40h in a week`; empty if there are none.
pub(super) fn limits(policy: &Policy) -> String {
    let amount = |limit: u32| match IN_MINUTES.contains(&policy.rule.as_str()) {
        false => limit.to_string(),
        true if limit.is_multiple_of(60) => format!("{} h", limit / 60),
        true => format!("{} h {} min", limit / 60, limit % 60),
    };
    let sides = [("at least", policy.at_least), ("at most", policy.at_most)];
    let sides: Vec<String> =
        sides.iter().filter_map(|&(word, limit)| Some(format!("{word} {}", amount(limit?)))).collect();
    let per = match policy.per {
        Period::Horizon => String::new(),
        Period::Week => " in a week".to_owned(),
        Period::Month => " in a month".to_owned(),
        Period::Days(days) => format!(" in {days} days"),
        Period::Rolling(days) => format!(" in any {days} days"),
    };
    if sides.is_empty() { String::new() } else { format!("{}{per}", sides.join(", ")) }
}
