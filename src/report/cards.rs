//! The cards of rules: what each means, what sets it, what counts at its edges.

use super::grid::{Grid, wrapped};
use crate::problem::rule::Card;
use serde_json::{Value, json};

/// All rules (or what else `what` calls them), one a line.
pub fn list(what: &str, cards: &[&Card]) -> String {
    let mut grid = Grid::new(&[what, "what it says"], 2);
    for card in cards {
        grid.row([card.id, card.title]);
    }
    grid.text()
}

/// One rule in full.
pub fn card(card: &Card) -> String {
    let mut text = format!("{}\n{}\n\n", card.id, card.title);
    text.push_str(&wrapped(card.meaning, 2));
    if !card.parameters.is_empty() {
        let mut grid = Grid::new(&["set by", "unit"], 2);
        for parameter in card.parameters {
            grid.row([parameter.path, parameter.unit]);
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    text.push_str(&format!("\n  At the edges:\n{}", wrapped(card.boundary, 2)));
    text
}

/// Cards for programs.
pub fn json(cards: &[&Card]) -> Value {
    let one = |card: &&Card| {
        let parameters =
            card.parameters.iter().map(|parameter| json!({ "path": parameter.path, "unit": parameter.unit }));
        json!({
            "id": card.id, "title": card.title, "meaning": card.meaning,
            "parameters": parameters.collect::<Value>(), "boundary": card.boundary,
        })
    };
    cards.iter().map(one).collect()
}
