//! `equipoise compare`

use super::super::args::{CompareArgs, Format};
use super::super::destination::Destination;
use super::super::progress::Teller;
use super::super::{Exit, interrupt, output};
use crate::compare::comparison::{baseline_index, one_currency};
use crate::compare::fan::cores;
use crate::compare::scenario::plan_all;
use crate::compare::{Comparison, Scenario, csv, json, table};
use crate::report::folder;
use base::diagnostic::{Diagnostic, Diagnostics};
use files::folder::{Heading, MANIFEST};
use files::load::{Loaded, load_all};
use files::text::outcome;

/// Name of the file that is written last.
const SHEET: &str = "compare.json";

/// Plans scenarios and puts them side by side; of folders of plans, the plans that they hold.
pub fn run(args: &CompareArgs) -> Exit {
    if args.files.iter().all(|path| path.join(MANIFEST).is_file()) {
        return kept(args);
    }
    let loaded = match load_all(&args.files) {
        Ok(loaded) => loaded,
        Err(problems) => return output::refuse(problems),
    };
    loaded.iter().for_each(|one| output::warn(&one.warnings, args.printing.quiet));
    let destination = match prepare(args, &loaded) {
        Ok(destination) => destination,
        Err(problem) => return output::refuse(problem),
    };
    let jobs = args.jobs.map_or_else(cores, usize::from).min(loaded.len());
    let teller = Teller::of_scenarios(args.printing.quiet, loaded.len());
    let flag = interrupt::flag();
    let settings = |one: &Loaded| args.solving.settings(one.solve, &flag, None);
    let ended = |scenario: &Scenario| teller.ended(&scenario.name, &short(scenario));
    let scenarios = plan_all(loaded, jobs, args.solving.threads_beside(jobs), settings, ended);
    teller.finish();
    let scenarios = match scenarios {
        Ok(scenarios) => scenarios,
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            return Exit::Bug;
        }
    };
    match Comparison::of(scenarios, args.baseline.as_deref()) {
        Ok(comparison) => finish(args, &comparison, destination.as_ref()),
        Err(problem) => output::refuse(problem),
    }
}

/// Puts plans side by side that are there already.
fn kept(args: &CompareArgs) -> Exit {
    let read = |path: &std::path::PathBuf| Ok(Scenario::kept(path.display().to_string(), files::folder::read(path)?));
    let scenarios: Vec<Scenario> = match args.files.iter().map(read).collect::<Result<_, Diagnostics>>() {
        Ok(scenarios) => scenarios,
        Err(problems) => return output::refuse(problems),
    };
    let currencies = scenarios.iter().map(|one| (one.name.as_str(), one.currency.as_str()));
    let destination =
        one_currency(currencies).and_then(|()| args.out.as_ref().map(|out| Destination::of(out, SHEET)).transpose());
    match destination.and_then(|destination| Ok((destination, Comparison::of(scenarios, args.baseline.as_deref())?))) {
        Ok((destination, comparison)) => finish(args, &comparison, destination.as_ref()),
        Err(problem) => output::refuse(problem),
    }
}

/// What can be said before anything is solved.
fn prepare(args: &CompareArgs, loaded: &[Loaded]) -> Result<Option<Destination>, Diagnostic> {
    baseline_index(loaded.iter().map(|one| one.name.as_str()), args.baseline.as_deref())?;
    one_currency(loaded.iter().map(|one| (one.name.as_str(), one.model.currency.as_str())))?;
    args.out.as_ref().map(|out| Destination::of(out, SHEET)).transpose()
}

fn short(scenario: &Scenario) -> String {
    match &scenario.result {
        Ok(answer) => outcome::short(&answer.figures.outcome),
        Err(trouble) => trouble.short().to_owned(),
    }
}

fn finish(args: &CompareArgs, comparison: &Comparison, destination: Option<&Destination>) -> Exit {
    let bug = |message: String| {
        output::message(&message);
        Exit::Bug
    };
    let sheet = match csv::text(comparison) {
        Ok(sheet) => sheet,
        Err(error) => return bug(format!("equipoise: {error}")),
    };
    if let Some(destination) = destination {
        if let Err(message) = write(args, comparison, &sheet, destination) {
            return bug(message);
        }
        if !args.printing.quiet {
            output::message(&format!("equipoise: the comparison is in {}", destination.folder().display()));
        }
    }
    let printed = output::result(&match args.printing.format {
        Format::Table => table::text(comparison, args.printing.verbose),
        Format::Json => json::text(comparison, args.timings),
        Format::Csv => sheet,
    });
    let troubles = comparison.scenarios.iter().filter_map(|scenario| scenario.result.as_ref().err());
    troubles.fold(printed, |worst, trouble| worst.worse(trouble.into()))
}

fn write(args: &CompareArgs, comparison: &Comparison, sheet: &str, destination: &Destination) -> Result<(), String> {
    let names = folder_names(&comparison.scenarios);
    for (scenario, name) in comparison.scenarios.iter().zip(names) {
        let Ok(answer) = &scenario.result else { continue };
        let heading = Heading { name: scenario.name.clone(), title: scenario.title.clone() };
        let files =
            folder::files(&heading, &answer.figures, &answer.planned).map_err(|error| format!("equipoise: {error}"))?;
        let inside = Destination::of(&destination.folder().join(name), MANIFEST);
        inside.map_err(|problem| format!("equipoise: {}", problem.message))?.write(&files)?;
    }
    destination.write(&[
        ("table.txt".to_owned(), table::text(comparison, true).into_bytes()),
        ("compare.csv".to_owned(), sheet.as_bytes().to_vec()),
        (SHEET.to_owned(), json::text(comparison, args.timings).into_bytes()),
    ])
}

/// A folder name for each scenario: signs that file systems dislike become dashes, and no two are alike.
fn folder_names(scenarios: &[Scenario]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for scenario in scenarios {
        let allowed = |sign: char| if sign.is_alphanumeric() || "._+-=%".contains(sign) { sign } else { '-' };
        let plain: String = scenario.name.chars().map(allowed).collect();
        let plain = plain.trim_matches(['-', '.']).to_owned();
        let alike = |name: &String| names.iter().any(|other| other.eq_ignore_ascii_case(name));
        let tries = std::iter::once(plain.clone()).chain((2..).map(|number| format!("{plain}-{number}")));
        let name = tries.into_iter().find(|name| !name.is_empty() && !alike(name));
        names.push(name.unwrap_or(plain));
    }
    names
}
