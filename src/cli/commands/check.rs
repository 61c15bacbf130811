//! `equipoise check`

use super::super::args::{CheckArgs, Format};
use super::super::{Exit, output};
use crate::report::check;
use crate::run;
use files::load::{Loaded, load_all};
use files::text::json::pretty;
use planning::roster;
use planning::rule::Card;
use planning::staffing::RULES;
use std::collections::BTreeSet;

/// Reads files and says what they mean.
pub fn run(args: &CheckArgs) -> Exit {
    let all = match load_all(&args.files) {
        Ok(all) => all,
        Err(problems) => return output::refuse(problems),
    };
    all.iter().for_each(|loaded| output::warn(&loaded.warnings, args.printing.quiet));
    let verdict = all.iter().map(impossible).fold(Exit::Done, Exit::worse);
    let cards = cards(&all);
    let text = match args.printing.format {
        Format::Table => check::text(&all, &cards, args.defaults),
        Format::Json => {
            pretty(&all.iter().map(|loaded| check::json(loaded, &cards, args.defaults)).collect::<Vec<_>>())
        }
        Format::Csv => match check::csv(&all) {
            Ok(text) => text,
            Err(error) => {
                output::message(&format!("equipoise: {error}"));
                return Exit::Bug;
            }
        },
    };
    output::result(&text).worse(verdict)
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
