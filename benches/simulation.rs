//! Events a second on one core: a bank day of 30,000 calls and some 240 people, played again and again.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use simulation::engine::Engine;
use simulation::random_streams::StreamNames;
use simulation::trace::NoTrace;
use std::hint::black_box;

#[path = "support/bank_day.rs"]
mod bank_day;

fn simulation(criterion: &mut Criterion) {
    let world = bank_day::bank_day();
    let mut engine = Engine::new(&world);
    let events = engine.simulate(&world.blocks[0], StreamNames { seed: 0, replication: 0 }, &mut NoTrace).events;
    println!("a bank day has {events} events");
    let mut group = criterion.benchmark_group("simulation");
    group.throughput(Throughput::Elements(events));
    let mut replication = 0;
    group.bench_function("events of a bank day", |bencher| {
        bencher.iter(|| {
            replication += 1;
            black_box(engine.simulate(&world.blocks[0], StreamNames { seed: 0, replication }, &mut NoTrace))
        });
    });
    group.finish();
}

criterion_group!(benches, simulation);
criterion_main!(benches);
