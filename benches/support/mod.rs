//! What the benches share: where the files are, and how a model is read, needed and solved.

#![allow(dead_code, reason = "no bench uses all of it")]

use equipoise::run;
use files::load::{Loaded, load};
use mip::solver::Settings;
use planning::model::Case;
use std::path::{Path, PathBuf};

/// The real week with a promise in every interval: 182,502.00, proved.
pub const WEEK_INTERVAL: &str = "tests/reference/bank-week-interval.toml";
/// The real week with a promise over the day.
pub const WEEK_DAY: &str = "tests/reference/bank-week-day.toml";

/// A path below the root of the crate.
pub fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// True if the calls of the real week are here; else says that they are not.
pub fn shared_data() -> bool {
    let data = std::env::var_os("EQUIPOISE_DATA").map_or_else(|| path("../shared/data"), PathBuf::from);
    let there = data.join("calls/bank_calls_2003-03_to_07.csv").is_file();
    if !there {
        println!("skipped: shared data");
    }
    there
}

/// A model or scenario of the crate.
pub fn loaded(below: &str) -> Loaded {
    load(&path(below)).unwrap_or_else(|problems| panic!("{below}: {problems}"))
}

/// A model with the heads it needs.
pub fn case(loaded: &Loaded) -> Case {
    run::requirement(loaded.model.clone()).unwrap_or_else(|problems| panic!("{}: {problems}", loaded.name))
}

/// What the command line would solve it with.
pub fn settings(loaded: &Loaded) -> Settings {
    run::settings(loaded.solve)
}

/// How busy the automaton is, for the reader of a figure: the load average of the last minute.
pub fn print_load() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    println!("load average {load} on {} cores", std::thread::available_parallelism().map_or(1, usize::from));
}
