//! The command line: what was typed becomes one call, its result goes to standard output, everything else to
//! standard error.

pub mod args;
pub mod commands;
pub mod destination;
pub mod exit;
pub mod interrupt;
pub mod output;
pub mod progress;
pub mod solving;

pub use exit::Exit;

use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Runs one command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error).into(),
    };
    match catch_unwind(AssertUnwindSafe(|| dispatch(cli))) {
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
    output::result(&text.to_string())
}

fn dispatch(cli: Cli) -> Exit {
    match cli.command {
        Command::Check(args) => commands::check::run(&args),
        Command::Require(args) => commands::require::run(&args),
        Command::Plan(args) => commands::plan::run(&args),
        Command::Verify(args) => commands::verify::run(&args),
        Command::Simulate(args) => commands::simulate::run(&args),
        Command::Calibrate(args) => commands::calibrate::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Rules(args) => commands::rules::run(&args),
        Command::Frontier(args) => commands::frontier::run(&args),
        Command::Map(args) => commands::map::run(&args),
        Command::Levers(args) => commands::levers::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Session(args) => commands::session::run(&args),
        Command::Slots(args) => commands::slots::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::New(args) => commands::new::run(&args),
    }
}
