//! Folders that results may be written to.

use super::exit::Exit;
use super::{interrupt, output};
use base::diagnostic::Diagnostic;
use base::file_io::{read_text, write_atomic};
use base::limits::CSV_BYTES;
use base::whole_folder::{replace_folder, try_folder};
use files::folder::NAMES;
use std::path::{Path, PathBuf};

/// A folder to write to, checked before anything is solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    folder: PathBuf,
}

/// Makes sure that a folder is new or empty, and can be written.
///
/// # Errors
/// It holds something, or cannot be used.
pub fn fresh(folder: &Path) -> Result<(), Diagnostic> {
    let refuse = |message: String| Err(Diagnostic::error("bad-destination", message, "name a new folder"));
    match std::fs::read_dir(folder).map(|entries| entries.count()) {
        Ok(1..) => refuse(format!("{} is not empty", folder.display())),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            refuse(format!("cannot use {}: {error}", folder.display()))
        }
        _ => try_folder(folder).or_else(|error| refuse(format!("cannot write to {}: {error}", folder.display()))),
    }
}

/// Writes files to a folder that is new or empty.
///
/// # Errors
/// The system refuses.
pub fn write_fresh(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    replace_folder(folder, files, &[]).map_err(|error| {
        let message = format!("cannot write to {}: {error}", folder.display());
        Diagnostic::error("bad-destination", message, "name a new folder")
    })
}

/// Writes the picture of a result to a file, if one was named.
///
/// # Errors
/// The system refuses.
pub fn picture(file: Option<&Path>, svg: impl FnOnce() -> String) -> Result<(), Diagnostic> {
    let Some(file) = file else { return Ok(()) };
    write_atomic(file, svg().as_bytes()).map_err(|error| {
        let message = format!("cannot write {}: {error}", file.display());
        Diagnostic::error("bad-destination", message, "name a file in a folder that is there")
    })
}

impl Destination {
    /// A folder that will hold `manifest`. It is new, or empty, or holds an earlier result of the same kind and no file that
    /// people write: nothing that was not ours is ever written over. That it can be written to is tried now, before
    /// anything is solved for it.
    ///
    /// # Errors
    /// The folder holds something else, or cannot be used.
    pub fn of(folder: &Path, manifest: &'static str) -> Result<Self, Diagnostic> {
        let refuse = |what: String| Err(Diagnostic::error("bad-destination", what, "name a new folder"));
        let shown = folder.display();
        let entries: Vec<String> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return refuse(format!("cannot write to {shown}: {error}")),
        };
        if entries.iter().any(|name| name.ends_with(".toml")) {
            return refuse(format!("{shown} holds a model or scenarios"));
        }
        if !entries.is_empty() && !entries.iter().any(|name| name == manifest) {
            return refuse(format!("{shown} holds files, and no {manifest} of an earlier run"));
        }
        if !entries.is_empty() && !is_ours(&folder.join(manifest)) {
            return refuse(format!("{manifest} in {shown} was not written by Equipoise"));
        }
        match try_folder(folder) {
            Ok(()) => Ok(Destination { folder: folder.to_owned() }),
            Err(error) => refuse(format!("cannot write to {shown}: {error}")),
        }
    }

    /// Replaces the result in the folder whole: whenever the program is killed, readers find the old result or the new one.
    /// Names of files may hold a `/`. Where it is, is told unless `quiet`; `what` names the result. If the system
    /// refuses, that is told, the old result is as it was, and the exit code says so: what was found is printed all the same.
    pub fn write(&self, files: &[(String, Vec<u8>)], what: &str, quiet: bool) -> Exit {
        let _guard = interrupt::hold();
        let shown = self.folder.display();
        match replace_folder(&self.folder, files, NAMES) {
            Err(error) => {
                output::message(&format!("equipoise: cannot write to {shown}: {error}"));
                return Exit::Input;
            }
            Ok(()) if !quiet => output::message(&format!("equipoise: {what} in {shown}")),
            Ok(()) => {}
        }
        Exit::Done
    }
}

/// True of a JSON file whose `schema` is one of ours.
fn is_ours(manifest: &Path) -> bool {
    let text = read_text(manifest, CSV_BYTES).unwrap_or_default();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    value.get("schema").and_then(serde_json::Value::as_str).is_some_and(|schema| schema.starts_with("equipoise-"))
}
