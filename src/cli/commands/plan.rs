//! `equipoise plan`

use super::super::args::{Format, PlanArgs};
use super::super::destination::Destination;
use super::super::progress::Teller;
use super::super::{Exit, interrupt, output};
use super::{load_one, simulate};
use crate::compare::fan::fan_out;
use crate::report::folder;
use crate::report::json;
use crate::report::simulation::{Played, checked};
use crate::report::{Figures, conflict, plan_table, rows};
use crate::run;
use crate::run::contributions::contributions;
use crate::run::{CheckRound, CheckSettings, Checked, Failure, Planned, WarmStart};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::money::grouped;
use files::exchange::roster;
use files::folder::{Heading, MANIFEST};
use files::load::Loaded;
use files::text::json::pretty;
use files::text::number::number;
use mip::outcome::Ending;
use mip::solver::settings::Watcher;
use planning::model::Case;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Plans a scenario.
pub fn run(args: &PlanArgs) -> Exit {
    let loaded = match load_one(&args.file) {
        Ok(loaded) => loaded,
        Err(problems) => return output::refuse(problems),
    };
    output::warn(&loaded.warnings, args.printing.quiet);
    let destination = match args.out.as_ref().map(|out| Destination::of(out, MANIFEST)).transpose() {
        Ok(destination) => destination,
        Err(problem) => return output::refuse(problem),
    };
    let begin = Instant::now();
    let case = match run::requirement(loaded.model.clone()) {
        Ok(case) => case,
        Err(problems) => return output::refuse(problems),
    };
    let start = match args.start.as_ref().map(|path| start(path, &case)).transpose() {
        Ok(start) => start,
        Err(problems) => return output::refuse(problems),
    };
    if let Err(problem) = checkable(args, &case) {
        return output::refuse(problem);
    }
    if let (Some(start), false) = (&start, args.printing.quiet) {
        start.told.iter().for_each(|told| output::message(&format!("equipoise: {told}")));
    }
    output::diagnostics(&run::quick(&case));
    let (teller, watcher) = teller(&case, args.printing.quiet);
    let settings = args.solving.settings(loaded.solve, &interrupt::flag(), Some(watcher));
    let from = start.as_ref().map(|start| &start.plan);
    let check = args.check(settings.seed);
    let answers = fan_out(1, 1, args.solving.threads_beside(1), |_| match &check {
        None => {
            let planned = run::plan_from(case.clone(), &settings, from)?;
            let found = args.contributions.then(|| contributions(&case, planned.ledger.total(), &settings));
            match found.transpose() {
                // The plan stands, whatever became of those beside it.
                Err(Failure::Stopped(_)) => {
                    output::message("equipoise: contributions were not found in time; allow more with --time-limit");
                    Ok((planned, None, None))
                }
                found => Ok((planned, None, found?)),
            }
        }
        Some(check) => {
            let told = |number, round: &CheckRound| teller.round(&checked::sentence(number, round));
            let checked = run::plan_checked(&case, &settings, from, check, &told)?;
            Ok((checked.planned.clone(), Some(checked), None))
        }
    });
    teller.finish();
    let seconds = begin.elapsed().as_secs_f64();
    match answers.map(|mut answers| answers.remove(0)) {
        Ok(Ok((planned, checked, contributions))) => {
            let checked = checked.as_ref().zip(check.as_ref());
            let figures = Figures { contributions, ..Figures::of(&planned) };
            finish(args, &loaded, (&planned, &figures, checked), destination, seconds)
        }
        Ok(Err(failure)) => fail(args, &loaded, &failure, seconds),
        Err(error) => {
            output::message(&format!("equipoise: no threads: {error}"));
            Exit::Bug
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
    if args.check_by_simulation && simulate::has_classes(case) {
        return Err(simulate::classes());
    }
    if args.check_by_simulation && simulate::booked(&case.model) {
        return Err(simulate::appointments());
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

fn finish(
    args: &PlanArgs,
    loaded: &Loaded,
    (planned, figures, checked): (&Planned, &Figures, Option<(&Checked, &CheckSettings)>),
    destination: Option<Destination>,
    seconds: f64,
) -> Exit {
    let calendar = &planned.case.model.calendar;
    let played = checked
        .map(|(checked, check)| (checked, Played::of(&planned.case, &planned.plan, &checked.simulated, &check.effort)));
    if let Some(destination) = destination {
        let heading = Heading { name: loaded.name.clone(), title: loaded.title.clone() };
        let files = folder::files(&heading, figures, planned).map_err(|error| error.to_string());
        let files = files.and_then(|mut files| {
            // The manifest stays the last.
            if let Some((checked, played)) = &played {
                let manifest = files.pop();
                files.extend(checked::files(&heading, checked, played, calendar)?);
                files.extend(manifest);
            }
            Ok(files)
        });
        let files = files.map_err(|error| format!("equipoise: {error}"));
        if let Err(message) = files.and_then(|files| destination.write(&files)) {
            output::message(&message);
            return Exit::Bug;
        }
        if !args.printing.quiet {
            output::message(&format!("equipoise: the plan is in {}", destination.folder().display()));
        }
    }
    if args.printing.verbose {
        let [columns, rows, entries] = planned.size.map(|size| grouped(size as u64));
        let seconds = number(seconds, 1);
        output::message(&format!("equipoise: {columns} columns, {rows} rows, {entries} entries; {seconds} s"));
    }
    let held = checked.is_none_or(|(checked, _)| checked.holds);
    let written = output::result(&match args.printing.format {
        Format::Table => {
            let text = plan_table::text(&loaded.title, figures, calendar, args.printing.verbose);
            let found = played.map(|(checked, played)| {
                checked::text(&loaded.title, checked, &played, calendar, args.printing.verbose)
            });
            text + &found.unwrap_or_default()
        }
        Format::Json => {
            let mut object = json::plan(&loaded.name, &loaded.title, figures, Some(seconds));
            if let Some((checked, played)) = &played {
                object
                    .insert("check".to_owned(), checked::json(&loaded.name, &loaded.title, checked, played, calendar));
            }
            pretty(&object)
        }
        Format::Csv => rows::csv(figures),
    });
    written.worse(if held { Exit::Done } else { Exit::Broken })
}

fn fail(args: &PlanArgs, loaded: &Loaded, failure: &Failure, seconds: f64) -> Exit {
    let written = match (args.printing.format, failure) {
        (Format::Json, _) => {
            output::result(&pretty(&json::failure(&loaded.name, &loaded.title, failure, Some(seconds))))
        }
        (_, Failure::Infeasible(found)) => output::result(&conflict::text(found, &loaded.model.currency)),
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
    written.worse(failure.into())
}
