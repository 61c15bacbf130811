//! Heads on shifts of a day against the heads wanted.

use super::assignment::Assignment;
use base::money::Money;
use planning::model::Model;
use std::collections::{BTreeMap, BTreeSet};

/// One cover as the roster meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverHeads {
    /// Index of the cover.
    pub cover: usize,
    /// People who count and start one of its shifts on the day.
    pub have: u32,
    /// Heads missing.
    pub short: u32,
    /// Heads too many.
    pub over: u32,
    /// What they cost at their prices; nothing where they are forbidden.
    pub price: Money,
}

/// All covers, in the model's order.
pub fn heads(model: &Model, assignments: &[Assignment]) -> Vec<CoverHeads> {
    let mut on: BTreeMap<u32, Vec<&Assignment>> = BTreeMap::new();
    for assignment in assignments {
        on.entry(assignment.shift.day).or_default().push(assignment);
    }
    let of = |(index, cover): (usize, &planning::model::Cover)| {
        let date = model.calendar.date(cover.day.into());
        let counts = |assignment: &&&Assignment| {
            let employee = &model.employees[assignment.employee];
            cover.shifts.contains(&assignment.shift.template)
                && cover.teams.contains(&employee.team)
                && cover.skill.as_ref().is_none_or(|skill| employee.has_skill(skill, date))
        };
        let working = on.get(&cover.day).into_iter().flatten().filter(counts);
        let have = working.map(|assignment| assignment.employee).collect::<BTreeSet<_>>().len() as u32;
        let (short, over) = (cover.need.saturating_sub(have), have.saturating_sub(cover.need));
        let due =
            |price: Option<base::money::Rate>, heads: u32| price.map_or(Money::ZERO, |price| price.of(heads.into(), 1));
        CoverHeads { cover: index, have, short, over, price: due(cover.under, short) + due(cover.over, over) }
    };
    model.covers.iter().enumerate().map(of).collect()
}
