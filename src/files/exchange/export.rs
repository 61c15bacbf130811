//! What all ways to hand something out have in common.

use base::diagnostic::Diagnostics;

/// One way to hand something out. `W` is the function that writes it.
#[derive(Clone, Copy, Debug)]
pub struct Export<W> {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for the help of the command line.
    pub help: &'static str,
    /// Where it goes.
    pub target: ExportTarget,
    /// True if it takes account of what was published before.
    pub republishes: bool,
    /// Writes it.
    pub write: W,
}

/// Where an export goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportTarget {
    /// Text, which may be shown or written to a file.
    Text,
    /// A file that cannot be shown.
    File,
    /// A folder with files of this ending.
    Folder(&'static str),
}

/// What is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The content of one file.
    File(Vec<u8>),
    /// Names and contents of files in a folder.
    Folder(Vec<(String, Vec<u8>)>),
}

/// Why nothing can be handed out.
#[derive(Debug)]
pub enum ExportError {
    /// A file that was named cannot be used.
    Input(Diagnostics),
    /// The program failed.
    Bug(String),
}

impl Exported {
    /// Texts by file name.
    pub fn folder(files: impl IntoIterator<Item = (String, String)>) -> Exported {
        Exported::Folder(files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect())
    }
}

impl From<Diagnostics> for ExportError {
    fn from(problems: Diagnostics) -> ExportError {
        ExportError::Input(problems)
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> ExportError {
        ExportError::Bug(error.to_string())
    }
}

impl From<rust_xlsxwriter::XlsxError> for ExportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> ExportError {
        ExportError::Bug(error.to_string())
    }
}

/// Declares ways to hand something out: the module of each, and the list of their `EXPORT`s.
macro_rules! exports {
    ($(#[$about:meta])+ $list:ident: $export:ty; $($(#[$inner:meta])* $module:ident;)+) => {
        $($(#[$inner])* pub mod $module;)+

        $(#[$about])+
        pub const $list: &[&$export] = &[$(&$module::EXPORT),+];
    };
}
