//! The only place that writes to standard output and standard error.

use super::exit::Exit;
use super::refusal::Refusal;
use crate::cli::refusal::VerbResult;
use crate::report::diagnostics::render;
use base::diagnostic::Diagnostics;
use std::io::{self, IsTerminal, Write};

/// Prints a result. Nobody reading it to its end is no failure.
///
/// # Errors
/// The system refuses to write.
pub fn result(text: &str) -> VerbResult {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Refusal::Bug(format!("cannot write the result: {error}")))
        }
        _ => Ok(Exit::Done),
    }
}

/// True if results go to a terminal that shows colours.
pub fn colours() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Prints a line for people. If it cannot be read, nothing is lost.
pub fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints messages about files.
pub fn diagnostics(diagnostics: &Diagnostics) {
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let _ = io::stderr().lock().write_all(render(diagnostics, color).as_bytes());
}

/// Tells why a verb has no result.
pub fn refusal(refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::Input(problems) => {
            diagnostics(problems);
            Exit::Input
        }
        Refusal::Failure(failure) => {
            message(&format!("equipoise: {failure}"));
            failure.into()
        }
        Refusal::Bug(what) => {
            message(&format!("equipoise: {what}"));
            Exit::Bug
        }
    }
}

/// Prints warnings, if there are any and they are wanted.
pub fn warn(warnings: &Diagnostics, quiet: bool) {
    if !quiet && warnings.iter().next().is_some() {
        diagnostics(warnings);
    }
}
