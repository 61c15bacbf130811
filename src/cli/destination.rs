//! Folders that results may be written to.

use super::interrupt;
use super::refusal::Refusal;
use base::diagnostic::Diagnostic;
use base::file_io::{write_atomic, write_folder};
use std::path::{Path, PathBuf};

/// A folder to write to, checked before anything is solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    folder: PathBuf,
    manifest: &'static str,
}

/// Makes sure that a folder is new or empty.
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
        _ => Ok(()),
    }
}

/// Writes files to a folder that is new or empty.
///
/// # Errors
/// The system refuses.
pub fn write_fresh(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    write_folder(folder, files).map_err(|error| {
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
    /// A folder whose last file will be `manifest`. It is new, or empty, or holds an earlier result of the same kind
    /// and no file that people write: nothing that was not ours is ever written over.
    ///
    /// # Errors
    /// The folder holds something else, or cannot be used.
    pub fn of(folder: &Path, manifest: &'static str) -> Result<Self, Diagnostic> {
        let destination = Destination { folder: folder.to_owned(), manifest };
        let refuse = |what: String| Err(Diagnostic::error("bad-destination", what, "name a new folder"));
        let shown = folder.display();
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(destination),
            Err(error) => return refuse(format!("cannot write to {shown}: {error}")),
        };
        let names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        if names.iter().any(|name| name.ends_with(".toml")) {
            return refuse(format!("{shown} holds a model or scenarios"));
        }
        if !names.is_empty() && !names.iter().any(|name| name == manifest) {
            return refuse(format!("{shown} holds files, and no {manifest} of an earlier run"));
        }
        Ok(destination)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes files, the manifest last; an earlier manifest is taken away first, so that it never stands beside
    /// files of another run.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(&self, files: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
        let _guard = interrupt::hold();
        let old = self.folder.join(self.manifest);
        let removed = if old.exists() { std::fs::remove_file(&old) } else { Ok(()) };
        removed
            .and_then(|()| write_folder(&self.folder, files))
            .map_err(|error| Refusal::Bug(format!("cannot write to {}: {error}", self.folder.display())))
    }
}
