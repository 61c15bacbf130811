//! `equipoise explain`

use super::super::args::ExplainArgs;
use super::super::{Exit, output};
use crate::base::diag::Diagnostic;
use crate::load::{Loaded, load_all};
use crate::report::folder::sheet::nearest;
use crate::report::{Grid, explanation, folder};
use crate::run;
use chrono::NaiveDate;

/// Says where a value comes from, or why somebody works a shift.
pub fn run(args: &ExplainArgs) -> Exit {
    if let (Some(employee), Some(date)) = (&args.employee, args.date) {
        return assignment(args, employee, date);
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
    let told = folder::read(&args.file).and_then(|kept| {
        if kept.case.model.employees.is_empty() {
            let help = "name a plan of a model with employees";
            return Err(Diagnostic::error("no-roster", "a plan without names has nobody to explain", help).into());
        }
        let why = run::explain(&kept.case, &kept.plan, (employee, date), args.time_limit)?;
        Ok(explanation::text(&why, &kept.case.model))
    });
    match told {
        Ok(text) => output::result(&text),
        Err(problems) => output::refuse(problems),
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
