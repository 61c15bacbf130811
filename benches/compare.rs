//! Eight scenarios one at a time and two at a time, one thread each, side by side in one run.
//!
//! To reach: at least 1.8 times the speed on two cores that nobody else uses.

use equipoise::compare::scenario::plan_all;
use files::load::{Loaded, load_all};
use mip::outcome::Ending;
use std::time::Instant;

#[path = "support/mod.rs"]
mod support;

/// Runs of each, of which the median counts.
const ROUNDS: usize = 3;

/// The real week at eight handle times, each solved in about as long as the others: a scenario that takes longer than
/// all others together would say more of itself than of the jobs.
fn scenarios() -> Vec<Loaded> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("handle-times.toml");
    let text = format!(
        "extends = [{:?}]\n[solve]\ngap = 0.0001\n[sweep]\n\"service.calls.handle\" = \
         [\"212s\", \"214s\", \"216s\", \"218s\", \"220s\", \"222s\", \"224s\", \"226s\"]\n",
        support::path(support::WEEK_INTERVAL),
    );
    std::fs::write(&file, text).expect("a file in a folder of ours");
    load_all(&[file]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The costs, and the seconds of all of them and of the longest.
fn run(loaded: &[Loaded], jobs: usize) -> (Vec<f64>, f64, f64) {
    let begin = Instant::now();
    let done = plan_all(loaded.to_vec(), jobs, 1, support::settings, |_| {}).expect("threads");
    let seconds = begin.elapsed().as_secs_f64();
    let longest = done.iter().map(|scenario| scenario.seconds).fold(0.0, f64::max);
    let cost = |scenario: &equipoise::compare::Scenario| {
        let planned = &scenario.result.as_ref().unwrap_or_else(|trouble| panic!("{}", trouble.short())).planned;
        let ending = planned.outcome.ending;
        assert!(matches!(ending, Ending::Proved | Ending::WithinGap), "{}: {ending:?}", scenario.name);
        planned.ledger.total().major()
    };
    (done.iter().map(cost).collect(), seconds, longest)
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    if !support::shared_data() {
        return;
    }
    support::print_load();
    let loaded = scenarios();
    assert_eq!(loaded.len(), 8);
    let (mut one, mut two) = (Vec::new(), Vec::new());
    let mut known: Option<Vec<f64>> = None;
    for round in 1..=ROUNDS {
        for (jobs, all) in [(1, &mut one), (2, &mut two)] {
            let (costs, seconds, longest) = run(&loaded, jobs);
            println!("round {round}, --jobs {jobs} --threads 1: {seconds:.2} s, longest scenario {longest:.2} s");
            assert_eq!(*known.get_or_insert_with(|| costs.clone()), costs, "plans do not depend on the jobs");
            all.push(seconds);
        }
    }
    let (one, two) = (median(one), median(two));
    println!("median {one:.2} s one at a time, {two:.2} s two at a time: {:.2} times as fast", one / two);
    support::print_load();
}
