//! `equipoise explain`

use crate::cli::args::Solving;
use crate::cli::args::values::date;
use crate::cli::threads::in_pool;
use crate::cli::{VerbResult, Exit, interrupt, output};
use crate::report::{TextTable, explanation, levers, prices};
use crate::run;
use base::diagnostic::Diagnostic;
use chrono::NaiveDate;
use clap::Args;
use files::folder::table_file::nearest;
use files::load::{Loaded, SolveSettings, load_all};
use std::path::PathBuf;

/// Seconds of a search for a roster in which everybody's line is chosen anew, unless told otherwise.
const SEARCH_SECONDS: f64 = 5.0;

/// Say where a value comes from, why somebody works a shift, or what levers contribute
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A model or a scenario; with --employee, --levers and --prices the folder of a plan
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The path of a value, such as team.full-time.heads, or of a table
    #[arg(long, value_name = "PATH", required_unless_present_any = ["employee", "date", "levers", "prices"])]
    pub value: Option<String>,
    /// Why this person works what they work on --date, and what anything else would break or cost; where a shift fits into no
    /// line of this person, --time-limit seconds (here 5 if not given) search for a roster in which everybody's line is chosen anew
    #[arg(long, value_name = "ID", requires = "date", conflicts_with = "value")]
    pub employee: Option<String>,
    /// The date, such as 2026-05-04
    #[arg(long, value_name = "DATE", requires = "employee", value_parser = date)]
    pub date: Option<NaiveDate>,
    /// What each lever of a plan contributes: true plans with more and more of them
    #[arg(long, conflicts_with_all = ["value", "employee"])]
    pub levers: bool,
    /// What one more person, one more counter, one relaxed rule, one point of a promise is worth; the ten largest by two
    /// plans each, the others by duals
    #[arg(long, conflicts_with_all = ["value", "employee", "levers"])]
    pub prices: bool,
    /// How to solve; with --employee only the time limit counts.
    #[command(flatten)]
    pub solving: Solving,
}

impl ExplainArgs {
    /// Says where a value comes from, or why somebody works a shift.
    pub fn run(&self) -> VerbResult {
        if let (Some(employee), Some(date)) = (&self.employee, self.date) {
            return assignment(self, employee, date);
        }
        if self.levers || self.prices {
            return of_plan(self);
        }
        let Some(value) = &self.value else { return Ok(Exit::Input) };
        let all = load_all(std::slice::from_ref(&self.file))?;
        let texts: Option<Vec<String>> = all.iter().map(|loaded| origin(loaded, value)).collect();
        match texts {
            Some(texts) => output::result(&texts.join("\n")),
            None => {
                let known = all.iter().flat_map(|loaded| loaded.inputs.iter().map(|input| input.path.as_str()));
                let help = match nearest(value, known) {
                    Some(near) => format!("write \"{near}\""),
                    None => "list all values with `equipoise check FILE --defaults`".to_owned(),
                };
                Err(Diagnostic::error("unknown-path", format!("there is no value \"{value}\""), help).into())
            }
        }
    }
}

/// Says why somebody works what they work on a date.
fn assignment(args: &ExplainArgs, employee: &str, date: NaiveDate) -> VerbResult {
    let kept = files::folder::read(&args.file)?;
    if kept.case.model.employees.is_empty() {
        let help = "name a plan of a model with employees";
        return Err(Diagnostic::error("no-roster", "a plan without names has nobody to explain", help).into());
    }
    let seconds = args.solving.time_limit.unwrap_or(SEARCH_SECONDS);
    let why = run::explain(&kept.case, &kept.plan, (employee, date), seconds)?;
    output::result(&explanation::text(&why, &kept.case.model))
}

/// Says what each lever of a plan contributes, or what a little more of anything is worth.
fn of_plan(args: &ExplainArgs) -> VerbResult {
    let kept = files::folder::read(&args.file)?;
    let model = &kept.case.model;
    if args.levers && model.levers.is_empty() {
        let help = "name the plan of a model or scenario with `[lever.ID]`";
        return Err(Diagnostic::error("no-levers", "the plan has no levers to explain", help).into());
    }
    if !model.employees.is_empty() {
        let help = "name a plan of heads without names";
        return Err(Diagnostic::error("no-prices", "prices are of heads, and people have names here", help).into());
    }
    let settings = args.solving.settings(SolveSettings::default(), &interrupt::flag(), None);
    let (cost, currency) = (kept.ledger.total(), &model.currency);
    let text = in_pool(args.solving.threads_beside(1), || match args.levers {
        true => run::contributions::contributions(&kept.case, cost, &settings)
            .map(|found| levers::contributions(&found, currency)),
        false => {
            run::prices::prices(&kept.case, &kept.plan, cost, &settings).map(|found| prices::text(&found, currency))
        }
    })??;
    output::result(&text)
}

/// The value of a path, or all values below it, with what a scenario changed.
fn origin(loaded: &Loaded, path: &str) -> Option<String> {
    let below =
        |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let mut grid = TextTable::new(&["value", "is", "was", "from"], 4);
    for input in loaded.inputs.iter().filter(|input| below(&input.path)) {
        let change = loaded.overrides.iter().find(|change| change.path == input.path);
        let old =
            change.map_or_else(String::new, |change| change.old.clone().unwrap_or_else(|| "(not set)".to_owned()));
        grid.row([input.path.clone(), input.text.clone(), old, input.origin.clone()]);
    }
    (!grid.is_empty()).then(|| format!("{}: {}\n{}", loaded.name, loaded.title, grid.text()))
}
