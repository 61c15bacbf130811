//! `equipoise levers`

use crate::cli::args::{Format, Listing};
use crate::cli::{VerbResult, output};
use crate::report::cards;
use crate::report::cards::Shelf;
use base::diagnostic::Diagnostic;
use clap::Args;
use files::folder::table_file::nearest;
use files::text::json::pretty;
use planning::levers::LEVERS;

/// List the levers that bring supply and demand together, or show one in full
#[derive(Debug, Args)]
pub struct LeversArgs {
    /// Which one, and how.
    #[command(flatten)]
    pub listing: Listing,
}

impl LeversArgs {
    /// Lists the levers, or shows one.
    pub fn run(&self) -> VerbResult {
        let all: Vec<_> = LEVERS.iter().map(|lever| lever.card).collect();
        let shown = match &self.listing.id {
            None => all.clone(),
            Some(id) => match all.iter().find(|card| card.id == *id) {
                Some(card) => vec![*card],
                None => {
                    let near = nearest(id, all.iter().map(|card| card.id));
                    let help =
                        near.map_or("list them with `equipoise levers`".to_owned(), |near| format!("write \"{near}\""));
                    return Err(Diagnostic::error("unknown-lever", format!("there is no lever \"{id}\""), help).into());
                }
            },
        };
        let shelf = [Shelf::levers(shown)];
        output::result(&match (self.listing.format, &self.listing.id) {
            (Format::Json, _) => pretty(&cards::json(&shelf)),
            (Format::Table, Some(_)) => cards::full(&shelf),
            (Format::Table, None) => cards::list(&shelf),
            (Format::Csv, _) => cards::csv(&shelf),
        })
    }
}
