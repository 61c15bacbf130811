//! `equipoise rules`

use crate::cli::args::{Format, Listing};
use crate::cli::{VerbResult, output};
use crate::report::cards;
use crate::report::cards::Shelf;
use base::diagnostic::Diagnostic;
use clap::Args;
use files::folder::table_file::nearest;
use files::text::json::pretty;
use planning::{roster, staffing as balance};

/// List the rules, or show one in full
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Which one, and how.
    #[command(flatten)]
    pub listing: Listing,
}

impl RulesArgs {
    /// Lists the rules, or shows one. A name that stands for a rule of heads and for one of people shows both.
    pub fn run(&self) -> VerbResult {
        let heads = balance::RULES.iter().map(|rule| rule.card).collect();
        let people = roster::RULES.iter().map(|rule| rule.card).collect();
        let mut shelves = [Shelf::heads(heads), Shelf::people(people)];
        if let Some(id) = &self.listing.id {
            let known: Vec<&str> = shelves.iter().flat_map(|shelf| &shelf.cards).map(|card| card.id).collect();
            if !known.contains(&id.as_str()) {
                let near = nearest(id, known.into_iter());
                let help = near.map_or("list them with `equipoise rules`".to_owned(), |near| format!("write \"{near}\""));
                return Err(Diagnostic::error("unknown-rule", format!("there is no rule \"{id}\""), help).into());
            }
            shelves.iter_mut().for_each(|shelf| shelf.cards.retain(|card| card.id == *id));
        }
        let shown: Vec<Shelf> = shelves.into_iter().filter(|shelf| !shelf.cards.is_empty()).collect();
        output::result(&match (self.listing.format, &self.listing.id) {
            (Format::Json, _) => pretty(&cards::json(&shown)),
            (Format::Table, Some(_)) => cards::full(&shown),
            (Format::Table, None) => cards::list(&shown),
            (Format::Csv, _) => cards::csv(&shown),
        })
    }
}
