//! From files to a model: a shipped model, a real week out of five months, and a log of a million calls.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use files::load::load;
use std::fmt::Write as _;
use std::path::Path;

#[path = "support/mod.rs"]
mod support;

const CALLS: u64 = 1_000_000;

/// Open all hours of a week, in which the calls are a hundred a minute.
const MODEL: &str = r#"
title    = "A log of single calls"
timezone = "America/New_York"
currency = "USD"
start    = 2026-06-01
days     = 7

[service.calls]
demand   = { file = "calls.csv", time = "start" }
handle   = "2min"
desired  = { share = 0.80, within = "20s" }
shortage = "100/head-hour"

[team.agents]
heads  = 100
skills = { calls = 1.0 }
wage   = "20.00/h"
shifts = ["day"]

[shift.day]
start = "00:00..16:00 step 1h"
paid  = "8h"
"#;

/// A week of calls, one a row, evenly from its first second to its last.
fn write_log(folder: &Path) {
    let mut text = String::from("start\n");
    for call in 0..CALLS {
        let second = call * 7 * 86_400 / CALLS;
        let (day, hour, minute) = (1 + second / 86_400, second / 3_600 % 24, second / 60 % 60);
        writeln!(text, "2026-06-{day:02} {hour:02}:{minute:02}:{:02}", second % 60).expect("memory");
    }
    std::fs::write(folder.join("calls.csv"), text).expect("a file in a folder of ours");
    std::fs::write(folder.join("model.toml"), MODEL).expect("a file in a folder of ours");
}

fn loads(criterion: &mut Criterion) {
    support::print_load();
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    let bank = support::path("models/bank");
    group.bench_function("models_bank", |bencher| bencher.iter(|| load(&bank).expect("a sound model")));
    if support::shared_data() {
        let week = support::path(support::WEEK_INTERVAL);
        group.bench_function("real_week", |bencher| bencher.iter(|| load(&week).expect("a sound model")));
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_log(folder.path());
    let volume: f64 = load(folder.path()).expect("a sound model").model.services[0].volume.iter().sum();
    assert_eq!(volume.round(), CALLS as f64, "no call is lost");
    group.throughput(Throughput::Elements(CALLS));
    group.bench_function("million_calls", |bencher| bencher.iter(|| load(folder.path()).expect("a sound model")));
    group.finish();
}

criterion_group!(benches, loads);
criterion_main!(benches);
