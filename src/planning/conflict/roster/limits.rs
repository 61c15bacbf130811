//! The limits of a rule in words.

use crate::model::{Period, Policy};
use crate::roster::registry;

/// Such as `at least 37h 30min, at most 40h in a week`; empty if there are none.
pub(super) fn limits(policy: &Policy) -> String {
    let card = registry::rule(&policy.rule).map(|rule| rule.card);
    let side = |key: &str, limit: Option<u32>| Some(card?.own(key)?.sentence(limit?));
    let sides: Vec<String> =
        [side("at_least", policy.at_least), side("at_most", policy.at_most)].into_iter().flatten().collect();
    let per = match policy.per {
        Period::Horizon => String::new(),
        Period::Week => " in a week".to_owned(),
        Period::Month => " in a month".to_owned(),
        Period::Days(days) => format!(" in {days} days"),
        Period::Rolling(days) => format!(" in any {days} days"),
    };
    if sides.is_empty() { String::new() } else { format!("{}{per}", sides.join(", ")) }
}
