//! What may be typed. Nothing here does anything.

mod drawing;
mod import;

pub use drawing::{Drawing, FrontierArgs, MapArgs};
pub use import::{Import, ImportArgs, ImportNrpArgs, ImportRosterArgs, ImportSlotsArgs};

use crate::run::CheckSettings;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod session;
mod simulation;
mod slots;

pub use session::SessionArgs;
pub use simulation::{CalibrateArgs, Playing, SimulateArgs};
pub use slots::{Book, BookPlaying, SlotsArgs};

/// Staffing at least cost: how many people are needed, when they should work, and what each promise costs.
#[derive(Debug, Parser)]
#[command(name = "equipoise", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 a bug of ours, 2 bad input or usage, 3 no plan can exist, 4 stopped without \
                        a plan, 5 a checked plan breaks rules.\nStart with: equipoise new DIR"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and say what they mean: overrides, rules in force, values; nothing is solved
    Check(CheckArgs),
    /// Work out how many heads each service needs, before anybody is scheduled
    Require(RequireArgs),
    /// Plan shifts at least cost; where people have names, who works which
    Plan(PlanArgs),
    /// Judge a plan folder by every rule, without the solver, also after edits in a spreadsheet
    Verify(VerifyArgs),
    /// Play a plan against random customers: the service that its people really reach, beside the formulas
    Simulate(SimulateArgs),
    /// Estimate arrivals, handle times and patience from call records
    Calibrate(CalibrateArgs),
    /// Plan several scenarios and put them side by side
    Compare(CompareArgs),
    /// Say where a value comes from, why somebody works a shift, or what levers contribute
    Explain(ExplainArgs),
    /// Least cost against the level of a promise, as table, CSV and picture
    Frontier(FrontierArgs),
    /// Where demand and supply meet in a plan, and what binds, as picture, table and CSV
    Map(MapArgs),
    /// List the rules, or show one in full
    Rules(RulesArgs),
    /// List the levers that bring supply and demand together, or show one in full
    Levers(RulesArgs),
    /// Print the JSON Schema of a file, for editors
    Schema(SchemaArgs),
    /// Write a roster for people and other programs: workbook, calendars, table, JSON
    Export(ExportArgs),
    /// The best appointment times within one provider's session, beside those that people use
    Session(SessionArgs),
    /// Show the appointment book of a plan, or write it for booking systems
    Slots(SlotsArgs),
    /// Read what people or other programs wrote: rosters, instances of the public roster benchmark
    Import(ImportArgs),
    /// Write a small model and a scenario to start from
    New(NewArgs),
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// How to print.
#[derive(Clone, Copy, Debug, Args)]
pub struct Printing {
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// No progress and no warnings
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More detail
    #[arg(short, long)]
    pub verbose: bool,
}

/// How to solve.
#[derive(Clone, Copy, Debug, Args)]
pub struct Solving {
    /// Stop after so many seconds with the best plan so far [default: the file's, else 60]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Stop when the plan is known to be this close to the best, as a share of its cost; 0 asks for proof
    /// [default: the file's, else 0.0001]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub gap: Option<f64>,
    /// Threads of one scenario; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    /// Random seed of the solver [default: the file's, else 0]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i32::MAX as i64))]
    pub seed: Option<u32>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Models, scenarios, or folders of scenarios
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show every value and the file and line it comes from
    #[arg(long)]
    pub defaults: bool,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Arguments of `require`.
#[derive(Debug, Args)]
pub struct RequireArgs {
    /// A model or a scenario
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Arguments of `plan`.
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

impl PlanArgs {
    /// How to check by simulation, if it was asked for.
    pub fn check(&self, seed: u32) -> Option<CheckSettings> {
        let check = || CheckSettings { effort: self.playing.effort(seed), rounds: self.rounds.unwrap_or(ROUNDS) };
        self.check_by_simulation.then(check)
    }
}

/// Most plans that a check tries where nobody says otherwise.
const ROUNDS: u32 = 10;

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// A folder written by `plan --out`; with --roster also a model or a scenario
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Judge this roster instead: a table (.csv) or a workbook (.xlsx) in our columns
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Models, scenarios, sweeps, or folders of scenarios; or folders of plans, which are compared as they are
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The scenario that the others are measured against [default: the first]
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

/// Arguments of `explain`.
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
    pub date: Option<chrono::NaiveDate>,
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

fn date(text: &str) -> Result<chrono::NaiveDate, String> {
    text.parse().map_err(|_| "write a date such as 2026-05-04".to_owned())
}

/// Arguments of `rules` and `levers`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Show this one in full
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of which file
    #[arg(value_enum)]
    pub kind: Kind,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// model.toml
    Model,
    /// A scenario
    Scenario,
    /// One provider's session
    Session,
}

/// How a roster is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Handout {
    /// A workbook: a grid, a row for each assignment, the ledger, and formulas that add them up
    Xlsx,
    /// roster.csv
    Csv,
    /// A folder with an iCalendar file for each person and each team
    Ics,
    /// For programs
    Json,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A folder with a roster, written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// As what it is written
    #[arg(long, value_enum)]
    pub format: Handout,
    /// The new file; for ics a folder
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Only this person; may be given several times
    #[arg(long, value_name = "ID")]
    pub employee: Vec<String>,
    /// Only this team; may be given several times
    #[arg(long, value_name = "ID")]
    pub team: Vec<String>,
    /// What was published before, for ics: an earlier export, one of its files, or the folder of a plan. What is no longer
    /// in the roster is cancelled
    #[arg(long, value_name = "PATH")]
    pub previous: Option<PathBuf>,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// A new or empty folder
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// A contact centre with so many named agents instead: four weeks, four or five skills
    #[arg(long, value_name = "AGENTS", value_parser = clap::value_parser!(u32).range(20..=5000))]
    pub contact_centre: Option<u32>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.strip_suffix('s').unwrap_or(text).parse::<f64>().ok();
    let sound = seconds.filter(|seconds| seconds.is_finite() && *seconds > 0.0);
    sound.ok_or_else(|| "write seconds above 0, like 60".to_owned())
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
        None => text.parse::<f64>().ok(),
    };
    share
        .filter(|share| (0.0..1.0).contains(share))
        .ok_or_else(|| "write a share from 0 to below 1, like 0.001".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn gaps_and_limits_are_checked() {
        assert_eq!(share("0.1%"), Ok(0.001));
        assert_eq!(seconds("2.5s"), Ok(2.5));
        for wrong in ["-1", "nan", "inf", "1", "x"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
        assert!(seconds("0").is_err());
    }
}
