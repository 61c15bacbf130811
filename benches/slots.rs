//! A month of appointment slots for 30 providers and 12 types: cost, bound and seconds.
//!
//! `cargo bench --bench slots -- 60` gives each of three seeds so many seconds. Providers stand in ten groups of three who can
//! do the same; some groups share a room, and one person in six also serves those who walk in.

#[path = "../tests/support/clinic_month.rs"]
mod clinic_month;
mod support;

use equipoise::run;
use files::load::load;
use mip::solver::Settings;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    support::print_load();
    let given = std::env::args().skip(1).find_map(|argument| argument.parse::<f64>().ok());
    let seconds = given.unwrap_or(60.0);
    println!(
        "{:>5} {:>12} {:>12} {:>8} {:>8} {:>7} {:>9}",
        "seed", "cost", "bound", "gap", "seconds", "slots", "columns"
    );
    for seed in 1..=3 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in clinic_month::files(seed) {
            std::fs::write(folder.path().join(name), text).expect("a writable temporary folder");
        }
        let loaded = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
        let case = run::requirement(loaded.model).unwrap_or_else(|problems| panic!("{problems}"));
        let begin = std::time::Instant::now();
        let settings = Settings { time_limit: seconds, gap: 0.005, ..Settings::default() };
        let planned = run::plan(case, &settings).unwrap_or_else(|failure| panic!("{failure}"));
        let taken = begin.elapsed().as_secs_f64();
        println!(
            "{seed:>5} {:>12} {:>12.2} {:>7.3}% {taken:>8.1} {:>7} {:>9}",
            planned.ledger.total().to_string(),
            planned.outcome.bound,
            planned.outcome.gap * 100.0,
            planned.plan.slots.len(),
            planned.size[0],
        );
    }
}
