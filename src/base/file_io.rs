//! Reading with a limit, writing whole or not at all.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Reads a text of at most `limit` bytes; a byte order mark at its start is left to the caller.
///
/// # Errors
/// The file cannot be read, is not UTF-8 (`InvalidData`), or is longer than the limit (`FileTooLarge`).
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    let mut text = String::new();
    let read = File::open(path)?.take(limit + 1).read_to_string(&mut text)?;
    if read as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("longer than {limit} bytes")));
    }
    Ok(text)
}

/// Writes a file so that a reader sees the old content or the new, never a part: a temporary file in the same
/// folder, synced, then renamed over the target.
///
/// # Errors
/// Any step fails; the target is then untouched and the temporary file removed.
pub fn write_atomic(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::Builder::new().prefix(".equipoise-").tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().sync_all()?;
    let file = temporary.persist(path).map_err(|refused| refused.error)?;
    readable_like_other_files(&file)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Temporary files are private to their owner; results are to be shared.
#[cfg(unix)]
fn readable_like_other_files(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_like_other_files(_file: &File) -> io::Result<()> {
    Ok(())
}
