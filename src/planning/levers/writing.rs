//! What levers have in common while they write.

use crate::model::Case;
use crate::model::{Lever, ServiceIntervals};
use crate::plan::{LeverEffect, accounts};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use mip::{Expression, Variable, constraint};
use std::collections::BTreeMap;

/// A column at a service (or team) and an interval.
#[derive(Clone, Copy, Debug)]
pub struct LeverColumn {
    /// Index of the service or team.
    pub of: usize,
    /// Interval of the horizon.
    pub interval: usize,
    /// How far the lever is pulled there.
    pub amount: Variable,
}

/// The levers of a kind, with their numbers.
pub fn of_kind<'a>(case: &'a Case, kind: &'a str) -> impl Iterator<Item = (usize, &'a Lever)> {
    case.model.levers.iter().enumerate().filter(move |(_, lever)| lever.kind == kind)
}

/// A column in each interval of some places, up to what `most` says for a service and interval.
pub fn cells(
    builder: &mut StaffingBuilder,
    rule: &'static str,
    lever: usize,
    places: &[ServiceIntervals],
    effect: fn(usize) -> LeverEffect,
    most: &dyn Fn(usize, usize) -> f64,
) -> Vec<LeverColumn> {
    let mut cells = Vec::new();
    for place in places {
        for &interval in &place.intervals {
            let most = most(place.service, interval);
            if most > 0.0 {
                let amount = builder.lever_setting(rule, (lever, effect(place.service), interval), most, false);
                cells.push(LeverColumn { of: place.service, interval, amount });
            }
        }
    }
    cells
}

/// Contacts that leave the intervals of `from`, up to the lever's part of their volume.
pub fn leaving(
    case: &Case,
    builder: &mut StaffingBuilder,
    rule: &'static str,
    (index, lever): (usize, &Lever),
) -> Vec<LeverColumn> {
    let most = |service: usize, interval: usize| lever.limit * case.model.services[service].volume[interval];
    cells(builder, rule, index, &lever.from, LeverEffect::Out, &most)
}

/// The cells of each service and date.
pub fn by_day(case: &Case, cells: &[LeverColumn]) -> BTreeMap<(usize, u32), Vec<LeverColumn>> {
    let mut days: BTreeMap<(usize, u32), Vec<LeverColumn>> = BTreeMap::new();
    for cell in cells {
        days.entry((cell.of, case.model.calendar.day_of_interval(cell.interval))).or_default().push(*cell);
    }
    days
}

/// The sum of some cells.
pub fn sum(cells: &[LeverColumn]) -> Expression {
    cells.iter().map(|cell| cell.amount).sum()
}

/// What is put equals a part of what is taken, in each group that one of the two names.
pub fn balanced<K: Ord + Copy>(
    builder: &mut StaffingBuilder,
    rule: &'static str,
    index: usize,
    taken: &BTreeMap<K, Vec<LeverColumn>>,
    put: &BTreeMap<K, Vec<LeverColumn>>,
    part: f64,
) {
    if !builder.settings_are_free() {
        return;
    }
    let keys: std::collections::BTreeSet<K> = taken.keys().chain(put.keys()).copied().collect();
    for key in keys {
        let side =
            |cells: &BTreeMap<K, Vec<LeverColumn>>| cells.get(&key).map_or_else(Expression::default, |all| sum(all));
        let (left, right) = (part * side(taken), side(put));
        builder.writer(rule).define(RowSubject::all(ModelEntity::Lever(index)), constraint!(left == right));
    }
}

/// No more than so much on each date, over all its services.
pub fn at_most_a_day(
    case: &Case,
    builder: &mut StaffingBuilder,
    rule: &'static str,
    (index, lever): (usize, &Lever),
    cells: &[LeverColumn],
) {
    let Some(most) = lever.at_most.filter(|_| builder.settings_are_free()) else { return };
    let mut days: BTreeMap<u32, Expression> = BTreeMap::new();
    for cell in cells {
        *days.entry(case.model.calendar.day_of_interval(cell.interval)).or_default() += cell.amount;
    }
    for (day, amount) in days {
        builder.writer(rule).define(RowSubject::day(ModelEntity::Lever(index), day), constraint!(amount <= most));
    }
}

/// The cells follow the volume of their day: whoever moves comes from any of its intervals alike.
pub fn in_proportion(
    case: &Case,
    builder: &mut StaffingBuilder,
    rule: &'static str,
    index: usize,
    cells: &[LeverColumn],
) {
    if !builder.settings_are_free() {
        return;
    }
    for ((service, day), cells) in by_day(case, cells) {
        let volume = |cell: &LeverColumn| case.model.services[service].volume[cell.interval];
        let total: f64 = cells.iter().map(volume).sum();
        let mut writer = builder.writer(rule);
        let all = writer.amount(f64::INFINITY);
        for cell in &cells {
            let part = volume(cell) / total;
            writer.define(RowSubject::day(ModelEntity::Lever(index), day), constraint!(cell.amount == part * all));
        }
    }
}

/// Money for each unit pulled, one line for each date.
pub fn pay(
    case: &Case,
    builder: &mut StaffingBuilder,
    rule: &'static str,
    (index, account): (usize, &str),
    cells: &[LeverColumn],
    price: f64,
) {
    let mut days: BTreeMap<u32, Expression> = BTreeMap::new();
    for cell in cells {
        *days.entry(case.model.calendar.day_of_interval(cell.interval)).or_default() += price * cell.amount;
    }
    for (day, due) in days {
        let about = RowSubject::day(ModelEntity::Lever(index), day);
        match price > 0.0 {
            true => builder.pay_for_lever(rule, account.to_owned(), about, due),
            // What it earns is no spending.
            false => builder.writer(rule).pay(account, about, due),
        }
    }
}

/// The fixed price, due once if anything is pulled; `most` is all that can be.
pub fn pay_once(
    builder: &mut StaffingBuilder,
    rule: &'static str,
    (index, lever): (usize, &Lever),
    cells: &[LeverColumn],
    most: f64,
) {
    if lever.fixed.0 == 0 || cells.is_empty() {
        return;
    }
    let on = builder.lever_setting(rule, (index, LeverEffect::On, 0), 1.0, true);
    let free = builder.settings_are_free();
    let about = RowSubject::all(ModelEntity::Lever(index));
    let mut writer = builder.writer(rule);
    if free {
        writer.define(about, constraint!(sum(cells) <= most * on));
    }
    builder.pay_for_lever(rule, account(lever), about, lever.fixed.major() * on);
}

/// The price of each contact that leaves or is helped, and the fixed price where any is.
pub fn pay_for_contacts(
    case: &Case,
    builder: &mut StaffingBuilder,
    rule: &'static str,
    (index, lever): (usize, &Lever),
    cells: &[LeverColumn],
) {
    pay(case, builder, rule, (index, &account(lever)), cells, lever.price.major());
    let volume: f64 = lever.from.iter().map(|place| case.volume_of(place)).sum();
    pay_once(builder, rule, (index, lever), cells, lever.limit * volume);
}

/// The account of a lever.
pub fn account(lever: &Lever) -> String {
    accounts::lever(&lever.kind, &lever.id)
}
