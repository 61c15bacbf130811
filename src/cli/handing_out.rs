//! Exports on their way to a file or folder.

use super::interrupt;
use super::refusal::Refusal;
use base::diagnostic::Diagnostic;
use base::file_io::write_atomic;
use base::whole_folder::replace_folder;
use files::exchange::{ExportError, ExportTarget, Exported};
use std::path::Path;

impl From<ExportError> for Refusal {
    fn from(error: ExportError) -> Refusal {
        match error {
            ExportError::Input(problems) => Refusal::Input(problems),
            ExportError::Bug(message) => Refusal::Bug(message),
        }
    }
}

fn bad_destination(message: String) -> Diagnostic {
    Diagnostic::error("bad-destination", message, "choose another name")
}

/// A file must be new, since people may have worked in an older one.
///
/// # Errors
/// It is there.
pub fn must_be_new(out: &Path) -> Result<(), Diagnostic> {
    if out.exists() { Err(bad_destination(format!("{} is there already", out.display()))) } else { Ok(()) }
}

/// A file must be new; a folder may hold earlier exports of its kind and nothing else.
///
/// # Errors
/// There is something else.
pub fn must_fit(out: &Path, target: ExportTarget) -> Result<(), Diagnostic> {
    let ExportTarget::Folder(ending) = target else { return must_be_new(out) };
    match std::fs::read_dir(out) {
        Ok(entries) => {
            let ours = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().ends_with(ending);
            let all = entries.flatten().all(ours);
            if all { Ok(()) } else { Err(bad_destination(format!("{} holds other files", out.display()))) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(bad_destination(format!("cannot write to {}: {error}", out.display()))),
    }
}

/// Writes an export.
///
/// # Errors
/// The system refuses.
pub fn hand_out(out: &Path, exported: &Exported) -> Result<(), Diagnostic> {
    let _guard = interrupt::hold();
    let written = match exported {
        Exported::File(bytes) => write_atomic(out, bytes),
        Exported::Folder(files) => replace_folder(out, files, &[]),
    };
    written.map_err(|error| bad_destination(format!("cannot write to {}: {error}", out.display())))
}
