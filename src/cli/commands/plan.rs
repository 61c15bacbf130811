//! `equipoise plan`

use crate::cli::args::{Format, Playing, Printing, Solving};
use crate::cli::destination::Destination;
use crate::cli::load_one::load_one;
use crate::cli::progress::Teller;
use crate::cli::simulated::can_be_simulated;
use crate::cli::threads::in_pool;
use crate::cli::{VerbResult, Exit, Refusal, interrupt, output};
use crate::report::folder;
use crate::report::json;
use crate::report::simulation::{PlanPlayed, checked};
use crate::report::{Figures, conflict, plan_table, rows};
use crate::run;
use crate::run::contributions::contributions;
use crate::run::{CheckSettings, Checked, Failure, Planned, CheckRound, WarmStart};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::money::grouped;
use clap::Args;
use files::exchange::roster;
use files::folder::{Heading, MANIFEST};
use files::load::Loaded;
use files::text::json::pretty;
use files::text::number::number;
use mip::outcome::Ending;
use mip::solver::settings::Watcher;
use planning::model::Case;
use planning::plan::Contributions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Plan shifts at least cost; where people have names, who works which
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// A model or a scenario
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the plan to this folder: plan.json and a CSV for each table
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Begin with this roster: the folder of a plan, a table (.csv) or a workbook (.xlsx). Lines that may not be worked are
    /// told and left out
    #[arg(long, value_name = "PATH")]
    pub start: Option<PathBuf>,
    /// Play the plan against random customers, correct what is asked for where they get too little or too much, and plan
    /// again, until the promises without a price hold
    #[arg(long)]
    pub check_by_simulation: bool,
    /// Most plans that are tried [default: 10]
    #[arg(long, value_name = "N", requires = "check_by_simulation", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub rounds: Option<u32>,
    /// Split what levers save among them, by plans with more and more of them: as long again at most
    #[arg(long, conflicts_with = "check_by_simulation")]
    pub contributions: bool,
    /// How sure each simulation must be; only with --check-by-simulation.
    #[command(flatten)]
    pub playing: Playing,
    /// How to solve.
    #[command(flatten)]
    pub solving: Solving,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Most plans that a check tries where nobody says otherwise.
const ROUNDS: u32 = 10;

impl PlanArgs {
    /// How to check by simulation, if it was asked for.
    pub fn check(&self, seed: u32) -> Option<CheckSettings> {
        let check = || CheckSettings { effort: self.playing.effort(seed), rounds: self.rounds.unwrap_or(ROUNDS) };
        self.check_by_simulation.then(check)
    }

    /// Plans a scenario.
    pub fn run(&self) -> VerbResult {
        let loaded = load_one(&self.file)?;
        output::warn(&loaded.warnings, self.printing.quiet);
        let destination = self.out.as_ref().map(|out| Destination::of(out, MANIFEST)).transpose()?;
        let begin = Instant::now();
        let case = run::requirement(loaded.model.clone())?;
        let start = self.start.as_ref().map(|path| start(path, &case)).transpose()?;
        checkable(self, &case)?;
        if let (Some(start), false) = (&start, self.printing.quiet) {
            start.told.iter().for_each(|told| output::message(&format!("equipoise: {told}")));
        }
        output::diagnostics(&run::quick(&case));
        let (teller, watcher) = teller(&case, self.printing.quiet);
        let settings = self.solving.settings(loaded.solve, &interrupt::flag(), Some(watcher));
        let from = start.as_ref().map(|start| &start.plan);
        let check = self.check(settings.seed);
        let answer = in_pool(self.solving.threads_beside(1), || match &check {
            None => {
                let planned = run::plan_from(case.clone(), &settings, from)?;
                let found = self.contributions.then(|| contributions(&case, planned.ledger.total(), &settings));
                match found.transpose() {
                    // The plan stands, whatever became of those beside it.
                    Err(Failure::Stopped(_)) => {
                        output::message("equipoise: contributions were not found in time; allow more with --time-limit");
                        Ok(PlanAnswer { planned, checked: None, contributions: None })
                    }
                    found => Ok(PlanAnswer { planned, checked: None, contributions: found? }),
                }
            }
            Some(check) => {
                let told = |number, round: &CheckRound| teller.round(&checked::sentence(number, round));
                let checked = run::plan_checked(&case, &settings, from, check, &told)?;
                Ok(PlanAnswer { planned: checked.planned.clone(), checked: Some(checked), contributions: None })
            }
        });
        teller.finish();
        let seconds = begin.elapsed().as_secs_f64();
        match answer? {
            Ok(solved) => {
                let PlanAnswer { planned, checked, contributions } = solved;
                let figures = Figures { contributions, ..Figures::of(&planned) };
                let played = checked.zip(check).map(|(checked, check)| {
                    let played = PlanPlayed::of(&planned.case, &planned.plan, &checked.simulated, &check.effort);
                    CheckedPlan { checked, played }
                });
                let shown = PlanShown { planned: &planned, figures: &figures, simulated: played.as_ref(), seconds };
                finish(self, &loaded, &shown, destination)
            }
            Err(failure) => fail(self, &loaded, &failure, seconds),
        }
    }
}

/// Whether what was typed about a simulation fits the rest.
fn checkable(args: &PlanArgs, case: &Case) -> Result<(), Diagnostic> {
    if args.playing.is_given() && !args.check_by_simulation {
        let message = "--precision, --confidence and --replications are about --check-by-simulation";
        return Err(Diagnostic::error("usage", message, "add --check-by-simulation, or leave them out"));
    }
    if args.contributions && case.model.levers.is_empty() {
        let help = "leave --contributions out, or name a model or scenario with `[lever.ID]`";
        return Err(Diagnostic::error("no-levers", "there are no levers that could contribute", help));
    }
    if args.check_by_simulation {
        can_be_simulated(case)?;
    }
    if args.check_by_simulation && case.model.services.is_empty() {
        let help = "leave --check-by-simulation out, or name a model with services";
        return Err(Diagnostic::error("nothing-to-simulate", "the plan serves no customers", help));
    }
    Ok(())
}

/// Who tells how it goes, and how it hears of it.
fn teller(case: &Case, quiet: bool) -> (Arc<Teller>, Watcher) {
    if case.model.employees.is_empty() {
        let teller = Arc::new(Teller::of_plan(quiet));
        return (teller.clone(), Arc::new(move |now| teller.solving(&now)));
    }
    let teller = Arc::new(Teller::of_roster(quiet));
    (teller.clone(), Arc::new(move |now| teller.improved(&now)))
}

/// The roster to begin with: of a plan folder, or of a table or workbook.
fn start(path: &Path, case: &Case) -> Result<WarmStart, Diagnostics> {
    if case.model.employees.is_empty() {
        let help = "leave --start out, or name a model with employees";
        return Err(Diagnostic::error("no-roster", "heads without names have no roster to begin with", help).into());
    }
    let file = if path.is_dir() { path.join("roster.csv") } else { path.to_owned() };
    Ok(run::warm_start(case, roster::read(&file, &case.model)?.people))
}

/// What a solve brought.
struct PlanAnswer {
    planned: Planned,
    checked: Option<Checked>,
    contributions: Option<Contributions>,
}

/// A check by simulation, with its last simulation in figures.
struct CheckedPlan {
    checked: Checked,
    played: PlanPlayed,
}

/// What is written and shown of a plan.
struct PlanShown<'a> {
    planned: &'a Planned,
    figures: &'a Figures,
    simulated: Option<&'a CheckedPlan>,
    seconds: f64,
}

fn finish(
    args: &PlanArgs,
    loaded: &Loaded,
    shown: &PlanShown,
    destination: Option<Destination>,
) -> VerbResult {
    let PlanShown { planned, figures, simulated, seconds } = *shown;
    let calendar = &planned.case.model.calendar;
    let mut unwritten = Exit::Done;
    if let Some(destination) = destination {
        let heading = Heading { name: loaded.name.clone(), title: loaded.title.clone() };
        let mut files = folder::files(&heading, figures, planned)?;
        // The manifest stays the last.
        if let Some(CheckedPlan { checked, played }) = simulated {
            let manifest = files.pop();
            files.extend(checked::files(&heading, checked, played, calendar).map_err(Refusal::Bug)?);
            files.extend(manifest);
        }
        unwritten = destination.write(&files, "the plan is", args.printing.quiet);
    }
    if args.printing.verbose {
        let [columns, rows, entries] = planned.size.map(|size| grouped(size as u64));
        let seconds = number(seconds, 1);
        output::message(&format!("equipoise: {columns} columns, {rows} rows, {entries} entries; {seconds} s"));
    }
    let held = simulated.is_none_or(|simulated| simulated.checked.holds);
    let written = output::result(&match args.printing.format {
        Format::Table => {
            let text = plan_table::text(&loaded.title, figures, calendar, args.printing.verbose);
            let found = simulated.map(|CheckedPlan { checked, played }| {
                checked::text(&loaded.title, checked, played, calendar, args.printing.verbose)
            });
            text + &found.unwrap_or_default()
        }
        Format::Json => {
            let mut object = json::plan(&loaded.name, &loaded.title, figures, Some(seconds));
            if let Some(CheckedPlan { checked, played }) = simulated {
                object
                    .insert("check".to_owned(), checked::json(&loaded.name, &loaded.title, checked, played, calendar));
            }
            pretty(&object)
        }
        Format::Csv => rows::csv(figures),
    })?;
    Ok(written.worse(unwritten).worse(if held { Exit::Done } else { Exit::Broken }))
}

fn fail(args: &PlanArgs, loaded: &Loaded, failure: &Failure, seconds: f64) -> VerbResult {
    let written = match (args.printing.format, failure) {
        (Format::Json, _) => {
            output::result(&pretty(&json::failure(&loaded.name, &loaded.title, failure, Some(seconds))))?
        }
        (_, Failure::Infeasible(found)) => output::result(&conflict::text(found, &loaded.model.currency))?,
        _ => Exit::Done,
    };
    match failure {
        Failure::Infeasible(_) => {}
        Failure::Stopped(Ending::Conflict) => output::message(
            "equipoise: the shifts that were found cannot keep every promise that has no price; give promises about requests and \
             targets a price, or allow more with --time-limit",
        ),
        Failure::Stopped(_) => output::message(&format!("equipoise: {failure}; allow more with --time-limit")),
        Failure::Bug(_) => output::message(&format!("equipoise: this is a bug of ours: {failure}")),
    }
    Ok(written.worse(failure.into()))
}
