//! `equipoise slots --play`: the appointment book of a plan against chance, or two with the same customers.

use super::args::AppointmentPlaying;
use super::refusal::Refusal;
use super::threads::in_pool;
use crate::compare::fan::cores;
use crate::report::booking::{table, tables};
use base::diagnostic::{Diagnostic, Diagnostics};
use files::text::json::pretty;
use simulation::appointments::{BookingSystem, build, check, compare, simulate};
use std::path::Path;

/// What is played.
pub struct PlayRequest<'a> {
    /// The folder of a plan.
    pub folder: &'a Path,
    /// That of another, with the same customers.
    pub against: Option<&'a Path>,
    /// How.
    pub playing: &'a AppointmentPlaying,
    /// `table`, `csv` or `json`.
    pub format: &'a str,
}

/// What was played, as text.
///
/// # Errors
/// The format is none of these, or a folder holds no appointments.
pub fn played(request: &PlayRequest) -> Result<String, Refusal> {
    if !["table", "csv", "json"].contains(&request.format) {
        let message = "what is played is no workbook and no calendar";
        return Err(Diagnostic::error("bad-destination", message, "use --format table, csv or json").into());
    }
    let system = of(request.folder, request.playing)?;
    let other = request.against.map(|folder| of(folder, request.playing)).transpose()?;
    let effort = request.playing.effort();
    let jobs = request.playing.jobs.map_or_else(cores, usize::from);
    let text = in_pool(jobs, || match &other {
        None => {
            let played = simulate(&system, &effort);
            match request.format {
                "csv" => plain(tables::csv(&played)),
                "json" => Ok(pretty(&tables::json(&played))),
                _ => Ok(table::text(&played)),
            }
        }
        Some(other) => {
            let paired = compare(other, &system, &effort);
            match request.format {
                "csv" => plain(tables::csv_pair(&paired)),
                "json" => Ok(pretty(&tables::json_pair(&paired))),
                _ => Ok(table::pair(&paired)),
            }
        }
    });
    Ok(text??)
}

fn plain(bytes: Result<Vec<u8>, csv::Error>) -> Result<String, csv::Error> {
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The appointment book of a folder.
fn of(folder: &Path, playing: &AppointmentPlaying) -> Result<BookingSystem, Diagnostics> {
    let kept = files::folder::read(folder)?;
    let system = build::booking_system(&kept.heading.title, &kept.case.model, &kept.plan, playing.behaviour());
    let Some(mut system) = system else {
        let message = format!("the plan in {} has no appointments", folder.display());
        let help = "plan a model with a service of the kind \"appointment\"";
        return Err(Diagnostic::error("no-slots", message, help).into());
    };
    playing.overrule(&mut system);
    let mut problems = Diagnostics::default();
    for problem in check(&system) {
        problems.push(Diagnostic::error("bad-book", format!("{}: {}", problem.about, problem.message), problem.help));
    }
    if problems.has_errors() { Err(problems) } else { Ok(system) }
}
