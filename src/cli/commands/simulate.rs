//! `equipoise simulate`

use super::super::args::{Format, SimulateArgs};
use super::super::destination::Destination;
use super::super::progress::Teller;
use super::super::{Exit, interrupt, output};
use crate::compare::fan::{cores, fan_out};
use crate::report::simulation::{Played, json, table, tables, trace};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::file_io::write_atomic;
use files::folder::Kept;
use files::text::json::pretty;
use planning::model::Case;
use planning::model::{Model, Service, ServiceKind};

use std::path::Path;
use std::sync::atomic::Ordering;

/// Plays a plan.
pub fn run(args: &SimulateArgs) -> Exit {
    let (kept, destination) = match asked(args) {
        Ok(asked) => asked,
        Err(problems) => return output::refuse(problems),
    };
    let (case, plan, effort) = (&kept.case, &kept.plan, args.playing.effort(args.seed));
    let jobs = args.jobs.map_or_else(cores, usize::from);
    let (stopped, teller) = (interrupt::flag_for("what was played so far"), Teller::of_plan(args.printing.quiet));
    let wanted = |played: u32| {
        teller.played(played);
        !stopped.load(Ordering::Relaxed)
    };
    let answers = fan_out(1, 1, jobs, |_| simulation::simulate(&case.model, plan, &effort, &wanted));
    teller.finish();
    let simulated = match answers.map(|mut answers| answers.remove(0)) {
        Ok(simulated) => simulated,
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            return Exit::Bug;
        }
    };
    let played = Played::of(case, plan, &simulated, &effort);
    let written = write(args, &kept, &played, destination).and_then(|()| shown(args, &kept, &played));
    match written {
        Ok(text) => output::result(&text),
        Err(message) => {
            output::message(&message);
            Exit::Bug
        }
    }
}

/// The plan, and where the results go.
fn asked(args: &SimulateArgs) -> Result<(Kept, Option<Destination>), Diagnostics> {
    let kept = files::folder::read(&args.folder)?;
    if kept.case.model.services.is_empty() {
        let help = "simulate a plan whose model has services";
        return Err(Diagnostic::error("nothing-to-simulate", "the plan serves no customers", help).into());
    }
    if has_classes(&kept.case) {
        return Err(classes().into());
    }
    if booked(&kept.case.model) {
        return Err(appointments().into());
    }
    let destination = args.out.as_ref().map(|out| Destination::of(out, tables::MANIFEST)).transpose()?;
    Ok((kept, destination))
}

/// True if some service answers classes of customers one before the other.
pub fn has_classes(case: &Case) -> bool {
    let classes = |service: &Service| matches!(&service.kind, ServiceKind::Queue(terms) if !terms.classes.is_empty());
    case.model.services.iter().any(classes)
}

/// Everybody of a service is alike to the simulation.
pub fn classes() -> Diagnostic {
    let help = "simulate a plan without `class` in its services";
    Diagnostic::error("classes-not-simulated", "the simulation does not know classes of customers yet", help)
}

/// True if a service is booked.
pub fn booked(model: &Model) -> bool {
    model.services.iter().any(|service| service.booking().is_some())
}

/// Who is booked comes through the booking process, which has a simulation of its own.
pub fn appointments() -> Diagnostic {
    let help = "play the book with `equipoise slots DIR --play`";
    Diagnostic::error("slots-not-simulated", "the plan has appointments, which are not played here", help)
}

fn write(args: &SimulateArgs, kept: &Kept, played: &Played, destination: Option<Destination>) -> Result<(), String> {
    let (name, title) = (&kept.heading.name, &kept.heading.title);
    if let Some(destination) = destination {
        let files = tables::files(name, title, played, &kept.case.model.calendar)
            .map_err(|error| format!("equipoise: {error}"))?;
        destination.write(&files)?;
        if !args.printing.quiet {
            output::message(&format!("equipoise: the simulation is in {}", destination.folder().display()));
        }
    }
    args.trace.as_ref().map_or(Ok(()), |path| write_trace(path, args, kept))
}

/// Every event of the first replication.
fn write_trace(path: &Path, args: &SimulateArgs, kept: &Kept) -> Result<(), String> {
    let model = &kept.case.model;
    let world = simulation::build::world(model, &kept.plan);
    let sights = simulation::trace(&world, &args.playing.effort(args.seed));
    let bytes = trace::csv(model, &world, &sights).map_err(|error| format!("equipoise: {error}"))?;
    write_atomic(path, &bytes).map_err(|error| format!("equipoise: cannot write {}: {error}", path.display()))
}

fn shown(args: &SimulateArgs, kept: &Kept, played: &Played) -> Result<String, String> {
    let (heading, calendar) = (&kept.heading, &kept.case.model.calendar);
    Ok(match args.printing.format {
        Format::Table => table::text(&heading.title, played, calendar, args.printing.verbose),
        Format::Json => pretty(&json::json(&heading.name, &heading.title, played, calendar)),
        Format::Csv => {
            let bytes = if args.printing.verbose { tables::intervals } else { tables::days }(played, calendar);
            String::from_utf8_lossy(&bytes.map_err(|error| format!("equipoise: {error}"))?).into_owned()
        }
    })
}
