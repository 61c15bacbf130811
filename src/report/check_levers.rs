//! The levers of a model before anything is solved: what each may do, how far, at which price.

use super::grid::wrapped;
use crate::report::grid::TextTable;
use base::money::Rate;
use files::text::number::{number, percent};
use planning::model::{Lever, Model, ServiceIntervals};
use planning::staffing::registry::rule;
use serde_json::{Value, json};

/// For people.
pub fn text(model: &Model) -> String {
    let mut grid = TextTable::new(&["lever", "kind", "where", "how far", "price", "fixed"], 4);
    for lever in &model.levers {
        let money = |rate: Rate| if rate.0 == 0 { "-".to_owned() } else { number(rate.major(), 2) };
        let price =
            if lever.earns.0 > 0 { format!("earns {}", number(lever.earns.major(), 2)) } else { money(lever.price) };
        grid.row([lever.id.clone(), lever.kind.clone(), reach(model, lever), limit(lever), price, money(lever.fixed)]);
    }
    let mut text = format!("\nLevers, and what counts at their edges\n{}", grid.text());
    let mut told: Vec<&str> = Vec::new();
    for card in model.levers.iter().filter_map(|lever| rule(&lever.kind)).map(|rule| rule.card) {
        if !told.contains(&card.id) {
            text.push_str(&format!("  {}: {}\n{}", card.id, card.title, wrapped(card.boundary, 6)));
            told.push(card.id);
        }
    }
    text
}

/// For programs.
pub fn json(model: &Model) -> Value {
    let one = |lever: &Lever| {
        json!({
            "lever": lever.id, "title": lever.title, "kind": lever.kind, "where": reach(model, lever),
            "limit": limit(lever), "price": lever.price.major(), "earns": lever.earns.major(),
            "fixed": lever.fixed.major(),
        })
    };
    model.levers.iter().map(one).collect()
}

/// `calls (80 intervals) to letters (200)`; teams for levers about people.
fn reach(model: &Model, lever: &Lever) -> String {
    let places = |places: &[ServiceIntervals]| {
        let each = places
            .iter()
            .map(|place| format!("{} ({} intervals)", model.services[place.service].id, place.intervals.len()));
        each.collect::<Vec<_>>().join(", ")
    };
    let teams: Vec<&str> = lever.teams.iter().map(|&team| model.teams[team].id.as_str()).collect();
    match (teams.is_empty(), lever.from.is_empty(), lever.to.is_empty()) {
        (false, ..) => teams.join(", "),
        (_, false, false) => format!("{} to {}", places(&lever.from), places(&lever.to)),
        (_, false, true) => places(&lever.from),
        (_, true, false) => format!("to {}", places(&lever.to)),
        _ => format!("{} changes", lever.changes.len()),
    }
}

fn limit(lever: &Lever) -> String {
    match (lever.limit < 1.0, lever.at_most, lever.changes.is_empty()) {
        (_, _, false) => "yes or no".to_owned(),
        (true, Some(most), _) => format!("{}, at most {}", percent(lever.limit, 0), number(most, 0)),
        (true, None, _) => percent(lever.limit, 0),
        (false, Some(most), _) => format!("at most {}", number(most, 0)),
        _ => "all".to_owned(),
    }
}
