//! How a search ended, in one sentence.

use crate::text::number::{number, percent};
use base::money::Money;
use mip::outcome::{Ending, Outcome};

/// The sentence of a plan that costs `total`.
pub fn sentence(outcome: &Outcome, total: Money, currency: &str) -> String {
    let difference = (total.major() - outcome.bound).max(0.0);
    let within = if outcome.bound.is_finite() {
        format!(
            "within {} {currency} ({}) of the best possible",
            number(difference, 2),
            percent(outcome.gap.max(0.0), 3)
        )
    } else {
        "how far from the best possible is not known".to_owned()
    };
    match outcome.ending {
        Ending::Proved => "proved: no plan is cheaper".to_owned(),
        Ending::WithinGap => within,
        Ending::TimeLimit => format!("stopped by the time limit, {within}: another run may differ"),
        Ending::NoProgress => format!("nothing more was found, {within}"),
        Ending::Interrupted => format!("interrupted, {within}: another run may differ"),
        Ending::Given => format!("given, {within}"),
        Ending::Conflict => "no plan can exist: rules conflict".to_owned(),
    }
}

/// Two or three words for a column.
pub fn short(outcome: &Outcome) -> String {
    let gap = if outcome.bound.is_finite() { percent(outcome.gap.max(0.0), 3) } else { "no bound".to_owned() };
    match outcome.ending {
        Ending::Proved => "proved".to_owned(),
        Ending::WithinGap => format!("within {gap}"),
        Ending::TimeLimit => format!("time limit, {gap}"),
        Ending::NoProgress => format!("no progress, {gap}"),
        Ending::Interrupted => format!("interrupted, {gap}"),
        Ending::Given => "given".to_owned(),
        Ending::Conflict => "no plan".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mip::outcome::Verdict;

    #[test]
    fn endings_are_said_in_words() {
        let mut outcome = Outcome { verdict: Verdict::Optimal, ending: Ending::Proved, bound: 100.0, gap: 0.0 };
        assert_eq!(sentence(&outcome, Money(10_000), "EUR"), "proved: no plan is cheaper");
        outcome = Outcome { ending: Ending::WithinGap, bound: 182_478.0, gap: 0.000_131_5, ..outcome };
        let said = "within 24.00 EUR (0.013 %) of the best possible";
        assert_eq!(sentence(&outcome, Money(18_250_200), "EUR"), said);
        outcome.ending = Ending::TimeLimit;
        assert!(sentence(&outcome, Money(18_250_200), "EUR").ends_with("another run may differ"));
        outcome = Outcome { bound: f64::NEG_INFINITY, gap: f64::INFINITY, ..outcome };
        let said = "stopped by the time limit, how far from the best possible is not known: another run may differ";
        assert_eq!(sentence(&outcome, Money(18_250_200), "EUR"), said);
        assert_eq!(short(&outcome), "time limit, no bound");
    }
}
