//! How a scenario is solved: what was typed, else what its file says, else the program's choice.

use super::args::Solving;
use crate::compare::fan::cores;
use crate::run;
use files::load::SolveSettings;
use mip::solver::Settings;
use mip::solver::settings::Watcher;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

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
