//! `equipoise map`

use super::super::args::{Format, MapArgs};
use super::super::destination::picture;
use super::super::{Exit, interrupt, output};
use crate::compare::fan::fan_out;
use crate::report::state_map;
use crate::run::service_state;
use base::diagnostic::Diagnostic;
use files::load::SolveSettings;
use files::text::json::pretty;

/// Shows where demand and supply meet in a plan, and where not.
pub fn run(args: &MapArgs) -> Exit {
    let drawing = &args.drawing;
    let kept = match files::folder::read(&args.folder) {
        Ok(kept) => kept,
        Err(problems) => return output::refuse(problems),
    };
    let model = &kept.case.model;
    if !model.employees.is_empty() {
        let help = "name a plan of heads without names";
        return output::refuse(Diagnostic::error(
            "no-map",
            "a state map is of heads, and people have names here",
            help,
        ));
    }
    let settings = drawing.solving.settings(SolveSettings::default(), &interrupt::flag(), None);
    let threads = drawing.solving.threads_beside(1);
    let found = fan_out(1, 1, threads, |_| service_state::state_map(&kept.case, &kept.plan, &settings));
    let cells = match found.map(|mut found| found.remove(0)) {
        Ok(Ok(cells)) => cells,
        Ok(Err(failure)) => {
            output::message(&format!("equipoise: {failure}"));
            return Exit::from(&failure);
        }
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            return Exit::Bug;
        }
    };
    let title = &kept.heading.title;
    if let Err(problem) = picture(drawing.svg.as_deref(), || state_map::svg(title, model, &cells)) {
        return output::refuse(problem);
    }
    output::result(&match drawing.printing.format {
        Format::Table => state_map::text(title, model, &cells, output::colours()),
        Format::Json => pretty(&state_map::json(model, &cells)),
        Format::Csv => match state_map::csv(model, &cells) {
            Ok(text) => text,
            Err(error) => {
                output::message(&format!("equipoise: {error}"));
                return Exit::Bug;
            }
        },
    })
}
