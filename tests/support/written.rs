//! A model written as people write it, and the plan of it.

use equipoise::run;
use equipoise::run::Planned;
use files::load::load;
use mip::solver::Settings;

/// The proved plan of a model in TOML, with the CSV files that it names.
pub fn planned(model: &str, tables: &[(&str, &str)]) -> Planned {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in tables.iter().chain(&[("model.toml", model)]) {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let loaded = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}\n{model}"));
    let case = run::requirement(loaded.model).unwrap_or_else(|problems| panic!("{problems}"));
    run::plan(case, &Settings { gap: 0.0, time_limit: 20.0, ..Settings::default() }).expect("a plan")
}

/// What the ledger of a plan charges on an account, in minor units.
pub fn charged(planned: &Planned, account: &str) -> i64 {
    planned.ledger.entries.iter().filter(|entry| entry.account == account).map(|entry| entry.amount.0).sum()
}
