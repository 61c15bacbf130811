//! One provider's session: the exact expectation against a simulation by another hand, the optimum against enumeration, laws.

use fastrand::Rng;
use queueing::distribution::{Distribution, RandomDuration};
use queueing::session::{CostWeights, Session, SessionGrid, baselines, check, optimal_template};

fn spread(rng: &mut Rng) -> Distribution {
    match rng.u32(0..5) {
        0 => Distribution::Exponential,
        1 => Distribution::Constant,
        2 => Distribution::Lognormal { cv: 0.2 + rng.f64() },
        3 => Distribution::Gamma { cv: 0.2 + rng.f64() },
        _ => {
            let times: Vec<f64> = (0..rng.usize(1..9)).map(|_| 0.1 + rng.f64()).collect();
            let mean = times.iter().sum::<f64>() / times.len() as f64;
            Distribution::Sample(times.into_iter().map(|time| time / mean).collect())
        }
    }
}

/// A session of any kind, with at most so many people and slots; work for its length, more or less.
fn any(rng: &mut Rng, people: u32, slots: u32) -> Session {
    let (people, slots) = (rng.u32(1..=people), rng.u32(1..=slots));
    let slot = [5, 10, 15][rng.usize(0..3)];
    let fair = f64::from(slots * slot) / f64::from(people);
    let service = RandomDuration { mean: fair * (0.4 + 0.9 * rng.f64()), distribution: spread(rng) };
    let mut weight = || if rng.u32(0..6) == 0 { 0.0 } else { rng.f64() };
    let weights = CostWeights { waiting: weight(), idle: weight(), overtime: 0.05 + weight() };
    Session {
        people,
        slots,
        slot,
        steps: rng.u32(1..=5),
        service,
        no_show: if rng.bool() { 0.5 * rng.f64() } else { 0.0 },
        urgent: if rng.u32(0..3) == 0 { 2.0 * rng.f64() } else { 0.0 },
        urgent_service: RandomDuration { mean: 2.0 + 10.0 * rng.f64(), distribution: spread(rng) },
        weights,
    }
}

/// Every way to book so many people into so many slots.
fn templates(people: u32, slots: u32, each: &mut impl FnMut(&[u32])) {
    fn fill(template: &mut Vec<u32>, left: u32, slots: u32, each: &mut impl FnMut(&[u32])) {
        if slots == 1 {
            template.push(left);
            each(template);
            template.pop();
            return;
        }
        for count in 0..=left {
            template.push(count);
            fill(template, left - count, slots - 1, each);
            template.pop();
        }
    }
    fill(&mut Vec::new(), people, slots, each);
}

#[test]
fn the_optimum_is_that_of_enumeration() {
    let mut rng = Rng::with_seed(7);
    let mut beaten = 0;
    for case in 0..600 {
        let session = any(&mut rng, 8, 8);
        assert!(check(&session).is_empty(), "{:?}", check(&session));
        let grid = SessionGrid::new(&session);
        let found = optimal_template(&grid);
        assert_eq!(found.template.iter().sum::<u32>(), session.people);
        let mut least = f64::INFINITY;
        templates(session.people, session.slots, &mut |template| least = least.min(grid.expect(template).cost));
        let near = 1e-9 * (1.0 + least);
        assert!((found.expected.cost - least).abs() < near, "{case}: {} {least} {session:?}", found.expected.cost);
        assert!(found.bound <= least + near && found.bound > least - 1e-6 * (1.0 + least), "{case}: {}", found.bound);
        let used = baselines(&session);
        assert!(used.iter().all(|used| found.expected.cost <= grid.expect(&used.template).cost + near), "{case}");
        beaten += u32::from(used.iter().all(|used| found.expected.cost < grid.expect(&used.template).cost - near));
    }
    // Else the search would not have been needed.
    assert!(beaten > 150, "{beaten}");
}

/// One session by another hand: real times, laid on the grid by a coin, person by person.
struct Play<'a> {
    session: &'a Session,
    step: f64,
    dice: &'a mut Rng,
}

impl Play<'_> {
    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.dice.f64()).ln()).sqrt() * (std::f64::consts::TAU * self.dice.f64()).cos()
    }

    fn gamma(&mut self, shape: f64) -> f64 {
        // Marsaglia and Tsang 2000; below 1 with one shape more and a power.
        if shape < 1.0 {
            let power = (1.0 - self.dice.f64()).powf(shape.recip());
            return self.gamma(shape + 1.0) * power;
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && (1.0 - self.dice.f64()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Steps of one service.
    fn service(&mut self, span: &RandomDuration) -> u64 {
        let minutes = span.mean
            * match &span.distribution {
                Distribution::Exponential => -(1.0 - self.dice.f64()).ln(),
                Distribution::Constant => 1.0,
                Distribution::Lognormal { cv } => {
                    let variance = (1.0 + cv * cv).ln();
                    (self.normal() * variance.sqrt() - variance / 2.0).exp()
                }
                Distribution::Gamma { cv } => self.gamma(1.0 / (cv * cv)) * cv * cv,
                Distribution::Sample(times) => times[self.dice.usize(0..times.len())],
            };
        let steps = minutes / self.step;
        steps.floor() as u64 + u64::from(self.dice.f64() < steps.fract())
    }

    /// Steps waited, idle, of overtime and waited by emergencies.
    fn play(&mut self, template: &[u32]) -> [f64; 4] {
        let per_slot = u64::from(self.session.steps);
        let end = template.len() as u64 * per_slot;
        let mut coming: Vec<(u64, bool)> = Vec::new();
        let mut minute = 0.0;
        while self.session.urgent > 0.0 {
            minute += -(1.0 - self.dice.f64()).ln() * 60.0 / self.session.urgent;
            let step = (minute / self.step).floor() as u64 + 1;
            if step > end {
                break;
            }
            coming.push((step, false));
        }
        for (slot, count) in template.iter().enumerate() {
            coming.extend((0..*count).map(|_| (slot as u64 * per_slot, true)));
        }
        coming.sort();
        let (mut free, mut idle, mut sums) = (0, 0, [0.0; 4]);
        for (step, booked) in coming {
            if booked && self.dice.f64() < self.session.no_show {
                continue;
            }
            let begins = free.max(step);
            sums[if booked { 0 } else { 3 }] += (begins - step) as f64;
            idle += begins.min(end).saturating_sub(free.min(end));
            let span = if booked { &self.session.service } else { &self.session.urgent_service };
            free = begins + self.service(span);
        }
        idle += end.saturating_sub(free);
        sums[1] = idle as f64;
        sums[2] = free.saturating_sub(end) as f64;
        sums
    }
}

#[test]
fn the_expectation_agrees_with_a_simulation() {
    const PLAYS: u32 = 4_000;
    let mut rng = Rng::with_seed(11);
    let (mut told, mut missed) = (0, [0; 4]);
    for _ in 0..200 {
        let session = any(&mut rng, 10, 12);
        let mut template = vec![0; session.slots as usize];
        (0..session.people).for_each(|_| template[rng.usize(0..session.slots as usize)] += 1);
        let expected = SessionGrid::new(&session).expect(&template);
        let step = f64::from(session.slot) / f64::from(session.steps);
        let mut sums = [[0.0; 2]; 4];
        for _ in 0..PLAYS {
            let played = Play { session: &session, step, dice: &mut rng }.play(&template);
            for (sum, steps) in sums.iter_mut().zip(played) {
                let minutes = steps * step;
                *sum = [sum[0] + minutes, sum[1] + minutes * minutes];
            }
        }
        let exact = [expected.waiting, expected.idle, expected.overtime, expected.urgent_waiting];
        for (kind, (sum, exact)) in sums.iter().zip(exact).enumerate() {
            let mean = sum[0] / f64::from(PLAYS);
            let error = ((sum[1] / f64::from(PLAYS) - mean * mean) / f64::from(PLAYS)).sqrt();
            // Too rare for a normal interval: fewer than a hundred plays would have it.
            if error > 0.0 && mean > 3.0 * step * 100.0 / f64::from(PLAYS) {
                told += 1;
                missed[kind] += u32::from((mean - exact).abs() > 2.576 * error);
            } else {
                assert!((mean - exact).abs() < 0.5 * step, "{exact} {mean}");
            }
        }
    }
    // One in a hundred, more or less.
    let all: u32 = missed.iter().sum();
    assert!(
        told > 450 && all > 0 && f64::from(all) < 0.01 * f64::from(told) + 3.5 * (0.01 * f64::from(told)).sqrt(),
        "{missed:?} of {told}"
    );
}

/// The same session with another share of people who stay away.
fn session(no_show: f64) -> Session {
    Session {
        people: 12,
        slots: 24,
        slot: 10,
        steps: 5,
        service: RandomDuration { mean: 18.0, distribution: Distribution::Gamma { cv: 0.6 } },
        no_show,
        urgent: 0.0,
        urgent_service: RandomDuration { mean: 18.0, distribution: Distribution::Exponential },
        weights: CostWeights { waiting: 1.0, idle: 1.0, overtime: 2.0 },
    }
}

#[test]
fn more_of_one_thing_is_less_of_another() {
    let template = baselines(&session(0.0))[0].template.clone();
    let expect = |session: &Session| SessionGrid::new(session).expect(&template);
    let mut before = expect(&session(0.0));
    for no_show in [0.1, 0.3, 0.6, 0.9] {
        let now = expect(&session(no_show));
        assert!(now.waiting < before.waiting && now.overtime < before.overtime && now.idle > before.idle);
        before = now;
    }
    // Longer and more variable services, and emergencies, are waited for.
    let usual = expect(&session(0.1));
    let with = |change: &dyn Fn(&mut Session)| {
        let mut session = session(0.1);
        change(&mut session);
        expect(&session)
    };
    let longer = with(&|session| session.service.mean = 19.0);
    let varied = with(&|session| session.service.distribution = Distribution::Gamma { cv: 1.0 });
    let urgent = with(&|session| session.urgent = 0.5);
    for worse in [longer, varied, urgent] {
        assert!(worse.waiting > usual.waiting && worse.overtime > usual.overtime);
    }
    // A finer grid changes little, and never makes it worse: what lies between two steps is spread on both.
    let finer = with(&|session| session.steps = 10);
    assert!(finer.waiting < usual.waiting && finer.waiting > 0.99 * usual.waiting);
}

#[test]
fn what_is_worked_and_idled_is_what_there_is() {
    for case in 0..50 {
        let session = any(&mut Rng::with_seed(case), 12, 20);
        let mut template = vec![0; session.slots as usize];
        template[0] = session.people;
        let found = SessionGrid::new(&session).expect(&template);
        let hours = f64::from(session.length()) / 60.0;
        let booked = f64::from(session.people) * (1.0 - session.no_show) * session.service.mean;
        let work = booked + session.urgent * hours * session.urgent_service.mean;
        let there = f64::from(session.length()) + found.overtime - found.idle;
        assert!((work - there).abs() < 1e-8 * (1.0 + work), "{case}: {work} {there}");
    }
}

#[test]
fn heavier_weights_buy_what_they_weigh() {
    let best_for = |waiting: f64| {
        let mut session = session(0.2);
        session.weights.waiting = waiting;
        optimal_template(&SessionGrid::new(&session)).expected
    };
    let (light, even, heavy) = (best_for(0.1), best_for(1.0), best_for(10.0));
    assert!(light.waiting > even.waiting && even.waiting > heavy.waiting);
    assert!(light.overtime < even.overtime && even.overtime < heavy.overtime);
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let mut session = session(0.15);
    session.urgent = 0.4;
    let answer = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| optimal_template(&SessionGrid::new(&session)))
    };
    let one = answer(1);
    assert!([2, 3, 7].into_iter().all(|threads| answer(threads) == one));
}

#[test]
fn wrong_sessions_are_refused_with_every_problem() {
    assert!(check(&session(0.2)).is_empty());
    let wrong = Session {
        people: 0,
        slots: 0,
        service: RandomDuration { mean: -1.0, distribution: Distribution::Gamma { cv: 0.0 } },
        no_show: 1.2,
        urgent: f64::NAN,
        weights: CostWeights { waiting: -1.0, idle: 0.0, overtime: 0.0 },
        ..session(0.0)
    };
    let fields: Vec<&str> = check(&wrong).iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["people", "slots", "service", "service", "no_show", "urgent", "weights.waiting"]);
    let none = Session { weights: CostWeights { waiting: 0.0, idle: 0.0, overtime: 0.0 }, ..session(0.0) };
    assert_eq!(check(&none)[0].field, "weights");
    assert_eq!(check(&Session { steps: 100_000, ..session(0.0) })[0].field, "steps");
}
