//! How a scenario is solved: what was typed, else what its file says, else the program's choice.

use super::values::{seconds, share};
use crate::compare::fan::cores;
use crate::run;
use clap::Args;
use files::load::SolveSettings;
use mip::solver::Settings;
use mip::solver::settings::Watcher;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How to solve.
#[derive(Clone, Copy, Debug, Args)]
pub struct Solving {
    /// Stop after so many seconds with the best plan so far [default: the file's, else 60]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Stop when the plan is known to be this close to the best, as a share of its cost; 0 asks for proof
    /// [default: the file's, else 0.0001]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub gap: Option<f64>,
    /// Threads of one scenario; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    /// Random seed of the solver [default: the file's, else 0]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i32::MAX as i64))]
    pub seed: Option<u32>,
}

impl Solving {
    /// The settings of a scenario.
    pub fn settings(&self, file: SolveSettings, interrupt: &Arc<AtomicBool>, watcher: Option<Watcher>) -> Settings {
        let asked = SolveSettings {
            gap: self.gap.or(file.gap),
            time_limit: self.time_limit.or(file.time_limit),
            seed: self.seed.or(file.seed),
        };
        Settings { interrupt: interrupt.clone(), watcher, ..run::settings(asked) }
    }

    /// Threads of one scenario when so many are solved at a time.
    pub fn threads_beside(&self, jobs: usize) -> usize {
        self.threads.map_or_else(|| (cores() / jobs.max(1)).max(1), usize::from)
    }
}
