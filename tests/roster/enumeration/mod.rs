//! On tiny wards every line or every roster is judged, and priced by what the rule wrote: both must say the same. Each
//! rule of the registry has its cases, each case must refuse or charge something, and not everything.

mod cases;
use crate::support::roster;

use cases::{cases, five_days, limits};
use planning::model::Policy;
use planning::roster::RULES;
use roster::money;

#[test]
fn program_and_judge_agree_on_everything() {
    let mut seen: Vec<(String, bool)> = Vec::new();
    for case in cases() {
        let rule = case.0.model.policies.last().expect("a policy").rule.clone();
        let (refused, priced) = case.enumerate();
        seen.push((rule, refused + priced > 0));
    }
    for rule in RULES.iter().map(|rule| rule.card.id) {
        let of_rule: Vec<bool> = seen.iter().filter(|(id, _)| id == rule).map(|(_, bites)| *bites).collect();
        assert!(of_rule.iter().filter(|bites| **bites).count() * 2 > of_rule.len(), "{rule}: its cases must bite");
    }
}

#[test]
#[should_panic(expected = "the program says")]
fn a_judge_of_another_mind_is_found() {
    five_days().rule("shifts", limits(None, Some(2))).enumerate_judged_by(|policy| policy.at_most = Some(3));
}

#[test]
#[should_panic(expected = "the program says")]
fn a_cent_of_difference_is_found() {
    let at = |cents: f64| move |policy: &mut Policy| (policy.price, policy.at_most) = (Some(money(cents)), Some(2));
    five_days().rule("consecutive_days", at(3.0)).enumerate_judged_by(at(3.01));
}
