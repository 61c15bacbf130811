//! `equipoise check`

use super::super::args::{CheckArgs, Format};
use super::super::{Exit, output};
use crate::load::load_all;
use crate::problem::balance::RULES;
use crate::report::{check, json::pretty};

/// Reads files and says what they mean.
pub fn run(args: &CheckArgs) -> Exit {
    let all = match load_all(&args.files) {
        Ok(all) => all,
        Err(problems) => return output::refuse(problems),
    };
    all.iter().for_each(|loaded| output::warn(&loaded.warnings, args.printing.quiet));
    let cards: Vec<_> = RULES.iter().map(|rule| rule.card()).collect();
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
    output::result(&text)
}
