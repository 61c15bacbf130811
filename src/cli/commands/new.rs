//! `equipoise new`

use super::super::args::NewArgs;
use super::super::destination::fresh;
use super::super::{Exit, output};
use super::contact_centre;
use base::diagnostic::Diagnostic;
use base::file_io::write_folder;

/// Files of the starter, by name.
const FILES: &[(&str, &str)] = &[
    ("calls.csv", include_str!("starter/calls.csv")),
    ("busy.toml", include_str!("starter/busy.toml")),
    ("model.toml", include_str!("starter/model.toml")),
];

/// Writes a starter.
pub fn run(args: &NewArgs) -> Exit {
    let folder = args.folder.display();
    if let Err(problem) = fresh(&args.folder) {
        return output::refuse(problem);
    }
    let files: Vec<(String, String)> = match args.contact_centre {
        Some(agents) => contact_centre::files(agents),
        None => FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
    };
    let files: Vec<_> = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    if let Err(error) = write_folder(&args.folder, &files) {
        let message = format!("cannot write to {folder}: {error}");
        return output::refuse(Diagnostic::error("bad-destination", message, "name a new folder"));
    }
    let steps = [
        ("check", "model.toml", "what it says"),
        ("require", "model.toml", "how many heads it needs"),
        ("plan", "model.toml", "the cheapest shifts"),
        ("compare", "model.toml", "beside a busier week"),
    ];
    if args.contact_centre.is_some() {
        let plan = format!("  equipoise plan {folder} --out {folder}-plan    # who works when, and what it costs\n");
        return output::result(&format!("Wrote a contact centre to {folder}. Try:\n{plan}"));
    }
    let mut text = format!("Wrote a model and a scenario to {folder}. Try:\n");
    for (verb, file, what) in steps {
        let second = if verb == "compare" { format!(" {folder}/busy.toml") } else { String::new() };
        text.push_str(&format!("  equipoise {verb} {folder}/{file}{second}    # {what}\n"));
    }
    output::result(&text)
}
