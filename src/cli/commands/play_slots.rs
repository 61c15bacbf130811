//! `equipoise slots --play`: the book of a plan against chance, or two with the same customers.

use super::super::args::{Book as Format, SlotsArgs};
use crate::compare::fan::{cores, fan_out};
use crate::report::booking::{table, tables};
use base::diagnostic::{Diagnostic, Diagnostics};
use files::text::json::pretty;
use simulation::appointments::{Book, build, check, compare, play};
use std::path::Path;

/// What was played, as text. The inner error is ours.
pub fn played(args: &SlotsArgs) -> Result<Result<String, String>, Diagnostics> {
    if matches!(args.format, Format::Xlsx | Format::Ics) {
        let message = "what is played is no workbook and no calendar";
        return Err(Diagnostic::error("bad-destination", message, "use --format table, csv or json").into());
    }
    let book = of(&args.folder, args)?;
    let other = args.against.as_ref().map(|folder| of(folder, args)).transpose()?;
    let effort = args.playing.effort();
    let jobs = args.playing.jobs.map_or_else(cores, usize::from);
    let text = fan_out(1, 1, jobs, |_| match &other {
        None => {
            let played = play(&book, &effort);
            match args.format {
                Format::Csv => plain(tables::csv(&played)),
                Format::Json => Ok(pretty(&tables::json(&played))),
                _ => Ok(table::text(&played)),
            }
        }
        Some(other) => {
            let paired = compare(other, &book, &effort);
            match args.format {
                Format::Csv => plain(tables::csv_pair(&paired)),
                Format::Json => Ok(pretty(&tables::json_pair(&paired))),
                _ => Ok(table::pair(&paired)),
            }
        }
    });
    Ok(text.map_err(|error| format!("no threads: {error}")).and_then(|mut texts| texts.remove(0)))
}

fn plain(bytes: Result<Vec<u8>, csv::Error>) -> Result<String, String> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    bytes.map(text).map_err(|error| error.to_string())
}

/// The book of a folder.
fn of(folder: &Path, args: &SlotsArgs) -> Result<Book, Diagnostics> {
    let kept = files::folder::read(folder)?;
    let book = build::book(&kept.heading.title, &kept.case.model, &kept.plan, args.playing.behaviour());
    let Some(mut book) = book else {
        let message = format!("the plan in {} has no appointments", folder.display());
        return Err(
            Diagnostic::error("no-slots", message, "plan a model with a service of the kind \"appointment\"").into()
        );
    };
    args.playing.overrule(&mut book);
    let mut problems = Diagnostics::default();
    for problem in check(&book) {
        problems.push(Diagnostic::error("bad-book", format!("{}: {}", problem.about, problem.message), problem.help));
    }
    if problems.has_errors() { Err(problems) } else { Ok(book) }
}
