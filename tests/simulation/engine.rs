//! What the engine does, event by event, checked by another hand from its trace: who may serve whom, in which order, with
//! which things, and when people come and go.

use queueing::distribution::Distribution;
use queueing::distribution::RandomDuration;
use simulation::engine::Engine;
use simulation::random_streams::StreamNames;
use simulation::system::{Ability, AgentGroup, AgentShift, ContactStream, DayBlock, Deferred, System};
use simulation::trace::{TraceEvent, TraceKind};
use simulation::{SimulationSettings, replicate};
use std::collections::BTreeMap;

fn stream(id: &str, volume: f64, mean: f64) -> ContactStream {
    ContactStream {
        id: id.into(),
        volume: vec![volume; 32],
        day_spread: 0.0,
        handle: RandomDuration { mean, distribution: Distribution::Lognormal { cv: 0.8 } },
        patience: Some(RandomDuration { mean: 4.0, distribution: Distribution::Exponential }),
        retry: None,
        priority: 0,
        within: 0.5,
        ignored: false,
        resources: vec![],
        deferred: None,
        open: vec![true; 32],
        adjustment: Default::default(),
        routes: vec![],
    }
}

fn skill(service: usize, rank: usize, after: f64) -> Ability {
    Ability { service, efficiency: 1.0, rank, after }
}

/// Eight hours: calls, urgent calls, visitors who need one of two counters, letters. Three teams; the second prefers urgent
/// calls and takes calls only after half a minute, and it does letters; the third serves visitors and does letters.
fn world() -> System {
    let crew = |id: &str, skills| AgentGroup { id: id.into(), skills, away: 0.0, absence: 0.0 };
    let duty = |team, person, from: f64| AgentShift {
        team,
        person,
        day: 0,
        stretches: vec![(from, from + 120.0), (from + 135.0, from + 300.0)],
    };
    let mut shifts = Vec::new();
    for (team, count) in [(0, 6), (1, 5), (2, 3)] {
        shifts.extend((1..=count).map(|person| duty(team, person, f64::from(person % 3) * 60.0)));
    }
    let mut letters = stream("letters", 2.0, 6.0);
    letters.patience = None;
    letters.deferred =
        Some(Deferred { due: (0..32).map(|interval| f64::from(interval) * 15.0 + 120.0).collect(), backlog: 5 });
    System {
        interval: 15.0,
        days: vec![0.0, 480.0],
        weeks: vec![0],
        blocks: vec![DayBlock { first: 0, last: 1 }],
        services: vec![
            stream("calls", 16.0, 4.0),
            ContactStream { priority: 2, ..stream("urgent", 8.0, 3.0) },
            ContactStream { resources: vec![0], ..stream("visitors", 5.0, 5.0) },
            letters,
        ],
        teams: vec![
            crew("calls", vec![skill(0, 0, 0.0), skill(1, 0, 0.0)]),
            crew("urgent", vec![skill(1, 0, 0.0), skill(0, 1, 0.5), skill(3, 2, 0.0)]),
            crew("counter", vec![skill(2, 0, 0.0), skill(3, 1, 0.0)]),
        ],
        shifts,
        secondments: vec![],
        resources: vec![2],
        wrap: false,
    }
}

fn trace(world: &System, replication: u64) -> Vec<TraceEvent> {
    let mut sights = Vec::new();
    Engine::new(world).simulate(&world.blocks[0], StreamNames { seed: 5, replication }, &mut sights);
    sights
}

/// What somebody does, as the trace tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Away,
    /// On the floor and not serving since then: idle, or with letters.
    Ready(f64),
    Serving(usize),
}

/// Replays a trace and complains about everything that should not be.
struct Outsider<'a> {
    world: &'a System,
    waiting: Vec<Vec<(u32, f64)>>,
    doing: Vec<Doing>,
    stretch: Vec<usize>,
    left: Vec<f64>,
    answered: usize,
    overflowed: usize,
}

impl Outsider<'_> {
    fn see(&mut self, sight: &TraceEvent) {
        let now = sight.at;
        match (sight.kind, sight.contact, sight.shift) {
            (TraceKind::Arrived, Some((service, number)), _) if service < 3 => {
                self.waiting[service].push((number, now))
            }
            (TraceKind::HungUp | TraceKind::Unserved, Some((service, number)), _) => {
                self.waiting[service].retain(|(of, _)| *of != number);
            }
            (TraceKind::Answered, Some((service, number)), Some(duty)) => self.answered(now, service, number, duty),
            (TraceKind::ServiceEnd, Some((service, _)), Some(duty)) if service < 3 => {
                assert_eq!(self.doing[duty], Doing::Serving(service));
                self.doing[duty] = Doing::Ready(now);
            }
            (TraceKind::Came, _, Some(duty)) => {
                assert_eq!(self.doing[duty], Doing::Away);
                let stretches = &self.world.shifts[duty].stretches;
                let planned = stretches[self.stretch[duty]].0;
                assert!(now >= planned);
                if self.stretch[duty] > 0 {
                    // The whole break was had, however late it began.
                    let length = planned - stretches[self.stretch[duty] - 1].1;
                    assert!((now - self.left[duty] - length).abs() < 1e-6);
                }
                self.doing[duty] = Doing::Ready(now);
            }
            (TraceKind::Left, _, Some(duty)) => {
                assert!(matches!(self.doing[duty], Doing::Ready(_)));
                assert!(now >= self.world.shifts[duty].stretches[self.stretch[duty]].1);
                (self.doing[duty], self.left[duty]) = (Doing::Away, now);
                self.stretch[duty] += 1;
            }
            _ => {}
        }
    }

    fn answered(&mut self, now: f64, service: usize, number: u32, duty: usize) {
        let crew = &self.world.teams[self.world.shifts[duty].team];
        let place = self.waiting[service].iter().position(|(of, _)| *of == number).expect("who is answered has waited");
        assert_eq!(place, 0, "first come, first served");
        let (_, from) = self.waiting[service].remove(0);
        let skill = crew.skills.iter().find(|skill| skill.service == service).expect("a skill for the service");
        assert!(now - from >= skill.after - 1e-9, "too early for this team");
        self.overflowed += usize::from(skill.after > 0.0);
        let Doing::Ready(since) = self.doing[duty] else { panic!("{duty} is {:?}", self.doing[duty]) };
        assert!(now <= self.world.shifts[duty].stretches[self.stretch[duty]].1 + 1e-9 || since > now - 1e-9);
        // NoTrace of higher priority waited whom this team could have served.
        for other in &crew.skills {
            let higher = self.world.services[other.service].priority > self.world.services[service].priority;
            let ready = |(_, from): &(u32, f64)| now - from >= other.after;
            assert!(!(higher && self.waiting[other.service].iter().any(ready)), "priority");
        }
        self.doing[duty] = Doing::Serving(service);
        let counters = self.doing.iter().filter(|doing| **doing == Doing::Serving(2)).count();
        assert!(counters <= 2, "two counters");
        self.answered += 1;
    }
}

#[test]
fn every_event_is_as_the_rules_of_routing_say() {
    let world = world();
    let mut overflowed = 0;
    for replication in 0..50 {
        let sights = trace(&world, replication);
        assert!(sights.windows(2).all(|pair| pair[0].at <= pair[1].at), "time goes on");
        let mut outsider = Outsider {
            world: &world,
            waiting: vec![Vec::new(); 3],
            doing: vec![Doing::Away; world.shifts.len()],
            stretch: vec![0; world.shifts.len()],
            left: vec![0.0; world.shifts.len()],
            answered: 0,
            overflowed: 0,
        };
        sights.iter().for_each(|sight| outsider.see(sight));
        assert!(
            outsider.waiting.iter().all(Vec::is_empty),
            "everybody is answered, hangs up, or is told to be unserved"
        );
        assert!(outsider.answered > 300);
        overflowed += outsider.overflowed;
    }
    assert!(overflowed > 100, "calls overflow: {overflowed}");
}

#[test]
fn counts_are_those_of_the_trace() {
    let world = world();
    let count = |sights: &[TraceEvent], what: TraceKind, service: usize| {
        sights.iter().filter(|sight| sight.kind == what && sight.contact.is_some_and(|(of, _)| of == service)).count()
    };
    for replication in 0..20 {
        let sights = trace(&world, replication);
        let tally =
            Engine::new(&world).simulate(&world.blocks[0], StreamNames { seed: 5, replication }, &mut Vec::new());
        for service in 0..4 {
            let cells = &tally.services[service * 32..(service + 1) * 32];
            let sum =
                |of: fn(&simulation::counters::ServiceCounters) -> u32| cells.iter().map(of).sum::<u32>() as usize;
            assert_eq!(sum(|cell| cell.offered), count(&sights, TraceKind::Arrived, service));
            if service < 3 {
                assert_eq!(sum(|cell| cell.answered), count(&sights, TraceKind::Answered, service));
                assert_eq!(sum(|cell| cell.answered + cell.lost), sum(|cell| cell.offered));
            } else {
                assert_eq!(sum(|cell| cell.answered), count(&sights, TraceKind::ServiceEnd, service));
            }
        }
    }
}

#[test]
fn two_plans_meet_the_same_customers() {
    let few = System { shifts: world().shifts.into_iter().step_by(2).collect(), ..world() };
    let arrivals = |world: &System| -> Vec<(f64, Option<(usize, u32)>)> {
        let sights = trace(world, 3);
        let arrived = sights.iter().filter(|sight| sight.kind == TraceKind::Arrived);
        arrived.map(|sight| (sight.at, sight.contact)).collect()
    };
    assert_eq!(arrivals(&world()), arrivals(&few));
    // A further service changes nothing for the others.
    let mut more = world();
    more.services.push(stream("more", 10.0, 2.0));
    let without: Vec<_> =
        arrivals(&more).into_iter().filter(|(_, contact)| contact.is_some_and(|(of, _)| of < 4)).collect();
    assert_eq!(without, arrivals(&world()));
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let mut world = world();
    world.days = vec![0.0, 480.0, 960.0];
    world.weeks = vec![0, 0];
    world.blocks = vec![DayBlock { first: 0, last: 1 }, DayBlock { first: 1, last: 2 }];
    world.services.truncate(3);
    world.services.iter_mut().for_each(|service| service.volume = [&service.volume[..], &service.volume[..]].concat());
    world.teams.iter_mut().for_each(|crew| crew.skills.retain(|skill| skill.service < 3));
    let later = world.shifts.iter().map(|duty| AgentShift {
        day: 1,
        stretches: duty.stretches.iter().map(|(from, to)| (from + 480.0, to + 480.0)).collect(),
        ..duty.clone()
    });
    world.shifts = later.collect::<Vec<_>>().into_iter().chain(world.shifts.clone()).collect();
    let effort = SimulationSettings { most: 60, precision: 1e-9, ..SimulationSettings::default() };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        format!("{:?}", pool.install(|| replicate(&world, &[], &effort)))
    };
    assert_eq!(with(1), with(2));
}

#[test]
fn shifts_are_missed_as_often_as_shrinkage_says() {
    let present = |away: f64, absence: f64| -> (f64, f64) {
        let mut world = world();
        world.services.iter_mut().for_each(|service| service.volume = vec![0.0; 32]);
        world.shifts =
            (1..=40).map(|person| AgentShift { team: 0, person, day: 0, stretches: vec![(0.0, 60.0)] }).collect();
        (world.teams[0].away, world.teams[0].absence) = (away, absence);
        let count = |replication| {
            let sights = trace(&world, replication);
            sights.iter().filter(|sight| sight.kind == TraceKind::Came).count() as f64
        };
        let counts: Vec<f64> = (0..400).map(count).collect();
        let mean = counts.iter().sum::<f64>() / 400.0;
        (mean, counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / 400.0)
    };
    let (mean, variance) = present(0.0, 0.15);
    assert!((mean - 34.0).abs() < 0.5 && (variance - 40.0 * 0.15 * 0.85).abs() < 1.2, "by chance: {mean} {variance}");
    let (mean, variance) = present(0.15, 0.0);
    assert!((mean - 34.0).abs() < 0.1 && variance < 0.3, "evenly: {mean} {variance}");
    let (mean, _) = present(0.10, 0.05);
    assert!((mean - 34.0).abs() < 0.4, "both: {mean}");
}

#[test]
fn those_who_call_again_are_counted_again() {
    let mut world = world();
    world.teams.iter_mut().for_each(|crew| crew.skills.retain(|skill| skill.service != 0));
    let retry = planning::model::Retrials { share: 0.5, after: 2.0 };
    world.services[0].retry = Some(retry);
    let found = replicate(&world, &[], &SimulationSettings { most: 100, ..SimulationSettings::default() });
    let level = &found.results.services[0].all;
    // NoTrace ever answers: half of the tries are followed by another, but for those after closing time.
    let (tries, again) = (level.offered.mean(), level.again.mean());
    assert!((again / tries - 0.5).abs() < 0.03, "{again} of {tries}");
    assert!((level.lost.mean() - 1.0).abs() < 1e-12);
}

#[test]
fn letters_fill_idle_time_and_keep_nobody_waiting() {
    let mut calm = world();
    calm.services[1].volume = vec![0.5; 32];
    let with = replicate(&calm, &[], &SimulationSettings { most: 60, ..SimulationSettings::default() });
    let mut without = calm.clone();
    without.services[3].volume = vec![0.0; 32];
    without.services[3].deferred.as_mut().unwrap().backlog = 0;
    let without = replicate(&without, &[], &SimulationSettings { most: 60, ..SimulationSettings::default() });
    for service in 0..3 {
        let waits = |found: &simulation::Simulated| found.results.services[service].all.wait.mean();
        // Not a second longer: letters are put aside for a customer. Only who is idle longest changes.
        assert!((waits(&with) - waits(&without)).abs() < 0.06, "{service}: {} {}", waits(&with), waits(&without));
    }
    assert!(with.results.services[3].all.in_time.mean() > 0.9, "letters get done");
    let busy = |found: &simulation::Simulated| found.results.teams[1].all.occupancy.mean();
    assert!(busy(&with) > busy(&without) + 0.1);
    let kinds: BTreeMap<&str, usize> = trace(&calm, 0).iter().fold(BTreeMap::new(), |mut kinds, sight| {
        *kinds.entry(sight.kind.name()).or_default() += 1;
        kinds
    });
    assert!(kinds["put-aside"] > 0, "{kinds:?}");
}
