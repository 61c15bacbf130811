//! `equipoise session`

use super::super::args::{Format, SessionArgs};
use super::super::{Exit, output};
use crate::report::session::{Found, csv, json, text};
use files::load::load_session;
use files::text::json::pretty;

/// Finds the best template of a session.
pub fn run(args: &SessionArgs) -> Exit {
    let asked = match load_session(args.file.as_deref(), &args.given()) {
        Ok(asked) => asked,
        Err(problems) => return output::refuse(problems),
    };
    output::warn(&asked.warnings, args.printing.quiet);
    let found = Found::of(&asked);
    output::result(&match args.printing.format {
        Format::Table => text(&asked, &found),
        Format::Json => pretty(&json(&asked, &found)),
        Format::Csv => csv(&asked, &found),
    })
}
