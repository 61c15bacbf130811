//! The public roster benchmark: cost and bound beside the published values, as a table.
//!
//! `cargo bench --bench roster -- 1,2,5 60` plans these instances with so many seconds each; without a list all of them.
//! The instances are read from `EQUIPOISE_DATA` (see the README); the judges look at every roster before it is shown.

use equipoise::run;
use files::exchange::nrp;
use files::load::load;
use mip::solver::Settings;
use std::path::{Path, PathBuf};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let data =
        PathBuf::from(std::env::var("EQUIPOISE_DATA").unwrap_or_else(|_| "../shared/data".to_owned())).join("nrp");
    let Ok(published) = csv::Reader::from_path(data.join("published.csv")) else {
        println!("SKIPPED: no benchmark at {}", data.display());
        return;
    };
    let seconds: f64 = given.get(1).and_then(|text| text.parse().ok()).unwrap_or(60.0);
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>8} {:>10} {:>10}",
        "instance", "cost", "bound", "best known", "seconds", "ip-vns 10", "gurobi 10"
    );
    for row in published.into_records().map(|row| row.expect("a row of the published values")) {
        let number = &row[0];
        if given.first().is_some_and(|wanted| !wanted.split(',').any(|one| one == number)) {
            continue;
        }
        let (cost, bound, taken) = plan(&data.join(format!("Instance{number}.txt")), seconds);
        println!("{number:>8} {cost:>10} {bound:>10} {:>10} {taken:>8.1} {:>10} {:>10}", &row[4], &row[7], &row[6]);
    }
}

/// Cost, bound and seconds of one instance, imported, loaded, planned and judged as a user would.
fn plan(instance: &Path, seconds: f64) -> (String, String, f64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let read = nrp::read(instance).expect("an instance of the benchmark");
    for (name, text) in nrp::files(&read, "instance").expect("files of an instance") {
        std::fs::write(folder.path().join(name), text).expect("a writable temporary folder");
    }
    let loaded = load(&folder.path().join("scenario.toml")).expect("an imported instance loads");
    let case = run::requirement(loaded.model).expect("a model without services needs nothing");
    let begin = std::time::Instant::now();
    let settings = Settings { time_limit: seconds, gap: 0.0, ..Settings::default() };
    let planned = run::plan(case, &settings);
    let taken = begin.elapsed().as_secs_f64();
    match planned {
        Ok(planned) => (planned.ledger.total().to_string(), format!("{:.2}", planned.outcome.bound), taken),
        Err(failure) => (failure.to_string(), "-".to_owned(), taken),
    }
}
