//! The verbs, one file each: what may be typed after it (its first line of documentation is its help) and what it does.
//! A new verb is its file and its line in the list below.

use crate::cli::VerbResult;
use clap::Subcommand;

/// Declares each verb: its module, its place on the command line and what it does.
macro_rules! verbs {
    ($(#[$about:meta])+ $list:ident $($name:ident($module:ident::$arguments:ident);)+) => {
        $(pub mod $module;)+

        $(#[$about])+
        #[derive(Debug, Subcommand)]
        pub enum $list {
            $(#[allow(missing_docs)] $name($module::$arguments),)+
        }

        impl $list {
            /// Does it.
            ///
            /// # Errors
            /// Why there is no result.
            pub fn run(&self) -> VerbResult {
                match self {
                    $($list::$name(arguments) => arguments.run(),)+
                }
            }
        }
    };
}

// In the order of `equipoise --help`.
verbs! {
    /// What to do.
    Verb

    Check(check::CheckArgs);
    Require(require::RequireArgs);
    Plan(plan::PlanArgs);
    Verify(verify::VerifyArgs);
    Simulate(simulate::SimulateArgs);
    Calibrate(calibrate::CalibrateArgs);
    Compare(compare::CompareArgs);
    Explain(explain::ExplainArgs);
    Frontier(frontier::FrontierArgs);
    Map(map::MapArgs);
    Rules(rules::RulesArgs);
    Levers(levers::LeversArgs);
    Schema(schema::SchemaArgs);
    Export(export::ExportArgs);
    Session(session::SessionArgs);
    Slots(slots::SlotsArgs);
    Import(import::ImportArgs);
    New(new::NewArgs);
}
