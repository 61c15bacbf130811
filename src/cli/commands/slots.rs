//! `equipoise slots`

use super::super::args::{Book, SlotsArgs};
use super::super::{Exit, interrupt, output};
use crate::report::slots::{SlotFigures, slots as figures, table};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::file_io::{write_atomic, write_folder};
use files::exchange::slots;
use files::exchange::slots::template;
use files::folder::Kept;
use planning::model::TemplateSlot;
use std::path::Path;

/// Shows the appointment book of a plan, or writes it for booking systems.
pub fn run(args: &SlotsArgs) -> Exit {
    let written =
        if args.play { super::play_slots::played(args).map(|played| played.map(Written::Text)) } else { written(args) };
    match written {
        Ok(Ok(Written::Text(text))) if args.out.is_none() => output::result(&text),
        Ok(Ok(written)) => put(args, written),
        Ok(Err(bug)) => {
            output::message(&format!("equipoise: {bug}"));
            Exit::Bug
        }
        Err(problems) => output::refuse(problems),
    }
}

enum Written {
    Text(String),
    Bytes(Vec<u8>),
    Folder(Vec<(String, Vec<u8>)>),
}

/// What is shown or written. The inner error is ours.
fn written(args: &SlotsArgs) -> Result<Result<Written, String>, Diagnostics> {
    if args.out.is_none() && matches!(args.format, Book::Xlsx | Book::Ics) {
        let message = "a workbook or calendars need a place to be written to";
        return Err(Diagnostic::error("bad-destination", message, "add --out").into());
    }
    let kept = files::folder::read(&args.folder)?;
    let Some(book) = figures(&kept.case, &kept.plan) else {
        let message = format!("the plan in {} has no appointments", args.folder.display());
        return Err(
            Diagnostic::error("no-slots", message, "plan a model with a service of the kind \"appointment\"").into()
        );
    };
    let other = args.against.as_ref().map(|path| other(path, &kept)).transpose()?;
    Ok(match args.format {
        Book::Table => Ok(Written::Text(text(&kept, &book, other.as_deref()))),
        Book::Csv => files::folder::slots::write(&kept.case.model, &kept.plan)
            .map(|bytes| Written::Text(String::from_utf8_lossy(&bytes).into_owned()))
            .map_err(|error| error.to_string()),
        Book::Json => Ok(Written::Text(slots::json(&kept))),
        Book::Xlsx => slots::workbook(&kept).map(Written::Bytes).map_err(|error| error.to_string()),
        Book::Ics => {
            let files = slots::calendars(&kept).into_iter().map(|(name, text)| (name, text.into_bytes()));
            Ok(Written::Folder(files.collect()))
        }
    })
}

/// The book that is set beside.
fn other(path: &Path, kept: &Kept) -> Result<Vec<TemplateSlot>, Diagnostics> {
    let of_a_plan = path.join(files::folder::slots::FILE);
    template::read(if path.is_dir() { &of_a_plan } else { path }, &kept.case.model)
}

fn text(kept: &Kept, book: &SlotFigures, other: Option<&[TemplateSlot]>) -> String {
    let model = &kept.case.model;
    let mut text = format!("{}\n\n{}\n{}", kept.heading.title, table::text(book), table::days(model, &kept.plan));
    if let Some(other) = other {
        let found = template::differences(model, &template::of_plan(model, &kept.plan), other);
        text.push_str(&table::against(&kept.case, &found, other));
    }
    text
}

fn put(args: &SlotsArgs, written: Written) -> Exit {
    let Some(out) = &args.out else { return Exit::Bug };
    let shown = out.display();
    let refuse = |message: String| output::refuse(Diagnostic::error("bad-destination", message, "choose another name"));
    if out.exists() {
        return refuse(format!("{shown} is there already"));
    }
    let _guard = interrupt::hold();
    let result = match &written {
        Written::Text(text) => write_atomic(out, text.as_bytes()),
        Written::Bytes(bytes) => write_atomic(out, bytes),
        Written::Folder(files) => write_folder(out, files),
    };
    if let Err(error) = result {
        return refuse(format!("cannot write to {shown}: {error}"));
    }
    if !args.quiet {
        output::message(&format!("equipoise: the appointment book is in {shown}"));
    }
    Exit::Done
}
