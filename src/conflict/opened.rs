//! The program of a case whose numbers of people and things may grow: one row each holds them where they are.

use crate::base::money::Rate;
use crate::mip::{Row, Written};
use crate::model::Count;
use crate::problem::Case;
use crate::problem::balance::rules::{headcount, share_resources};
use crate::problem::balance::sheet::Number;
use crate::problem::balance::{self, About, Balance, Who};

/// Writes the program with every number decided. When its row is bent, day patterns, contracts, rest and counters all
/// count the heads that are added.
pub(super) fn opened(case: &Case) -> Written<About> {
    let mut open = case.clone();
    open.model.teams.iter_mut().for_each(|team| team.heads = roomy(team.heads));
    open.model.resources.iter_mut().for_each(|resource| resource.count = roomy(resource.count));
    let Balance { mut written, sheet } = balance::write(&open);
    let counts = [headcount::CARD.id, share_resources::CARD.id];
    written.stamps.iter_mut().filter(|stamp| counts.contains(&stamp.rule)).for_each(|stamp| stamp.promise = false);
    let teams = case.model.teams.iter().zip(&sheet.heads).enumerate();
    let teams = teams.map(|(index, (team, number))| (counts[0], Who::Team(index), team.heads, number));
    let resources = case.model.resources.iter().zip(&sheet.counts).enumerate();
    let resources = resources.map(|(index, (thing, number))| (counts[1], Who::Resource(index), thing.count, number));
    for (rule, who, count, number) in teams.chain(resources) {
        if let Number::Decided(variable) = *number {
            let row = Row { lower: f64::NEG_INFINITY, upper: f64::from(count.most()) };
            let column = written.column(variable) as u32;
            written.promise(rule, About::all(who), row, [(column, 1.0)]);
        }
    }
    written
}

/// As few as before, and far more than before.
fn roomy(count: Count) -> Count {
    let room = |most: u32| most.saturating_mul(10).saturating_add(100);
    match count {
        Count::Given(count) => Count::Decided { min: count, max: room(count), price: Rate::default() },
        Count::Decided { min, max, price } => Count::Decided { min, max: room(max), price },
    }
}
