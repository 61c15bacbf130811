//! `equipoise export`

use super::super::args::{ExportArgs, Handout};
use super::super::{Exit, interrupt, output};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::file_io::{write_atomic, write_folder};
use files::exchange::calendars;
use files::exchange::calendars::{ENDING, Published};
use files::exchange::{Chosen, json, workbook};
use files::folder::roster;
use files::folder::{Kept, MANIFEST};
use files::roster::assignments;
use std::path::Path;

/// Names and contents.
type Files = Vec<(String, Vec<u8>)>;

/// Writes a roster for people and other programs.
pub fn run(args: &ExportArgs) -> Exit {
    match files(args) {
        Ok(Ok(files)) => put(args, &files),
        Ok(Err(bug)) => {
            output::message(&format!("equipoise: {bug}"));
            Exit::Bug
        }
        Err(problems) => output::refuse(problems),
    }
}

/// The files to write: one, or those of a folder. The inner error is ours.
fn files(args: &ExportArgs) -> Result<Result<Files, String>, Diagnostics> {
    if args.previous.is_some() && args.format != Handout::Ics {
        let message = "only calendars know what was published before";
        return Err(Diagnostic::error("bad-destination", message, "use --previous with --format ics").into());
    }
    destination(args)?;
    let kept = opened(&args.folder)?;
    let model = &kept.case.model;
    let chosen = Chosen::of(model, &args.employee, &args.team)?;
    let name = || args.out.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let one = |bytes: Vec<u8>| vec![(name(), bytes)];
    Ok(match args.format {
        Handout::Xlsx => workbook::write(&kept, &chosen).map(one).map_err(|error| error.to_string()),
        Handout::Json => Ok(one(json::write(&kept, &chosen).into_bytes())),
        Handout::Csv => {
            let all = assignments(model, &kept.plan);
            let mine = all.iter().filter(|assignment| chosen.employees.contains(&assignment.employee));
            roster::write(model, mine).map(one).map_err(|error| error.to_string())
        }
        Handout::Ics => {
            let previous = args.previous.as_ref().map_or_else(|| Ok(Published::default()), |path| published(path))?;
            let files = calendars::write(&kept, &chosen, &previous);
            Ok(files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect())
        }
    })
}

/// A plan with named people.
fn opened(folder: &Path) -> Result<Kept, Diagnostics> {
    let kept = files::folder::read(folder)?;
    if kept.case.model.employees.is_empty() {
        let message = format!("the plan in {} names nobody", folder.display());
        return Err(Diagnostic::error("no-roster", message, "plan a model with employees").into());
    }
    Ok(kept)
}

/// What was published before. A plan stands for its first export.
fn published(path: &Path) -> Result<Published, Diagnostics> {
    if !path.join(MANIFEST).exists() {
        return calendars::read(path);
    }
    let kept = opened(path)?;
    let everybody = Chosen::of(&kept.case.model, &[], &[])?;
    Published::of(calendars::write(&kept, &everybody, &Published::default()))
}

/// A file must be new, since people may have worked in an older one; a folder may hold calendars and nothing else.
fn destination(args: &ExportArgs) -> Result<(), Diagnostic> {
    let shown = args.out.display();
    let refuse = |message: String| Err(Diagnostic::error("bad-destination", message, "choose another name"));
    if args.format != Handout::Ics {
        return if args.out.exists() { refuse(format!("{shown} is there already")) } else { Ok(()) };
    }
    match std::fs::read_dir(&args.out) {
        Ok(entries) => {
            let ours = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().ends_with(ENDING);
            if entries.flatten().all(ours) { Ok(()) } else { refuse(format!("{shown} holds other files")) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => refuse(format!("cannot write to {shown}: {error}")),
    }
}

fn put(args: &ExportArgs, files: &[(String, Vec<u8>)]) -> Exit {
    let _guard = interrupt::hold();
    let written = match (args.format, files) {
        (Handout::Ics, files) => write_folder(&args.out, files),
        (_, files) => files.iter().try_for_each(|(_, bytes)| write_atomic(&args.out, bytes)),
    };
    let shown = args.out.display();
    if let Err(error) = written {
        let message = format!("cannot write to {shown}: {error}");
        return output::refuse(Diagnostic::error("bad-destination", message, "choose another name"));
    }
    if !args.quiet {
        output::message(&format!("equipoise: the roster is in {shown}"));
    }
    Exit::Done
}
