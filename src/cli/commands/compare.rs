//! `equipoise compare`

use crate::cli::args::{Format, Printing, Solving};
use crate::cli::destination::Destination;
use crate::cli::progress::Teller;
use crate::cli::threads::no_threads;
use crate::cli::{VerbResult, Exit, interrupt, output};
use crate::compare::comparison::{baseline_index, one_currency};
use crate::compare::fan::cores;
use crate::compare::scenario::plan_all;
use crate::compare::{Comparison, Scenario, csv, json, table};
use crate::report::folder;
use base::diagnostic::{Diagnostic, Diagnostics};
use clap::Args;
use files::folder::{Heading, MANIFEST};
use files::load::{Loaded, load_all};
use files::text::outcome;
use std::path::PathBuf;

/// Name of the file that is written last.
const MANIFEST_OF_COMPARISON: &str = "compare.json";

/// Plan several scenarios and put them side by side
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Models, scenarios, sweeps, or folders of scenarios; or folders of plans, which are compared as they are
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The scenario that the others are measured against [default: the one named `baseline`, else the first]
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Write compare.json, compare.csv, table.txt and a plan folder for each scenario to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Scenarios at a time [default: one for each core]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// Show in JSON how many seconds each scenario took
    #[arg(long)]
    pub timings: bool,
    /// How to solve.
    #[command(flatten)]
    pub solving: Solving,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl CompareArgs {
    /// Plans scenarios and puts them side by side; of folders of plans, the plans that they hold.
    pub fn run(&self) -> VerbResult {
        if self.files.iter().all(|path| path.join(MANIFEST).is_file()) {
            return kept(self);
        }
        let loaded = load_all(&self.files)?;
        loaded.iter().for_each(|one| output::warn(&one.warnings, self.printing.quiet));
        let destination = prepare(self, &loaded)?;
        let jobs = self.jobs.map_or_else(cores, usize::from).min(loaded.len());
        let teller = Teller::of_scenarios(self.printing.quiet, loaded.len());
        let flag = interrupt::flag();
        let settings = |one: &Loaded| self.solving.settings(one.solve, &flag, None);
        let ended = |scenario: &Scenario| teller.ended(&scenario.name, &short(scenario));
        let scenarios = plan_all(loaded, jobs, self.solving.threads_beside(jobs), settings, ended);
        teller.finish();
        let comparison = Comparison::of(scenarios.map_err(no_threads)?, self.baseline.as_deref())?;
        finish(self, &comparison, destination.as_ref())
    }
}

/// Puts plans side by side that are there already.
fn kept(args: &CompareArgs) -> VerbResult {
    let read = |path: &PathBuf| Ok(Scenario::kept(path.display().to_string(), files::folder::read(path)?));
    let scenarios: Vec<Scenario> = args.files.iter().map(read).collect::<Result<_, Diagnostics>>()?;
    one_currency(scenarios.iter().map(|one| (one.name.as_str(), one.currency.as_str())))?;
    let destination = args.out.as_ref().map(|out| Destination::of(out, MANIFEST_OF_COMPARISON)).transpose()?;
    let comparison = Comparison::of(scenarios, args.baseline.as_deref())?;
    finish(args, &comparison, destination.as_ref())
}

/// What can be said before anything is solved.
fn prepare(args: &CompareArgs, loaded: &[Loaded]) -> Result<Option<Destination>, Diagnostic> {
    baseline_index(loaded.iter().map(|one| one.name.as_str()), args.baseline.as_deref())?;
    one_currency(loaded.iter().map(|one| (one.name.as_str(), one.model.currency.as_str())))?;
    args.out.as_ref().map(|out| Destination::of(out, MANIFEST_OF_COMPARISON)).transpose()
}

fn short(scenario: &Scenario) -> String {
    match &scenario.result {
        Ok(answer) => outcome::short(&answer.figures.outcome),
        Err(trouble) => trouble.short().to_owned(),
    }
}

fn finish(args: &CompareArgs, comparison: &Comparison, destination: Option<&Destination>) -> VerbResult {
    let table_csv = csv::text(comparison)?;
    let written = match destination {
        Some(destination) => {
            destination.write(&files(args, comparison, &table_csv)?, "the comparison is", args.printing.quiet)
        }
        None => Exit::Done,
    };
    let printed = output::result(&match args.printing.format {
        Format::Table => table::text(comparison, args.printing.verbose),
        Format::Json => json::text(comparison, args.timings),
        Format::Csv => table_csv,
    })?;
    let troubles = comparison.scenarios.iter().filter_map(|scenario| scenario.result.as_ref().err());
    Ok(troubles.fold(printed.worse(written), |worst, trouble| worst.worse(trouble.into())))
}

/// The comparison, and the plan of each scenario in a folder of its own.
fn files(args: &CompareArgs, comparison: &Comparison, table_csv: &str) -> Result<Vec<(String, Vec<u8>)>, ::csv::Error> {
    let mut all = Vec::new();
    for (scenario, name) in comparison.scenarios.iter().zip(folder_names(&comparison.scenarios)) {
        let Ok(answer) = &scenario.result else { continue };
        let heading = Heading { name: scenario.name.clone(), title: scenario.title.clone() };
        let files = folder::files(&heading, &answer.figures, &answer.planned)?;
        all.extend(files.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
    }
    all.extend([
        ("table.txt".to_owned(), table::text(comparison, true).into_bytes()),
        ("compare.csv".to_owned(), table_csv.as_bytes().to_vec()),
        (MANIFEST_OF_COMPARISON.to_owned(), json::text(comparison, args.timings).into_bytes()),
    ]);
    Ok(all)
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
