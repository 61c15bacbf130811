//! Files, each read once, and paths as people would type them.

use super::codes;
use super::tree;
use crate::load::node::TomlNode;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::{file_io as fsio, limits};
use planning::demand::DemandSeries;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What has been read so far; `None` for what could not be.
#[derive(Default)]
pub struct Files {
    trees: BTreeMap<PathBuf, Option<Arc<TomlNode>>>,
    tables: BTreeMap<PathBuf, Option<Arc<Source>>>,
    series: BTreeMap<(PathBuf, String, Option<String>), Option<Arc<DemandSeries>>>,
}

impl Files {
    /// The tree of a TOML file. `named` is where its path was written.
    pub fn tree(&mut self, path: &Path, named: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<Arc<TomlNode>> {
        if let Some(known) = self.trees.get(path) {
            return known.clone();
        }
        let tree = read(path, limits::TOML_BYTES, named, diagnostics).and_then(|text| {
            let source = Arc::new(Source { path: path.to_path_buf(), text });
            let mut found = Diagnostics::default();
            check_bytes(&source, &mut found);
            let tree = if found.has_errors() { None } else { Some(tree::parse(&source, &mut found)) };
            let broken = found.has_errors();
            diagnostics.extend(found);
            tree.filter(|_| !broken).map(Arc::new)
        });
        self.trees.insert(path.to_path_buf(), tree.clone());
        tree
    }

    /// The text of a CSV file, without a byte order mark: spreadsheets write one.
    pub fn table(&mut self, path: &Path, named: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<Arc<Source>> {
        if let Some(known) = self.tables.get(path) {
            return known.clone();
        }
        let table = read(path, limits::CSV_BYTES, named, diagnostics).map(|mut text| {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Arc::new(Source { path: path.to_path_buf(), text })
        });
        self.tables.insert(path.to_path_buf(), table.clone());
        table
    }

    /// The rows of a CSV file with timestamps.
    pub fn series(
        &mut self,
        path: &Path,
        (time, volume): (&str, Option<&str>),
        named: Option<&Place>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<DemandSeries>> {
        let key = (path.to_path_buf(), time.to_string(), volume.map(str::to_string));
        if let Some(known) = self.series.get(&key) {
            return known.clone();
        }
        let table = self.table(path, named, diagnostics);
        let series = table.and_then(|table| DemandSeries::read(&table, time, volume, diagnostics)).map(Arc::new);
        self.series.insert(key, series.clone());
        series
    }
}

fn read(path: &Path, limit: u64, named: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<String> {
    let error = match fsio::read_text(path, limit) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let shown = path.display();
    let diagnostic = match error.kind() {
        ErrorKind::NotFound => {
            let help = match named {
                Some(_) => "correct the path; it is relative to the file that names it",
                None => "check the path",
            };
            Diagnostic::error(codes::MISSING_FILE, format!("there is no file `{shown}`"), help)
        }
        ErrorKind::InvalidData => {
            let (message, help) = wrong_bytes(path, limit);
            Diagnostic::error(codes::NOT_UTF8, format!("`{shown}` is not UTF-8 text: {message}"), help)
        }
        ErrorKind::IsADirectory => {
            let message = format!("`{shown}` is a folder, not a file");
            Diagnostic::error(codes::UNREADABLE_FILE, message, "name a file in it")
        }
        ErrorKind::FileTooLarge => {
            let message = format!("`{shown}` is larger than {} MiB", limit >> 20);
            Diagnostic::error(codes::FILE_TOO_LARGE, message, "split it, or leave out what is not needed")
        }
        _ => {
            let message = format!("`{shown}` cannot be read: {error}");
            Diagnostic::error(codes::UNREADABLE_FILE, message, "check that it is a file, and its permissions")
        }
    };
    diagnostics.push(diagnostic.at(named.cloned()));
    None
}

/// Where a file stops being UTF-8, and what it probably is.
fn wrong_bytes(path: &Path, limit: u64) -> (String, &'static str) {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        // What cannot be read again is told of as far as it was.
        drop(file.take(limit).read_to_end(&mut bytes));
    }
    let good = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
    match bytes.get(..2) {
        Some([0xff, 0xfe] | [0xfe, 0xff]) => ("it is UTF-16".to_string(), "save it as UTF-8"),
        _ => (format!("line {line} has other bytes"), "save it as UTF-8; older spreadsheets write another encoding"),
    }
}

fn check_bytes(source: &Arc<Source>, diagnostics: &mut Diagnostics) {
    let place = |start, end| Some(Place { source: source.clone(), start, end });
    if source.text.starts_with('\u{feff}') {
        let message = "the file begins with a byte order mark";
        let help = "save it as UTF-8 without BOM";
        diagnostics.push(Diagnostic::error(codes::BYTE_ORDER_MARK, message, help).at(place(0, 3)));
    }
    if let Some(position) = source.text.find('\0') {
        let help = "save it as plain UTF-8 text";
        let diagnostic = Diagnostic::error(codes::NUL_BYTE, "the file contains a NUL byte", help);
        diagnostics.push(diagnostic.at(place(position, position + 1)));
    }
}

/// A path relative to the file that names it, without `x/..`.
pub fn beside(file: &Path, named: &str) -> PathBuf {
    tidy(&file.parent().unwrap_or(Path::new("")).join(named))
}

/// A path without `x/..` and `.`, as people would type it.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(tidy.pop()),
            _ => tidy.push(part),
        }
    }
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// The file a path stands for: itself, or the model of a folder.
pub fn model_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("model.toml") } else { path.to_path_buf() }
}

/// Replaces `${NAME}` and `${NAME:-default}` from the environment.
///
/// # Errors
/// A variable without a default is not set, or a brace is not closed.
pub fn expand(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<String, Diagnostic> {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((inside, after)) = after.split_once('}') else {
            let message = format!("`{text}`: a `${{` is not closed");
            return Err(Diagnostic::error(codes::BAD_VALUE, message, "write `${NAME}` or `${NAME:-default}`"));
        };
        let (name, default) = inside.split_once(":-").map_or((inside, None), |(name, text)| (name, Some(text)));
        let value = variable(name).filter(|value| !value.is_empty()).or(default.map(str::to_string));
        let Some(value) = value else {
            let message = format!("the environment variable `{name}` is not set");
            let help = format!("set it, or write `${{{name}:-default}}`");
            return Err(Diagnostic::error(codes::UNSET_VARIABLE, message, help));
        };
        expanded.push_str(before);
        expanded.push_str(&value);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_or_default() {
        let known = |name: &str| (name == "DATA").then(|| "/data".to_string());
        assert_eq!(expand("${DATA}/a/${NO:-b}.csv", known).unwrap(), "/data/a/b.csv");
        assert_eq!(expand("plain.csv", known).unwrap(), "plain.csv");
        assert_eq!(expand("${NO}/a", known).unwrap_err().code, codes::UNSET_VARIABLE);
        assert_eq!(expand("${NO", known).unwrap_err().code, codes::BAD_VALUE);
    }

    #[test]
    fn paths_are_shown_as_people_type_them() {
        assert_eq!(beside(Path::new("scenarios/bank/a.toml"), "../../models/bank"), Path::new("models/bank"));
        assert_eq!(tidy(Path::new("../a/./b")), Path::new("../a/b"));
        assert_eq!(tidy(Path::new("a/..")), Path::new("."));
    }
}
