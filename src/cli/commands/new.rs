//! `equipoise new`

use crate::cli::destination::{fresh, write_fresh};
use crate::cli::{VerbResult, contact_centre, output};
use clap::Args;
use std::path::PathBuf;

/// Files of the starter, by name.
const FILES: &[(&str, &str)] = &[
    ("calls.csv", include_str!("starter/calls.csv")),
    ("busy.toml", include_str!("starter/busy.toml")),
    ("model.toml", include_str!("starter/model.toml")),
];

/// Write a small model and a scenario to start from
#[derive(Debug, Args)]
pub struct NewArgs {
    /// A new or empty folder
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// A contact centre with so many named agents instead: four weeks, four or five skills
    #[arg(long, value_name = "AGENTS", value_parser = clap::value_parser!(u32).range(20..=5000))]
    pub contact_centre: Option<u32>,
}

impl NewArgs {
    /// Writes a starter.
    pub fn run(&self) -> VerbResult {
        let folder = self.folder.display();
        fresh(&self.folder)?;
        let files: Vec<(String, String)> = match self.contact_centre {
            Some(agents) => contact_centre::files(agents),
            None => FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        };
        let files: Vec<_> = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        write_fresh(&self.folder, &files)?;
        let steps = [
            ("check", "model.toml", "what it says"),
            ("require", "model.toml", "how many heads it needs"),
            ("plan", "model.toml", "the cheapest shifts"),
            ("compare", "model.toml", "beside a busier week"),
        ];
        if self.contact_centre.is_some() {
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
}
