//! `equipoise simulate`

use crate::cli::args::{Format, Playing, Printing};
use crate::cli::destination::Destination;
use crate::cli::progress::Teller;
use crate::cli::simulated::can_be_simulated;
use crate::cli::threads::in_pool;
use crate::cli::{VerbResult, Exit, Refusal, interrupt, output};
use crate::compare::fan::cores;
use crate::report::simulation::{PlanPlayed, json, table, tables, trace};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::file_io::write_atomic;
use clap::Args;
use files::folder::PlanFolder;
use files::text::json::pretty;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Play a plan against random customers: the service that its people really reach, beside the formulas
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// A folder written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write simulation.json, days.csv, intervals.csv, teams.csv and a picture of each queue (SVG) to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write every event of the first replication to this CSV file
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Seed of the random customers; two plans with the same seed meet the same
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u32,
    /// Replications and days at a time [default: one for each core]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// How sure it must be.
    #[command(flatten)]
    pub playing: Playing,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl SimulateArgs {
    /// Plays a plan.
    pub fn run(&self) -> VerbResult {
        let (kept, destination) = asked(self)?;
        let (case, plan, effort) = (&kept.case, &kept.plan, self.playing.effort(self.seed));
        let jobs = self.jobs.map_or_else(cores, usize::from);
        let (stopped, teller) = (interrupt::flag_for("what was played so far"), Teller::of_plan(self.printing.quiet));
        let wanted = |played: u32| {
            teller.played(played);
            !stopped.load(Ordering::Relaxed)
        };
        let simulated = in_pool(jobs, || simulation::simulate(&case.model, plan, &effort, &wanted));
        teller.finish();
        let played = PlanPlayed::of(case, plan, &simulated?, &effort);
        let written = write(self, &kept, &played, destination)?;
        Ok(output::result(&shown(self, &kept, &played)?)?.worse(written))
    }
}

/// The plan, and where the results go.
fn asked(args: &SimulateArgs) -> Result<(PlanFolder, Option<Destination>), Diagnostics> {
    let kept = files::folder::read(&args.folder)?;
    if kept.case.model.services.is_empty() {
        let help = "simulate a plan whose model has services";
        return Err(Diagnostic::error("nothing-to-simulate", "the plan serves no customers", help).into());
    }
    can_be_simulated(&kept.case)?;
    let destination = args.out.as_ref().map(|out| Destination::of(out, tables::MANIFEST)).transpose()?;
    Ok((kept, destination))
}

fn write(args: &SimulateArgs, kept: &PlanFolder, played: &PlanPlayed, destination: Option<Destination>) -> VerbResult {
    let (name, title) = (&kept.heading.name, &kept.heading.title);
    let mut written = Exit::Done;
    if let Some(destination) = destination {
        let files = tables::files(name, title, played, &kept.case.model.calendar).map_err(Refusal::Bug)?;
        written = destination.write(&files, "the simulation is", args.printing.quiet);
    }
    args.trace.as_ref().map_or(Ok(()), |path| write_trace(path, args, kept))?;
    Ok(written)
}

/// Every event of the first replication.
fn write_trace(path: &Path, args: &SimulateArgs, kept: &PlanFolder) -> Result<(), Refusal> {
    let model = &kept.case.model;
    let world = simulation::build::system(model, &kept.plan);
    let sights = simulation::trace(&world, &args.playing.effort(args.seed));
    let bytes = trace::csv(model, &world, &sights)?;
    write_atomic(path, &bytes).map_err(|error| Refusal::Bug(format!("cannot write {}: {error}", path.display())))
}

fn shown(args: &SimulateArgs, kept: &PlanFolder, played: &PlanPlayed) -> Result<String, Refusal> {
    let (heading, calendar) = (&kept.heading, &kept.case.model.calendar);
    Ok(match args.printing.format {
        Format::Table => table::text(&heading.title, played, calendar, args.printing.verbose),
        Format::Json => pretty(&json::json(&heading.name, &heading.title, played, calendar)),
        Format::Csv => {
            let bytes = if args.printing.verbose { tables::intervals } else { tables::days }(played, calendar);
            String::from_utf8_lossy(&bytes?).into_owned()
        }
    })
}
