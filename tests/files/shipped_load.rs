//! Every model and scenario that is shipped, or that tests are built on, loads.

use files::load::load_all;
use std::path::{Path, PathBuf};

/// TOML files below a folder that are models or scenarios; `answers.toml` is for the tests of plans.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("answers.toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_shipped_file_loads() {
    let mut found = Vec::new();
    for folder in ["models", "scenarios", "tests/reference"] {
        files(Path::new(folder), &mut found);
    }
    found.sort();
    assert!(found.len() >= 30, "{found:?}");
    let mut failed = String::new();
    for path in found {
        match load_all(std::slice::from_ref(&path)) {
            Ok(loaded) => assert!(!loaded.is_empty()),
            Err(diagnostics) => failed.push_str(&format!("{}:\n{diagnostics}\n", path.display())),
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// A folder is what people compare: its scenarios differ and keep their names.
#[test]
fn every_folder_of_scenarios_loads_at_once() {
    for entry in std::fs::read_dir("scenarios").unwrap() {
        let folder = entry.unwrap().path();
        let loaded = load_all(std::slice::from_ref(&folder)).unwrap();
        assert!(loaded.iter().all(|one| !one.name.is_empty() && !one.title.is_empty()), "{}", folder.display());
    }
}
