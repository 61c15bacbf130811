//! The best template of a session of 24 people, nine minutes each, in 240 minutes of five-minute slots: found and proved, for
//! several service times, with no-shows, with emergencies, and on a finer grid.

use criterion::{Criterion, criterion_group, criterion_main};
use queueing::distribution::{Distribution, RandomDuration};
use queueing::session::{CostWeights, Session, SessionGrid, baselines, optimal_template};

fn session(spread: Distribution) -> Session {
    Session {
        people: 24,
        slots: 48,
        slot: 5,
        steps: 5,
        service: RandomDuration { mean: 9.0, distribution: spread },
        no_show: 0.0,
        urgent: 0.0,
        urgent_service: RandomDuration { mean: 9.0, distribution: Distribution::Exponential },
        weights: CostWeights { waiting: 0.4, idle: 0.2, overtime: 0.4 },
    }
}

fn templates(criterion: &mut Criterion) {
    let cases = [
        ("exponential", session(Distribution::Exponential)),
        ("lognormal", session(Distribution::Lognormal { cv: 0.6 })),
        ("no-shows", Session { people: 29, no_show: 0.2, ..session(Distribution::Exponential) }),
        ("half-minute steps", Session { steps: 10, ..session(Distribution::Exponential) }),
        ("emergencies", Session { people: 20, urgent: 1.0, ..session(Distribution::Exponential) }),
    ];
    let mut group = criterion.benchmark_group("session");
    group.sample_size(10);
    for (name, session) in cases {
        let grid = SessionGrid::new(&session);
        let found = optimal_template(&grid);
        let used = baselines(&session).into_iter().map(|used| (used.name, grid.expect(&used.template).cost));
        let used: Vec<String> = used.map(|(name, cost)| format!("{name} {cost:.3}")).collect();
        println!("{name}: {:.3}, bound {:.3}, beside {}", found.expected.cost, found.bound, used.join(", "));
        assert!(found.expected.cost - found.bound <= 1e-6 * found.expected.cost);
        group.bench_function(name, |bencher| bencher.iter(|| optimal_template(&grid)));
    }
    group.finish();
}

criterion_group!(benches, templates);
criterion_main!(benches);
