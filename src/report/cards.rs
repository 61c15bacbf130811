//! The cards of rules and levers: what each means, what sets it, what counts at its edges.

use super::grid::wrapped;
use crate::report::grid::TextTable;
use planning::rule::Card;
use serde_json::{Value, json};

/// Rules of one kind of plan, or levers.
pub struct Shelf {
    /// What each of them is, in a word.
    pub kind: &'static str,
    /// What they are about, in a word for programs.
    pub about: &'static str,
    /// The same as a heading for people.
    pub heading: &'static str,
    /// The cards in their order.
    pub cards: Vec<&'static Card>,
}

impl Shelf {
    /// Rules about heads without names.
    pub fn heads(cards: Vec<&'static Card>) -> Self {
        Shelf { kind: "rule", about: "heads", heading: "Rules where heads are planned", cards }
    }

    /// Rules about named people.
    pub fn people(cards: Vec<&'static Card>) -> Self {
        Shelf { kind: "rule", about: "people", heading: "Rules where people have names", cards }
    }

    /// Levers that bring supply and demand together.
    pub fn levers(cards: Vec<&'static Card>) -> Self {
        Shelf { kind: "lever", about: "heads", heading: "Levers that bring supply and demand together", cards }
    }
}

/// All rules or levers, one a line.
pub fn list(shelves: &[Shelf]) -> String {
    let mut texts = Vec::new();
    for shelf in shelves {
        let mut grid = TextTable::new(&[shelf.kind, "what it says"], 2);
        shelf.cards.iter().for_each(|card| grid.row([card.id, card.title]));
        texts.push(format!("{}\n\n{}", shelf.heading, grid.text()));
    }
    let kind = shelves.first().map_or("rule", |shelf| shelf.kind);
    texts.push(format!("`equipoise {kind}s ID` shows a {kind} in full.\n"));
    texts.join("\n")
}

/// Each in full; a heading where there is more than one kind.
pub fn full(shelves: &[Shelf]) -> String {
    let several = shelves.len() > 1;
    let heading = |shelf: &Shelf| if several { format!("{}\n\n", shelf.heading) } else { String::new() };
    let text = |shelf: &Shelf| heading(shelf) + &shelf.cards.iter().map(|card| one(card)).collect::<String>();
    shelves.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn one(card: &Card) -> String {
    let mut text = format!("{}\n{}\n\n", card.id, card.title);
    text.push_str(&wrapped(card.meaning, 2));
    if !card.parameters.is_empty() {
        let mut grid = TextTable::new(&["set by", "unit"], 2);
        for parameter in card.parameters {
            grid.row([parameter.path(), parameter.form()]);
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    text.push_str(&format!("\n  At the edges:\n{}", wrapped(card.boundary, 2)));
    text
}

/// Cards for programs.
pub fn json(shelves: &[Shelf]) -> Value {
    let one = |about: &str, card: &Card| {
        let parameters =
            card.parameters.iter().map(|parameter| json!({ "path": parameter.path(), "unit": parameter.form() }));
        json!({
            "id": card.id, "about": about, "title": card.title, "meaning": card.meaning,
            "parameters": parameters.collect::<Value>(), "boundary": card.boundary,
        })
    };
    shelves.iter().flat_map(|shelf| shelf.cards.iter().map(move |card| one(shelf.about, card))).collect()
}

/// Cards for spreadsheets.
pub fn csv(shelves: &[Shelf]) -> String {
    let rows = shelves.iter().flat_map(|shelf| shelf.cards.iter().map(move |card| (shelf.about, card)));
    let kind = shelves.first().map_or("rule", |shelf| shelf.kind);
    rows.fold(format!("{kind},about,title\n"), |text, (about, card)| {
        text + &format!("{},{about},\"{}\"\n", card.id, card.title)
    })
}
