//! One command line from its words to its exit code.

use super::commands::Verb;
use super::{Exit, output};
use clap::Parser;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Staffing at least cost: how many people are needed, when they should work, and what each promise costs.
#[derive(Debug, Parser)]
#[command(name = "equipoise", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 a bug of ours, 2 bad input or usage, 3 no plan can exist, 4 stopped without \
                        a plan, 5 a checked plan breaks rules.\nStart with: equipoise new DIR"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Runs one command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error).into(),
    };
    match catch_unwind(AssertUnwindSafe(|| cli.verb.run().unwrap_or_else(|refusal| output::refusal(&refusal)))) {
        Ok(exit) => exit.into(),
        Err(_) => {
            output::message("equipoise: this is a bug of ours; please report it with the message above");
            Exit::Bug.into()
        }
    }
}

/// Help and version are results; everything else that clap says is a message.
fn usage(error: &clap::Error) -> Exit {
    let text = error.render();
    if error.use_stderr() {
        output::message(text.to_string().trim_end());
        return Exit::Input;
    }
    output::result(&text.to_string()).unwrap_or_else(|refusal| output::refusal(&refusal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
