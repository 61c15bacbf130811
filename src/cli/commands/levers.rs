//! `equipoise levers`

use super::super::args::{Format, RulesArgs};
use super::super::{Exit, output};
use crate::report::cards;
use crate::report::cards::Shelf;
use base::diagnostic::Diagnostic;
use files::folder::table_file::nearest;
use files::text::json::pretty;
use planning::levers::LEVERS;

/// Lists the levers, or shows one.
pub fn run(args: &RulesArgs) -> Exit {
    let all: Vec<_> = LEVERS.iter().map(|lever| lever.card).collect();
    let shown = match &args.id {
        None => all.clone(),
        Some(id) => match all.iter().find(|card| card.id == *id) {
            Some(card) => vec![*card],
            None => {
                let near = nearest(id, all.iter().map(|card| card.id));
                let help =
                    near.map_or("list them with `equipoise levers`".to_owned(), |near| format!("write \"{near}\""));
                return output::refuse(Diagnostic::error("unknown-lever", format!("there is no lever \"{id}\""), help));
            }
        },
    };
    let shelf = [Shelf::levers(shown)];
    output::result(&match (args.format, &args.id) {
        (Format::Json, _) => pretty(&cards::json(&shelf)),
        (Format::Table, Some(_)) => cards::full(&shelf),
        (Format::Table, None) => cards::list(&shelf),
        (Format::Csv, _) => cards::csv(&shelf),
    })
}
