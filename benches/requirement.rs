//! Staffing answers a second on one core, beside the plain search that evaluates every candidate from scratch.
//!
//! The loads are spread evenly so that the answers run from 1 to 500 servers; 80 % within 20 seconds.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use queueing::{AbandonmentCounting, Queue, ServiceTarget, staffing};

#[path = "../tests/queueing/requirement_naive/mod.rs"]
mod naive;

const PROMISE: [ServiceTarget; 1] =
    [ServiceTarget::Answered { share: 0.80, within: 20.0 / 60.0, abandoned: AbandonmentCounting::Missed }];

fn mix(patience: Option<f64>, count: u32) -> Vec<Queue> {
    let spread = |index: u32, step: f64| (f64::from(index) * step).fract();
    (1..=count)
        .map(|index| {
            let handle = 2.0 + 4.0 * spread(index, 0.569_840_290_998_053);
            // Patience saves heads, so the same load is a smaller answer.
            let load = if patience.is_some() { 512.0 } else { 487.0 } * spread(index, 0.754_877_666_246_693) + 0.01;
            Queue { rate: load / handle, handle, patience }
        })
        .collect()
}

fn sum_of(queues: &[Queue], answer: impl Fn(&Queue) -> u32) -> u64 {
    queues.iter().map(|queue| u64::from(answer(queue))).sum()
}

fn fast(queue: &Queue) -> u32 {
    staffing(queue, &PROMISE).expect("a sound queue")
}

fn naive(queue: &Queue) -> u32 {
    naive::naive_staffing(queue.rate, queue.handle, queue.patience, 0.80, 20.0 / 60.0)
}

fn answers(criterion: &mut Criterion) {
    for (name, patience) in [("erlang_c", None), ("erlang_a", Some(5.0))] {
        let queues = mix(patience, 10_000);
        let range = queues.iter().map(fast).fold((u32::MAX, 0), |(low, high), heads| (low.min(heads), high.max(heads)));
        println!("{name}: answers from {} to {} servers", range.0, range.1);
        let few = &queues[..40];
        assert_eq!(sum_of(few, fast), sum_of(few, naive));

        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(queues.len() as u64));
        group.bench_function("staffing", |bencher| bencher.iter(|| sum_of(&queues, fast)));
        group.throughput(Throughput::Elements(few.len() as u64));
        group.sample_size(10);
        group.bench_function("naive", |bencher| bencher.iter(|| sum_of(few, naive)));
        group.finish();
    }
}

criterion_group!(benches, answers);
criterion_main!(benches);
