//! `equipoise import`

use super::super::args::{Import, ImportArgs, ImportNrpArgs};
use super::super::destination::fresh;
use super::super::{Exit, output};
use super::{import_roster, import_slots};
use base::diagnostic::Diagnostic;
use base::file_io::write_folder;
use files::exchange::nrp;

/// Reads what somebody else wrote.
pub fn run(args: &ImportArgs) -> Exit {
    match &args.what {
        Import::Nrp(args) => benchmark(args),
        Import::Roster(args) => import_roster::run(args),
        Import::Slots(args) => import_slots::run(args),
    }
}

fn benchmark(args: &ImportNrpArgs) -> Exit {
    if let Err(problem) = fresh(&args.out) {
        return output::refuse(problem);
    }
    let instance = match nrp::read(&args.file) {
        Ok(instance) => instance,
        Err(problems) => return output::refuse(problems),
    };
    let title = args.file.file_stem().map_or_else(|| "Instance".into(), |stem| stem.to_string_lossy());
    let files = match nrp::files(&instance, &title) {
        Ok(files) => files,
        Err(error) => {
            output::message(&format!("equipoise: {error}"));
            return Exit::Bug;
        }
    };
    let folder = args.out.display();
    if let Err(error) = write_folder(&args.out, &files) {
        let message = format!("cannot write to {folder}: {error}");
        return output::refuse(Diagnostic::error("bad-destination", message, "name a new folder"));
    }
    output::result(&format!(
        "{title}: {} people, {} shifts, {} days. Try:\n  equipoise plan {folder}/scenario.toml --out roster\n",
        instance.staff.len(),
        instance.shifts.len(),
        instance.days
    ))
}
