//! The queueing formulas against published figures and against a birth-death chain written out state by state.

use queueing::{
    AbandonmentCounting, InitialLoad, Performance, Queue, Segment, SegmentLoad, ServiceTarget, StaffingError,
    answered_within, erlang_b, erlang_c, offered_load, performance, staffing,
};

const CALLS: Queue = Queue { rate: 100.0 / 30.0, handle: 3.0, patience: None };
const IN_20_SECONDS: f64 = 20.0 / 60.0;

fn answered(share: f64) -> ServiceTarget {
    ServiceTarget::Answered { share, within: IN_20_SECONDS, abandoned: AbandonmentCounting::Missed }
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn published_erlang_b_and_c() {
    close(erlang_b::blocking(132, 123.0), 0.0312, 5e-5);
    close(erlang_c::delay(132, 123.0), 0.3211, 5e-5);
    close(erlang_c::delay(12_421, 12_345.0), 0.3812, 5e-5);
}

#[test]
fn published_erlang_c_staffing() {
    let promises = [answered(0.80), ServiceTarget::Occupancy { at_most: 0.85 }];
    assert_eq!(staffing(&CALLS, &promises), Ok(14));
    let found = performance(&CALLS, 14);
    close(found.waiting, 0.174, 5e-4);
    close(found.occupancy, 0.714, 5e-4);
    close(answered_within(&CALLS, 14, IN_20_SECONDS, AbandonmentCounting::Missed), 0.888, 5e-4);
}

/// The published mean wait is over all contacts, and its 0.916792 counts whoever hangs up as missed.
#[test]
fn published_erlang_a() {
    let queue = Queue { patience: Some(5.0), ..CALLS };
    let found = performance(&queue, 14);
    close(found.waiting, 0.14526, 5e-6);
    close(found.abandoned, 0.013984, 5e-7);
    close(found.mean_wait, 0.069919, 5e-7);
    close(answered_within(&queue, 14, IN_20_SECONDS, AbandonmentCounting::Missed), 0.916792, 5e-7);
    close(answered_within(&queue, 14, IN_20_SECONDS, AbandonmentCounting::Ignored), 0.9234073222785784, 1e-12);
}

/// What a chain gives: the same figures as the formulas, the share in time for both ways of counting.
struct Exact {
    performance: Performance,
    missed: f64,
    ignored: f64,
}

/// The chain itself: the weight of each state from the balance of neighbours, in logarithms, until nothing is left; then
/// the wait of a contact that finds `i` others in line, by uniformisation.
fn chain(queue: &Queue, servers: usize, within: f64) -> Exact {
    let (service, leaving) = (1.0 / queue.handle, queue.patience.map_or(0.0, f64::recip));
    let mut logs = vec![0.0_f64];
    let mut best = 0.0_f64;
    for state in 1.. {
        let busy = state.min(servers) as f64;
        let line = (state - state.min(servers)) as f64;
        let log = logs[state - 1] + (queue.rate / (busy * service + line * leaving)).ln();
        best = best.max(log);
        logs.push(log);
        if state > servers && log < best - 60.0 {
            break;
        }
    }
    let total: f64 = logs.iter().map(|log| (log - best).exp()).sum();
    let chance: Vec<f64> = logs.iter().map(|log| (log - best).exp() / total).collect();
    let found_busy = &chance[servers..];
    let line: f64 = found_busy.iter().enumerate().map(|(waiting, p)| waiting as f64 * p).sum();
    let busy: f64 = chance.iter().enumerate().map(|(state, p)| state.min(servers) as f64 * p).sum();

    let full = servers as f64 * service;
    let clock = full + found_busy.len() as f64 * leaving;
    let mut served = vec![0.0_f64; found_busy.len()];
    let mut still = vec![1.0_f64; found_busy.len()];
    let (mut in_time, mut waits_longer) = (0.0, 0.0);
    let mut log_poisson = -clock * within;
    let mut seen = 0.0;
    for jump in 1.. {
        let weight = log_poisson.exp();
        seen += weight;
        for (ahead, p) in found_busy.iter().enumerate() {
            in_time += weight * p * served[ahead];
            waits_longer += weight * p * still[ahead];
        }
        if jump as f64 > clock * within && weight < 1e-18 {
            break;
        }
        for ahead in (0..found_busy.len()).rev() {
            let forward = (full + ahead as f64 * leaving) / clock;
            let stay = (1.0 - forward - leaving / clock).max(0.0);
            let (next_served, next_still) = if ahead == 0 { (1.0, 0.0) } else { (served[ahead - 1], still[ahead - 1]) };
            served[ahead] = forward * next_served + stay * served[ahead];
            still[ahead] = forward * next_still + stay * still[ahead];
        }
        log_poisson += (clock * within / jump as f64).ln();
    }
    close(seen, 1.0, 1e-11);
    let in_time = chance[..servers].iter().sum::<f64>() + in_time;
    Exact {
        performance: Performance {
            waiting: found_busy.iter().sum(),
            mean_wait: line / queue.rate,
            abandoned: leaving * line / queue.rate,
            occupancy: busy / servers as f64,
        },
        missed: in_time,
        ignored: in_time / (in_time + waits_longer),
    }
}

#[track_caller]
fn agree(queue: &Queue, servers: u32, within: f64) {
    let exact = chain(queue, servers as usize, within);
    let found = performance(queue, servers);
    let same = |name: &str, found: f64, exact: f64| {
        let apart = (found - exact).abs();
        assert!(
            apart <= 1e-9 * exact + 1e-13,
            "{name} {found} but {exact}: {queue:?}, {servers} servers, {within} min"
        );
    };
    same("waiting", found.waiting, exact.performance.waiting);
    same("mean wait", found.mean_wait, exact.performance.mean_wait);
    same("abandoned", found.abandoned, exact.performance.abandoned);
    same("occupancy", found.occupancy, exact.performance.occupancy);
    same("missed", answered_within(queue, servers, within, AbandonmentCounting::Missed), exact.missed);
    same("ignored", answered_within(queue, servers, within, AbandonmentCounting::Ignored), exact.ignored);
}

const SIZES: [u32; 8] = [1, 2, 5, 14, 60, 300, 1_500, 5_000];

/// Loads around `servers`, in steps of the natural scale.
fn loads(servers: u32) -> impl Iterator<Item = f64> {
    let heads = f64::from(servers);
    [-6.0, -3.0, -1.0, -0.3, 0.0, 0.4, 2.0, 5.0]
        .into_iter()
        .map(move |c| heads + c * heads.sqrt())
        .filter(|load| *load > 0.0)
}

#[test]
fn erlang_b_is_the_chain_without_a_line() {
    for servers in SIZES {
        for load in loads(servers).chain([1e-12, 0.01, 1e7]) {
            let mut log = 0.0;
            let logs: Vec<f64> = (1..=servers)
                .map(|busy| {
                    log += (load / f64::from(busy)).ln();
                    log
                })
                .collect();
            let best = logs.iter().fold(0.0_f64, |best, log| best.max(*log));
            let total = (-best).exp() + logs.iter().map(|log| (log - best).exp()).sum::<f64>();
            let exact = (log - best).exp() / total;
            let found = erlang_b::blocking(servers, load);
            assert!((found - exact).abs() <= 1e-9 * exact, "{found} but {exact}: {load} erlangs, {servers} servers");
        }
    }
}

#[test]
fn erlang_c_is_the_chain() {
    for servers in SIZES {
        for load in loads(servers).filter(|load| *load < f64::from(servers)) {
            let queue = Queue { rate: load / 3.0, handle: 3.0, patience: None };
            agree(&queue, servers, IN_20_SECONDS);
            agree(&queue, servers, 0.0);
        }
    }
}

#[test]
fn erlang_a_is_the_chain() {
    for servers in SIZES {
        for load in loads(servers) {
            for patience in [0.05, 2.0, 40.0] {
                let queue = Queue { rate: load / 3.0, handle: 3.0, patience: Some(patience) };
                agree(&queue, servers, IN_20_SECONDS);
                if servers <= 300 {
                    agree(&queue, servers, 4.0);
                }
            }
        }
    }
}

/// Large groups change from sums to integrals; both sides of the change must fit together, and lie between B and C.
#[test]
fn large_groups_are_continuous() {
    for c in [-4.0, -0.5, 0.0, 0.5, 4.0] {
        let at = |servers: u32, patience: f64| {
            let load = f64::from(servers) + c * f64::from(servers).sqrt();
            let queue = Queue { rate: load / 3.0, handle: 3.0, patience: Some(patience) };
            (performance(&queue, servers), answered_within(&queue, servers, 0.2, AbandonmentCounting::Missed))
        };
        let (below, above) = (at(20_000, 3.0 * (1.0 - 1e-9)), at(20_000, 3.0 * (1.0 + 1e-9)));
        close(below.0.waiting, above.0.waiting, 1e-8);
        close(below.0.abandoned, above.0.abandoned, 1e-9 * c.abs() + 1e-10);
        close(below.1, above.1, 1e-7);
        let (large, _) = at(100_000, 5.0);
        assert!((0.0..=1.0).contains(&large.waiting) && large.abandoned > 0.0 && large.occupancy <= 1.0, "{large:?}");
    }
    let queue = Queue { rate: 20_010.0 / 3.0, handle: 3.0, patience: Some(3.01) };
    agree(&queue, 20_000, 0.01);
}

#[test]
fn huge_patience_is_erlang_c_and_tiny_patience_is_erlang_b() {
    for (servers, load) in [(1, 0.5), (14, 10.0), (500, 480.0), (5_000, 4_900.0), (100_000, 99_000.0)] {
        let queue = |patience| Queue { rate: load / 3.0, handle: 3.0, patience };
        let patient = performance(&queue(None), servers);
        for patience in [1e13, 1e100, f64::MAX] {
            let found = performance(&queue(Some(patience)), servers);
            close(found.waiting, patient.waiting, 1e-9 * patient.waiting + 1e-15);
            if patience < 1e15 {
                close(found.mean_wait, patient.mean_wait, 1e-8 * patient.mean_wait + 1e-15);
            }
            let in_time = |queue: &Queue| answered_within(queue, servers, IN_20_SECONDS, AbandonmentCounting::Missed);
            close(in_time(&queue(Some(patience))), in_time(&queue(None)), 1e-9);
        }
        let blocked = erlang_b::blocking(servers, load);
        for patience in [1e-14, 1e-300] {
            let found = performance(&queue(Some(patience)), servers);
            close(found.waiting, blocked, 1e-9 * blocked + 1e-300);
            close(found.abandoned, blocked, 1e-9 * blocked + 1e-300);
        }
    }
}

#[test]
fn overload_is_what_the_fluid_says() {
    for (servers, load) in [(10_u32, 1e4), (1_000, 2_000.0), (100_000, 150_000.0)] {
        for patience in [0.01, 5.0, 1e6] {
            let queue = Queue { rate: load / 3.0, handle: 3.0, patience: Some(patience) };
            let found = performance(&queue, servers);
            close(found.abandoned, 1.0 - f64::from(servers) / load, 1e-4);
            close(found.occupancy, 1.0, 2e-4);
        }
    }
    let queue = Queue { rate: 500.0, handle: 3.0, patience: Some(10.0) };
    // Those served wait 10 ln(1.5) = 4.05 minutes.
    close(answered_within(&queue, 1_000, 3.0, AbandonmentCounting::Missed), 0.0, 1e-3);
    close(answered_within(&queue, 1_000, 5.0, AbandonmentCounting::Missed), 2.0 / 3.0, 1e-3);
}

#[test]
fn extremes_give_figures() {
    for rate in [1e-300, 1e-12, 1e-3, 1.0, 3e4] {
        for patience in [None, Some(1e-9), Some(1.0), Some(1e9)] {
            let queue = Queue { rate, handle: 3.0, patience };
            for servers in [0, 1, 2, 1_000, 100_000] {
                let found = performance(&queue, servers);
                let share = answered_within(&queue, servers, 0.5, AbandonmentCounting::Ignored);
                for part in [found.waiting, found.abandoned, found.occupancy, share] {
                    assert!((0.0..=1.0).contains(&part), "{queue:?} {servers}: {found:?} {share}");
                }
                assert!(found.mean_wait >= 0.0, "{queue:?} {servers}: {found:?}");
            }
        }
    }
    let strange = Queue { rate: f64::NAN, handle: f64::INFINITY, patience: Some(f64::NAN) };
    performance(&strange, 7);
    answered_within(&strange, 7, f64::NAN, AbandonmentCounting::Missed);
}

#[test]
fn staffing_of_extremes() {
    let queue = |rate| Queue { rate, handle: 3.0, patience: None };
    assert_eq!(staffing(&queue(0.0), &[answered(0.8)]), Ok(0));
    assert_eq!(staffing(&queue(1e-12), &[answered(0.8)]), Ok(1));
    assert_eq!(staffing(&CALLS, &[]), Ok(0));
    assert_eq!(staffing(&CALLS, &[ServiceTarget::Workload { ratio: 1.0 }]), Ok(10));
    assert_eq!(staffing(&CALLS, &[ServiceTarget::Abandonment { at_most: 0.1 }]), Ok(11));
    assert_eq!(
        staffing(&Queue { rate: 17.0, handle: 1.0, patience: None }, &[ServiceTarget::Occupancy { at_most: 0.85 }]),
        Ok(20)
    );
    let large = staffing(&queue(1e5 / 3.0), &[answered(0.8)]).unwrap();
    assert!((100_000..101_000).contains(&large), "{large}");
    assert_eq!(staffing(&queue(1e6), &[answered(0.8)]), Err(StaffingError::TooMany { load: 3e6 }));
}

#[test]
fn impossible_numbers_are_refused() {
    let refused = |queue: Queue, promise: ServiceTarget| {
        let found = staffing(&queue, &[promise]);
        assert!(matches!(found, Err(StaffingError::Invalid { .. })), "{queue:?} {promise:?}: {found:?}");
    };
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        refused(Queue { rate: bad, ..CALLS }, answered(0.8));
        refused(Queue { handle: bad, ..CALLS }, answered(0.8));
        refused(Queue { patience: Some(bad), ..CALLS }, answered(0.8));
        refused(CALLS, answered(bad));
        refused(CALLS, ServiceTarget::Answered { share: 0.8, within: bad, abandoned: AbandonmentCounting::Missed });
        refused(CALLS, ServiceTarget::MeanWait { at_most: bad });
        refused(CALLS, ServiceTarget::Abandonment { at_most: bad });
        refused(CALLS, ServiceTarget::Occupancy { at_most: bad });
        refused(CALLS, ServiceTarget::Workload { ratio: bad });
    }
    refused(Queue { handle: 0.0, ..CALLS }, answered(0.8));
    refused(CALLS, answered(1.0));
    refused(CALLS, ServiceTarget::MeanWait { at_most: 0.0 });
    refused(CALLS, ServiceTarget::Occupancy { at_most: 1.01 });
}

fn day(rates: &[f64]) -> Vec<Segment> {
    rates.iter().map(|rate| Segment { minutes: 15.0, rate: *rate, handle: 7.0 }).collect()
}

#[test]
fn offered_load_follows_the_rate_late() {
    let segments = day(&[2.0, 6.0, 3.0]);
    for start in [InitialLoad::At(0.0), InitialLoad::At(30.0), InitialLoad::Steady, InitialLoad::Cyclic] {
        let found = offered_load(&segments, start).unwrap();
        let begin = match start {
            InitialLoad::At(load) => load,
            InitialLoad::Steady => 14.0,
            InitialLoad::Cyclic => found[2].end,
        };
        // Small steps of the differential equation, by the midpoint rule.
        let mut load = begin;
        for (segment, SegmentLoad { mean, end }) in segments.iter().zip(&found) {
            let steps = 20_000;
            let step = segment.minutes / f64::from(steps);
            let mut sum = 0.0;
            for _ in 0..steps {
                let slope = |load: f64| segment.rate - load / segment.handle;
                let middle = load + 0.5 * step * slope(load);
                sum += middle * step;
                load += step * slope(middle);
            }
            close(*mean, sum / segment.minutes, 1e-6);
            close(*end, load, 1e-6);
        }
    }
}

#[test]
fn offered_load_at_rest_and_refusals() {
    for start in [InitialLoad::Steady, InitialLoad::Cyclic] {
        for load in offered_load(&day(&[4.0; 5]), start).unwrap() {
            close(load.mean, 28.0, 1e-9);
            close(load.end, 28.0, 1e-9);
        }
    }
    assert_eq!(offered_load(&[], InitialLoad::Cyclic), Ok(vec![]));
    assert!(offered_load(&day(&[f64::NAN]), InitialLoad::Steady).is_err());
    assert!(offered_load(&day(&[-1.0]), InitialLoad::Steady).is_err());
    assert!(offered_load(&day(&[1.0]), InitialLoad::At(-1.0)).is_err());
    assert!(offered_load(&[Segment { minutes: 0.0, rate: 1.0, handle: 1.0 }], InitialLoad::Steady).is_err());
}
