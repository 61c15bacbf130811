//! People of a team who are alike to the first stage: they may work the same shifts within the same totals.

use super::tuning::TUNING;
use rostering::{Cumulative, LineConstraint, RosterProblem};
use std::collections::BTreeMap;

/// The people of a team in groups, each ascending. Any division is sound: limits of a group follow from its people's.
pub fn employee_groups(problem: &RosterProblem, members: &[usize]) -> Vec<Vec<usize>> {
    let able = |who: usize| -> Vec<bool> {
        let costs = &problem.people[who].costs;
        let sometime = |duty: usize| (0..problem.days).any(|day| costs[day * problem.duties + duty].is_finite());
        (0..problem.duties).map(sometime).collect()
    };
    let mut fine: BTreeMap<(Vec<bool>, Vec<TotalLimits<'_>>), Vec<usize>> = BTreeMap::new();
    let mut rough: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    for &who in members {
        let able = able(who);
        let mut totals: Vec<TotalLimits<'_>> = hard_totals(problem, who).map(limits).collect();
        totals.sort_unstable();
        fine.entry((able.clone(), totals)).or_default().push(who);
        rough.entry(able).or_default().push(who);
    }
    match () {
        () if fine.len() <= TUNING.groups => fine.into_values().collect(),
        () if rough.len() <= TUNING.groups => rough.into_values().collect(),
        () => vec![members.to_vec()],
    }
}

/// What a total counts, and its least and most.
type TotalLimits<'a> = (&'a [u32], u32, u32);

fn limits(cumulative: &Cumulative) -> TotalLimits<'_> {
    (
        &cumulative.adds,
        cumulative.at_least.saturating_sub(cumulative.start),
        cumulative.at_most.saturating_sub(cumulative.start),
    )
}

/// The totals of a person that may not be missed.
pub fn hard_totals(problem: &RosterProblem, who: usize) -> impl Iterator<Item = &Cumulative> {
    problem.people[who].constraints.iter().filter_map(|constraint| match constraint {
        LineConstraint::Cumulative(cumulative) if cumulative.at_most < u32::MAX || cumulative.at_least > 0 => {
            Some(cumulative)
        }
        _ => None,
    })
}
