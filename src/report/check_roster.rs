//! What a file says about named people: who they are, which heads are wanted, and each rule in words.

use super::grid::wrapped;
use crate::report::grid::TextTable;
use base::money::Rate;
use files::text::number::clock;
use planning::model::{Cover, Model, PatternCell, Period, Policy};
use planning::roster::registry;
use planning::rule::words::hours;
use planning::rule::{Card, ValueKind};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Ids that are listed one by one; of more the number is told.
const FEW: usize = 8;

/// People by team, covers, and rules with their boundaries.
pub fn text(model: &Model) -> String {
    let mut grid = TextTable::new(&["team", "contracts and tags", "people"], 2);
    for (index, team) in model.teams.iter().enumerate() {
        let people = || model.employees.iter().filter(|employee| employee.team == index);
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        people().flat_map(|employee| &employee.tags).for_each(|tag| *tags.entry(tag).or_default() += 1);
        let tags: Vec<String> = tags.iter().map(|(tag, count)| format!("{tag} {count}")).collect();
        grid.row([team.id.clone(), tags.join(", "), people().count().to_string()]);
    }
    let mut text = format!("\nNamed people\n{}", grid.text());
    if !model.covers.is_empty() {
        text.push_str(&format!("\nHeads wanted\n{}", covers(model)));
    }
    text.push_str("\nRules of the roster, and what counts at their edges\n");
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (policy, card) in policies(model) {
        let name = if policy.id == card.id { card.id.to_owned() } else { format!("{} ({})", policy.id, card.id) };
        text.push_str(&format!("  {name}: {}\n", card.title));
        if !card.is_always_in_force() {
            text.push_str(&wrapped(&sentence(model, policy, card), 6));
        }
        if told.insert(card.id) {
            text.push_str(&wrapped(card.boundary, 6));
        }
    }
    text
}

/// The same for programs.
pub fn json(model: &Model) -> Value {
    let rules = policies(model).map(|(policy, card)| {
        json!({
            "name": policy.id, "rule": card.id, "title": card.title, "says": sentence(model, policy, card),
            "employees": ids(&policy.employees, |index| &model.employees[index].id),
            "shifts": ids(&policy.shifts, |index| &model.shifts[index].id),
            "boundary": card.boundary,
        })
    });
    json!({
        "employees": model.employees.iter().map(|employee| {
            json!({ "id": employee.id, "team": model.teams[employee.team].id, "tags": employee.tags })
        }).collect::<Value>(),
        "covers": model.covers.iter().map(|cover| {
            json!({
                "id": cover.id, "date": model.calendar.date(i64::from(cover.day)).to_string(), "need": cover.need,
                "shifts": ids(&cover.shifts, |index| &model.shifts[index].id),
            })
        }).collect::<Value>(),
        "rules": rules.collect::<Value>(),
    })
}

fn policies(model: &Model) -> impl Iterator<Item = (&Policy, &'static Card)> {
    model.policies.iter().filter_map(|policy| Some((policy, registry::rule(&policy.rule)?.card)))
}

fn ids<'m>(indices: &[usize], id: impl Fn(usize) -> &'m String) -> Vec<&'m String> {
    indices.iter().map(|index| id(*index)).collect()
}

/// One line for each group of covers: heads of a day over all of its shifts.
fn covers(model: &Model) -> String {
    let mut grid = TextTable::new(&["cover", "shifts", "missing", "too many", "days", "heads a day", "in all"], 4);
    for group in model.covers.chunk_by(|one, other| one.id == other.id) {
        let mut by_day: BTreeMap<u32, u32> = BTreeMap::new();
        group.iter().for_each(|cover| *by_day.entry(cover.day).or_default() += cover.need);
        let (least, most) = (by_day.values().min().copied(), by_day.values().max().copied());
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(0));
        let shifts: BTreeSet<usize> = group.iter().flat_map(|cover| cover.shifts.clone()).collect();
        let shifts: Vec<usize> = shifts.into_iter().collect();
        grid.row([
            group[0].id.clone(),
            few(&ids(&shifts, |index| &model.shifts[index].id), "shifts"),
            prices(group, |cover| cover.under),
            prices(group, |cover| cover.over),
            by_day.len().to_string(),
            if least == most { most.to_string() } else { format!("{least} to {most}") },
            by_day.values().sum::<u32>().to_string(),
        ]);
    }
    grid.text()
}

fn prices(covers: &[Cover], price: impl Fn(&Cover) -> Option<Rate>) -> String {
    let first = price(&covers[0]);
    match first {
        _ if covers.iter().any(|cover| price(cover) != first) => "at several prices".to_owned(),
        None => "forbidden".to_owned(),
        Some(Rate(0)) => "free".to_owned(),
        Some(rate) => format!("{} each", rate.of(1, 1)),
    }
}

/// Names, or how many they are.
fn few(names: &[&String], what: &str) -> String {
    match names {
        names if names.len() <= FEW => names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", "),
        names => format!("{} {what}", names.len()),
    }
}

/// What a rule says here: its limits, whom it is about, and how strictly it holds.
fn sentence(model: &Model, policy: &Policy, card: &Card) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (key, limit) in [("at_least", policy.at_least), ("at_most", policy.at_most), ("after", policy.after)] {
        parts.extend(card.own(key).zip(limit).map(|(parameter, limit)| parameter.sentence(limit)));
    }
    if card.own("per").is_some() {
        parts.push(per(policy.per));
    }
    parts.extend(policy.window.map(|(opens, lasts)| format!("from {} for {}", clock(opens), hours(lasts))));
    let shifts = |indices: &[usize]| few(&ids(indices, |index| &model.shifts[index].id), "kinds of shift");
    if policy.shifts.len() < model.shifts.len() {
        parts.push(format!("shifts {}", shifts(&policy.shifts)));
    }
    if !policy.others.is_empty() {
        parts.push(format!("other shifts {}", shifts(&policy.others)));
    }
    if !policy.pattern.is_empty() {
        let cells = policy.pattern.iter().map(|cell| match cell {
            PatternCell::Off => "off".to_owned(),
            PatternCell::On => "on".to_owned(),
            PatternCell::Any => "any".to_owned(),
            PatternCell::Shift(indices) => shifts(indices).replace(", ", " or "),
        });
        parts.push(format!("the days {}", cells.collect::<Vec<_>>().join(" - ")));
    }
    parts.extend(policy.skill.as_ref().map(|skill| format!("the skill {skill}")));
    parts.extend(policy.money.map(|money| format!("{} {}", money.of(1, 1), model.currency)));
    parts.push(whom(model, &policy.employees));
    if !policy.partners.is_empty() {
        parts.push(format!("and {}", whom(model, &policy.partners)));
    }
    parts.extend(days(model, policy));
    if let Some(parameter) = card.own("price") {
        parts.push(match (policy.price, parameter.kind) {
            (Some(price), ValueKind::Price(unit)) => {
                format!("{} {} {} where it is broken", price.of(1, 1), model.currency, unit.each)
            }
            _ => "without exception".to_owned(),
        });
    }
    parts.retain(|part| !part.is_empty());
    format!("Here: {}.", parts.join("; "))
}

fn per(period: Period) -> String {
    match period {
        Period::Horizon => "over the whole plan".to_owned(),
        Period::Week => "in each week".to_owned(),
        Period::Month => "in each month".to_owned(),
        Period::Days(days) => format!("in each block of {days} days"),
        Period::Rolling(days) => format!("in any {days} days in a row"),
    }
}

fn whom(model: &Model, people: &[usize]) -> String {
    match people.len() {
        all if all == model.employees.len() => "everybody".to_owned(),
        _ => few(&ids(people, |index| &model.employees[index].id), "people"),
    }
}

/// The days on which it holds, if not on all.
fn days(model: &Model, policy: &Policy) -> Option<String> {
    let (first, last) = (policy.days.first()?, policy.days.last()?);
    let date = |day: &u32| model.calendar.date(i64::from(*day)).format("%a %-d %b");
    match policy.days.len() {
        all if all == model.calendar.days as usize => None,
        1 => Some(format!("on {}", date(first))),
        some if some == (last - first + 1) as usize => Some(format!("from {} to {}", date(first), date(last))),
        some => Some(format!("on {some} days from {} to {}", date(first), date(last))),
    }
}
