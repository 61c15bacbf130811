//! `equipoise verify`

use super::super::args::{Format, VerifyArgs};
use super::super::{Exit, output};
use super::import_roster::{base, with_roster};
use crate::report::verification;
use crate::report::verification::Verification;
use crate::run::judge;
use base::diagnostic::Diagnostics;
use files::exchange::roster;
use files::folder::Kept;
use files::text::json::pretty;

/// Judges a plan folder, or a roster that somebody typed.
pub fn run(args: &VerifyArgs) -> Exit {
    let (kept, found) = match found(args) {
        Ok(found) => found,
        Err(problems) => return output::refuse(problems),
    };
    let text = match args.printing.format {
        Format::Table => verification::text(&kept, &found, args.printing.verbose),
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

fn found(args: &VerifyArgs) -> Result<(Kept, Verification), Diagnostics> {
    let Some(file) = &args.roster else {
        let kept = files::folder::read(&args.folder)?;
        let found = Verification::of(&kept, judge(&kept.case, &kept.plan));
        return Ok((kept, found));
    };
    let kept = base(&args.folder)?;
    let read = roster::read(file, &kept.case.model)?;
    let found = Verification::of_typed(judge(&kept.case, &with_roster(&kept, &read)));
    Ok((kept, found))
}
