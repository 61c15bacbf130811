//! `equipoise rules`

use super::super::args::{Format, RulesArgs};
use super::super::{Exit, output};
use crate::base::diag::Diagnostic;
use crate::problem::balance::RULES;
use crate::report::cards;
use crate::report::folder::sheet::nearest;
use crate::report::json::pretty;

/// Lists the rules, or shows one.
pub fn run(args: &RulesArgs) -> Exit {
    let all: Vec<_> = RULES.iter().map(|rule| rule.card()).collect();
    let shown = match &args.id {
        None => all.clone(),
        Some(id) => match all.iter().find(|card| card.id == *id) {
            Some(card) => vec![*card],
            None => {
                let near = nearest(id, all.iter().map(|card| card.id));
                let help =
                    near.map_or("list them with `equipoise rules`".to_owned(), |near| format!("write \"{near}\""));
                return output::refuse(Diagnostic::error("unknown-rule", format!("there is no rule \"{id}\""), help));
            }
        },
    };
    output::result(&match (args.format, &args.id) {
        (Format::Json, _) => pretty(&cards::json(&shown)),
        (Format::Table, Some(_)) => shown.iter().map(|card| cards::card(card)).collect(),
        (Format::Table, None) => cards::list("rule", &shown),
        (Format::Csv, _) => shown
            .iter()
            .fold("rule,title\n".to_owned(), |text, card| text + &format!("{},\"{}\"\n", card.id, card.title)),
    })
}
