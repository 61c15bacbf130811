//! `equipoise verify`

use super::super::args::{Format, VerifyArgs};
use super::super::{Exit, output};
use crate::report::folder;
use crate::report::json::pretty;
use crate::report::verification::{self, Verification};
use crate::run;

/// Judges a plan folder.
pub fn run(args: &VerifyArgs) -> Exit {
    let kept = match folder::read(&args.folder) {
        Ok(kept) => kept,
        Err(problems) => return output::refuse(problems),
    };
    let found = Verification::of(&kept, run::judge(&kept.case, &kept.plan));
    let text = match args.printing.format {
        Format::Table => verification::text(&kept, &found),
        Format::Json => pretty(&verification::json(&kept, &found)),
        Format::Csv => match verification::csv(&found) {
            Ok(text) => text,
            Err(error) => {
                output::message(&format!("equipoise: {error}"));
                return Exit::Bug;
            }
        },
    };
    let verdict = if found.passed() { Exit::Done } else { Exit::Broken };
    verdict.worse(output::result(&text))
}
