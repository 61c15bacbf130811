//! `equipoise explain`

use super::super::args::ExplainArgs;
use super::super::{Exit, interrupt, output};
use crate::compare::fan::fan_out;
use crate::report::{Grid, explanation, levers, prices};
use crate::run;
use base::diagnostic::Diagnostic;
use chrono::NaiveDate;
use files::folder::table_file::nearest;
use files::load::{Loaded, SolveSettings, load_all};

/// Seconds of a search for a roster in which everybody's line is chosen anew, unless told otherwise.
const SEARCH_SECONDS: f64 = 5.0;

/// Says where a value comes from, or why somebody works a shift.
pub fn run(args: &ExplainArgs) -> Exit {
    if let (Some(employee), Some(date)) = (&args.employee, args.date) {
        return assignment(args, employee, date);
    }
    if args.levers || args.prices {
        return of_plan(args);
    }
    let Some(value) = &args.value else { return Exit::Input };
    let all = match load_all(std::slice::from_ref(&args.file)) {
        Ok(all) => all,
        Err(problems) => return output::refuse(problems),
    };
    let texts: Option<Vec<String>> = all.iter().map(|loaded| origin(loaded, value)).collect();
    match texts {
        Some(texts) => output::result(&texts.join("\n")),
        None => {
            let known = all.iter().flat_map(|loaded| loaded.inputs.iter().map(|input| input.path.as_str()));
            let help = match nearest(value, known) {
                Some(near) => format!("write \"{near}\""),
                None => "list all values with `equipoise check FILE --defaults`".to_owned(),
            };
            output::refuse(Diagnostic::error("unknown-path", format!("there is no value \"{}\"", value), help))
        }
    }
}

/// Says why somebody works what they work on a date.
fn assignment(args: &ExplainArgs, employee: &str, date: NaiveDate) -> Exit {
    let told = files::folder::read(&args.file).and_then(|kept| {
        if kept.case.model.employees.is_empty() {
            let help = "name a plan of a model with employees";
            return Err(Diagnostic::error("no-roster", "a plan without names has nobody to explain", help).into());
        }
        let why =
            run::explain(&kept.case, &kept.plan, (employee, date), args.solving.time_limit.unwrap_or(SEARCH_SECONDS))?;
        Ok(explanation::text(&why, &kept.case.model))
    });
    match told {
        Ok(text) => output::result(&text),
        Err(problems) => output::refuse(problems),
    }
}

/// Says what each lever of a plan contributes, or what a little more of anything is worth.
fn of_plan(args: &ExplainArgs) -> Exit {
    let kept = match files::folder::read(&args.file) {
        Ok(kept) => kept,
        Err(problems) => return output::refuse(problems),
    };
    let model = &kept.case.model;
    if args.levers && model.levers.is_empty() {
        let help = "name the plan of a model or scenario with `[lever.ID]`";
        return output::refuse(Diagnostic::error("no-levers", "the plan has no levers to explain", help));
    }
    if !model.employees.is_empty() {
        let help = "name a plan of heads without names";
        return output::refuse(Diagnostic::error("no-prices", "prices are of heads, and people have names here", help));
    }
    let settings = args.solving.settings(SolveSettings::default(), &interrupt::flag(), None);
    let (cost, currency) = (kept.ledger.total(), &model.currency);
    let found = fan_out(1, 1, args.solving.threads_beside(1), |_| match args.levers {
        true => run::contributions::contributions(&kept.case, cost, &settings)
            .map(|found| levers::contributions(&found, currency)),
        false => {
            run::prices::prices(&kept.case, &kept.plan, cost, &settings).map(|found| prices::text(&found, currency))
        }
    });
    match found.map(|mut found| found.remove(0)) {
        Ok(Ok(text)) => output::result(&text),
        Ok(Err(failure)) => {
            output::message(&format!("equipoise: {failure}"));
            Exit::from(&failure)
        }
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            Exit::Bug
        }
    }
}

/// The value of a path, or all values below it, with what a scenario changed.
fn origin(loaded: &Loaded, path: &str) -> Option<String> {
    let below =
        |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let mut grid = Grid::new(&["value", "is", "was", "from"], 4);
    for input in loaded.inputs.iter().filter(|input| below(&input.path)) {
        let change = loaded.overrides.iter().find(|change| change.path == input.path);
        let old =
            change.map_or_else(String::new, |change| change.old.clone().unwrap_or_else(|| "(not set)".to_owned()));
        grid.row([input.path.clone(), input.text.clone(), old, input.origin.clone()]);
    }
    (!grid.is_empty()).then(|| format!("{}: {}\n{}", loaded.name, loaded.title, grid.text()))
}
