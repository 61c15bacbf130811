//! Models written to a folder of their own for one test.

use base::diagnostic::Diagnostics;
use files::load::{Loaded, load};
use std::path::{Path, PathBuf};

/// A small model that is right in every way.
pub const MODEL: &str = r#"title = "Small"
timezone = "Europe/Amsterdam"
currency = "EUR"
interval = "30min"
start = 2026-05-04
days = 5
open = { mon-fri = "08:00-18:00" }

[service.calls]
demand = { file = "calls.csv", volume = "calls" }
handle = "5min"
patience = "4min"
desired = { share = 0.80, within = "20s", over = "day", price = "0.40/contact" }
shortage = "120/head-hour"

[service.letters]
kind = "deferrable"
demand = { weekly = "letters.csv", volume = 500 }
handle = "10min"
due = "2 working days"
shortage = "90/head-hour"

[team.desk]
heads = 20
skills = { calls = 1.0, letters = 0.9 }
wage = "18.00/h"
shifts = ["day"]

[shift.day]
start = "08:00..10:00 step 30min"
paid = "8h"
breaks = [{ name = "meal", length = "30min", paid = false, begins = "3h..5h step 30min" }]
"#;

/// A folder that is removed at the end of the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty folder.
    pub fn empty() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with this model and its demand: half-hourly calls on five days, letters by weight.
    pub fn with_model(model: &str) -> Folder {
        let mut calls = "start,calls\n".to_string();
        for day in 4..9 {
            for half in 16..36 {
                calls += &format!("2026-05-{day:02} {:02}:{:02}:00,{}\n", half / 2, half % 2 * 30, 10 + half);
            }
        }
        let folder = Folder::empty();
        folder.write("model.toml", model);
        folder.write("calls.csv", &calls);
        folder.write("letters.csv", "day,time,weight\nmon-fri,08:00,3\nmon-fri,13:00,1\n");
        folder
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
        std::fs::write(&path, text).expect("to write a file");
        path
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Loads a file of it, or its model for "".
    pub fn load(&self, name: &str) -> Result<Loaded, Diagnostics> {
        load(&self.path().join(name))
    }
}

/// The codes of all messages.
pub fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The value of an input or panic.
pub fn input<'a>(loaded: &'a Loaded, path: &str) -> &'a files::load::Input {
    loaded.inputs.iter().find(|input| input.path == path).unwrap_or_else(|| panic!("no input {path}"))
}
