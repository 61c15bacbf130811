//! What a file says, before anything is solved: overrides, rules in force, values and where they come from.

use super::check_levers;
use super::check_roster;
use super::grid::wrapped;
use crate::report::grid::TextTable;
use files::load::Loaded;
use planning::rule::Card;
use serde_json::{Value, json};

/// For people, one scenario after the other. With `defaults` every value is shown with its origin.
pub fn text(all: &[Loaded], cards: &[&Card], defaults: bool) -> String {
    let mut texts = Vec::new();
    let mut told: Option<Vec<&Card>> = None;
    for loaded in all {
        let rules = in_force(loaded, cards);
        let again = told.as_ref() == Some(&rules);
        texts.push(one(loaded, if again { None } else { Some(&rules) }, defaults));
        told = Some(rules);
    }
    texts.join("\n")
}

/// One scenario; without `rules` where they are those of the one before.
fn one(loaded: &Loaded, rules: Option<&[&Card]>, defaults: bool) -> String {
    let mut text = format!("{}: {}\n", loaded.name, loaded.title);
    if loaded.overrides.is_empty() {
        text.push_str("  no overrides\n");
    } else {
        let mut grid = TextTable::new(&["override", "was", "is", "where"], 4);
        for change in &loaded.overrides {
            let old = change.old.clone().unwrap_or_else(|| "(not set)".to_owned());
            grid.row([change.path.clone(), old, change.new.clone(), change.place.to_string()]);
        }
        text.push_str(&grid.text());
    }
    text.push_str(match rules {
        Some([]) => "",
        Some(_) => "\nRules in force, and what counts at their edges\n",
        None => "  the same rules are in force\n",
    });
    for card in rules.unwrap_or_default() {
        text.push_str(&format!("  {}: {}\n{}", card.id, card.title, wrapped(card.boundary, 6)));
    }
    if !loaded.model.levers.is_empty() {
        text.push_str(&check_levers::text(&loaded.model));
    }
    if !loaded.model.employees.is_empty() {
        text.push_str(&check_roster::text(&loaded.model));
    }
    if defaults {
        let mut grid = TextTable::new(&["value", "is", "from"], 3);
        for input in &loaded.inputs {
            grid.row([input.path.clone(), input.text.clone(), input.origin.clone()]);
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    text
}

/// For programs.
pub fn json(loaded: &Loaded, cards: &[&Card], defaults: bool) -> Value {
    let overrides = loaded.overrides.iter().map(|change| {
        json!({ "path": change.path, "old": change.old, "new": change.new, "place": change.place.to_string() })
    });
    let rules = in_force(loaded, cards);
    let rules = rules.iter().map(|card| json!({ "id": card.id, "title": card.title, "boundary": card.boundary }));
    let mut value = json!({
        "name": loaded.name, "title": loaded.title,
        "overrides": overrides.collect::<Value>(), "rules": rules.collect::<Value>(),
    });
    if !loaded.model.levers.is_empty() {
        value["levers"] = check_levers::json(&loaded.model);
    }
    if !loaded.model.employees.is_empty() {
        value["roster"] = check_roster::json(&loaded.model);
    }
    if defaults {
        let inputs = loaded.inputs.iter();
        value["values"] =
            inputs.map(|input| json!({ "path": input.path, "value": input.text, "origin": input.origin })).collect();
    }
    value
}

/// Every value as CSV.
pub fn csv(all: &[Loaded]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["name", "path", "value", "origin"])?;
    for loaded in all {
        for input in &loaded.inputs {
            writer.write_record([&loaded.name, &input.path, &input.text, &input.origin])?;
        }
    }
    let bytes = writer.into_inner().map_err(|refused| refused.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The rules that something in the files sets: a rule without keys of its own, or with one that is not at its default.
/// A key that several rules read, such as the price of a shortage, says nothing about which of them applies.
pub fn in_force<'a>(loaded: &Loaded, cards: &[&'a Card]) -> Vec<&'a Card> {
    // Where people are named and no customers served, the rules of the balance of heads have nothing to say.
    if loaded.model.services.is_empty() {
        return Vec::new();
    }
    let set: Vec<Vec<&str>> = loaded
        .inputs
        .iter()
        .filter(|input| input.origin != "default")
        .map(|input| input.path.split(['.', '[']).collect())
        .collect();
    let sets = |pattern: &str| {
        let pattern: Vec<&str> = pattern.split('.').collect();
        set.iter().any(|path| touches(&pattern, path))
    };
    let reads = |card: &Card, path: &str| card.parameters.iter().any(|key| key.path() == path);
    let readers = |path: &str| cards.iter().filter(|card| reads(card, path)).count();
    let applies = |card: &&Card| {
        let mut own = card.parameters.iter().filter(|key| readers(&key.path()) == 1).peekable();
        own.peek().is_none() || own.any(|key| sets(&key.path()))
    };
    cards.iter().copied().filter(applies).collect()
}

/// True if a path is the key, above it or below it; `ID` in a key stands for any id.
fn touches(pattern: &[&str], path: &[&str]) -> bool {
    pattern.iter().zip(path).all(|(key, part)| *key == "ID" || *key == "NAME" || key == part)
        && path.len() >= 3.min(pattern.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_touched_by_itself_by_what_is_below_and_by_its_table() {
        let pattern = ["service", "ID", "occupancy", "max"];
        assert!(touches(&pattern, &["service", "calls", "occupancy", "max"]));
        assert!(touches(&pattern, &["service", "calls", "occupancy"]));
        assert!(touches(&pattern[..3], &["service", "calls", "occupancy", "max"]));
        assert!(!touches(&pattern, &["service", "calls", "shortage"]));
        assert!(!touches(&pattern, &["service", "calls"]));
    }
}
