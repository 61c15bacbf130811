//! `equipoise frontier`

use super::super::args::{Format, FrontierArgs};
use super::super::destination::picture;
use super::super::{Exit, interrupt, output};
use super::load_one;
use crate::compare::fan::{cores, fan_out};
use crate::report::frontier;
use crate::run;
use crate::run::Failure;
use base::diagnostic::Diagnostic;
use files::text::json::pretty;

/// Plans a promise at several levels.
pub fn run(args: &FrontierArgs) -> Exit {
    let drawing = &args.drawing;
    let loaded = match load_one(&args.file) {
        Ok(loaded) => loaded,
        Err(problems) => return output::refuse(problems),
    };
    output::warn(&loaded.warnings, drawing.printing.quiet);
    if args.from >= args.to {
        let message = format!("--from {} is not below --to {}", args.from, args.to);
        return output::refuse(Diagnostic::error("min-above-max", message, "exchange the two"));
    }
    let settings = drawing.solving.settings(loaded.solve, &interrupt::flag(), None);
    let threads = drawing.solving.threads.map_or_else(cores, usize::from);
    let span = (args.from, args.to);
    let found = fan_out(1, 1, threads, |_| {
        run::frontier::frontier(&loaded.model, &args.service, span, args.steps.into(), &settings)
    });
    let found = match found.map(|mut answers| answers.remove(0)) {
        Ok(Ok(found)) => found,
        Ok(Err(problems)) => return output::refuse(problems),
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            return Exit::Bug;
        }
    };
    let bugs = found.points.iter().filter_map(|point| match &point.plan {
        Err(Failure::Bug(what)) => Some(what),
        _ => None,
    });
    if let Some(bug) = bugs.into_iter().next() {
        output::message(&format!("equipoise: this is a bug of ours: {bug}"));
        return Exit::Bug;
    }
    if let Err(problem) = picture(drawing.svg.as_deref(), || frontier::svg(&loaded.title, &found)) {
        return output::refuse(problem);
    }
    output::result(&match drawing.printing.format {
        Format::Table => frontier::text(&loaded.title, &found),
        Format::Json => pretty(&frontier::json(&found)),
        Format::Csv => frontier::csv(&found),
    })
}
