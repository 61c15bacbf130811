//! Matrix entries written a second, beside the time of one solve of the same program.
//!
//! To reach: 500,000 entries a second, and less than 5 % of the solve time.

use base::limits;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mip::solver::{Settings, solve};
use planning::staffing as balance;
use std::time::{Duration, Instant};

#[path = "support/mod.rs"]
mod support;

/// A limit for the solve: a longer one would only make the share smaller.
const SECONDS: f64 = 10.0;
/// Writes beside the solve, of which the median counts.
const WRITES: usize = 11;

fn builds(criterion: &mut Criterion) {
    support::print_load();
    let mut files = vec!["models/bank", "models/emergency"];
    if support::shared_data() {
        files.push(support::WEEK_DAY);
    }
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for file in files {
        let loaded = support::loaded(file);
        let case = support::case(&loaded);
        let program = balance::write_staffing(&case).stamped.program;
        let entries = program.entries();
        assert!((1..=limits::ENTRIES).contains(&entries), "{file}");

        group.throughput(Throughput::Elements(entries as u64));
        group.bench_function(file.replace('/', "_"), |bencher| bencher.iter(|| balance::write_staffing(&case)));

        let mut writes: Vec<Duration> = (0..WRITES).map(|_| timed(|| balance::write_staffing(&case)).1).collect();
        writes.sort();
        let write = writes[WRITES / 2].as_secs_f64();
        let settings = Settings { time_limit: SECONDS, ..support::settings(&loaded) };
        let (solved, took) = timed(|| solve(&program, &settings).expect("a sound program"));
        println!(
            "{file}: {entries} entries in {:.1} ms, {:.0} a second; solved in {:.2} s ({:?}); building is {:.2} % of both",
            1e3 * write,
            entries as f64 / write,
            took.as_secs_f64(),
            solved.ending,
            100.0 * write / (write + took.as_secs_f64()),
        );
    }
    group.finish();
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = work();
    (done, begin.elapsed())
}

criterion_group!(benches, builds);
criterion_main!(benches);
