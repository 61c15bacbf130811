//! `equipoise check`

use crate::cli::args::{Format, Printing};
use crate::cli::{VerbResult, Exit, output};
use crate::report::check;
use crate::run;
use clap::Args;
use files::load::{Loaded, load_all};
use files::text::json::pretty;
use planning::roster;
use planning::rule::Card;
use planning::staffing::RULES;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Read files and say what they mean: overrides, rules in force, values; nothing is solved
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Models, scenarios, or folders of scenarios
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show every value and the file and line it comes from
    #[arg(long)]
    pub defaults: bool,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl CheckArgs {
    /// Reads files and says what they mean.
    pub fn run(&self) -> VerbResult {
        let all = load_all(&self.files)?;
        all.iter().for_each(|loaded| output::warn(&loaded.warnings, self.printing.quiet));
        let verdict = all.iter().map(impossible).fold(Exit::Done, Exit::worse);
        let cards = cards(&all);
        let text = match self.printing.format {
            Format::Table => check::text(&all, &cards, self.defaults),
            Format::Json => {
                pretty(&all.iter().map(|loaded| check::json(loaded, &cards, self.defaults)).collect::<Vec<_>>())
            }
            Format::Csv => check::csv(&all)?,
        };
        Ok(output::result(&text)?.worse(verdict))
    }
}

/// Rules of the balance where heads are planned, and rules of a roster that are applied where people have names.
fn cards(all: &[Loaded]) -> Vec<&'static Card> {
    let heads = all.iter().any(|loaded| loaded.model.employees.is_empty());
    let applied: BTreeSet<&str> =
        all.iter().flat_map(|loaded| &loaded.model.policies).map(|policy| policy.rule.as_str()).collect();
    let balance = RULES.iter().map(|rule| rule.card).filter(|_| heads);
    let roster = roster::RULES.iter().map(|rule| rule.card).filter(|card| applied.contains(card.id));
    balance.chain(roster).collect()
}

/// Tells what can be seen to be impossible without a search.
fn impossible(loaded: &Loaded) -> Exit {
    if loaded.model.employees.is_empty() {
        return Exit::Done;
    }
    let Ok(case) = run::requirement(loaded.model.clone()) else { return Exit::Done };
    let found = run::quick(&case);
    output::diagnostics(&found);
    if found.has_errors() { Exit::Infeasible } else { Exit::Done }
}
