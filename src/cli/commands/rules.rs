//! `equipoise rules`

use super::super::args::{Format, RulesArgs};
use super::super::{Exit, output};
use crate::report::cards;
use crate::report::cards::Shelf;
use base::diagnostic::Diagnostic;
use files::folder::table_file::nearest;
use files::text::json::pretty;
use planning::{roster, staffing as balance};

/// Lists the rules, or shows one. A name that stands for a rule of heads and for one of people shows both.
pub fn run(args: &RulesArgs) -> Exit {
    let heads = balance::RULES.iter().map(|rule| rule.card).collect();
    let people = roster::RULES.iter().map(|rule| rule.card).collect();
    let mut shelves = [Shelf::heads(heads), Shelf::people(people)];
    if let Some(id) = &args.id {
        let known: Vec<&str> = shelves.iter().flat_map(|shelf| &shelf.cards).map(|card| card.id).collect();
        if !known.contains(&id.as_str()) {
            let near = nearest(id, known.into_iter());
            let help = near.map_or("list them with `equipoise rules`".to_owned(), |near| format!("write \"{near}\""));
            return output::refuse(Diagnostic::error("unknown-rule", format!("there is no rule \"{id}\""), help));
        }
        shelves.iter_mut().for_each(|shelf| shelf.cards.retain(|card| card.id == *id));
    }
    let shown: Vec<Shelf> = shelves.into_iter().filter(|shelf| !shelf.cards.is_empty()).collect();
    output::result(&match (args.format, &args.id) {
        (Format::Json, _) => pretty(&cards::json(&shown)),
        (Format::Table, Some(_)) => cards::full(&shown),
        (Format::Table, None) => cards::list(&shown),
        (Format::Csv, _) => cards::csv(&shown),
    })
}
