//! What chance does, and how long the simulation goes on: days busier than others, who is chosen, when it is sure enough.

use planning::model::{Measure, Scope};
use queueing::distribution::Distribution;
use queueing::distribution::RandomDuration;
use simulation::engine::Engine;
use simulation::random_streams::StreamNames;
use simulation::system::{Ability, AgentGroup, AgentShift, ContactStream, DayBlock, System};
use simulation::trace::{NoTrace, TraceKind};
use simulation::{Goal, SimulationSettings, replicate};

fn stream(id: &str, volume: f64) -> ContactStream {
    ContactStream {
        id: id.into(),
        volume: vec![volume; 16],
        day_spread: 0.0,
        handle: RandomDuration { mean: 5.0, distribution: Distribution::Gamma { cv: 0.7 } },
        patience: None,
        retry: None,
        priority: 0,
        within: 0.5,
        ignored: false,
        resources: vec![],
        deferred: None,
        open: vec![true; 16],
        adjustment: Default::default(),
        routes: vec![],
    }
}

/// Four hours of two services; three teams, of which the first prefers the first service and the second the other.
fn world() -> System {
    let crew = |id: &str, ranks: [usize; 2]| AgentGroup {
        id: id.into(),
        skills: (0..2).map(|service| Ability { service, efficiency: 1.0, rank: ranks[service], after: 0.0 }).collect(),
        away: 0.0,
        absence: 0.0,
    };
    let duty = |(team, person): (usize, u32)| AgentShift { team, person, day: 0, stretches: vec![(0.0, 240.0)] };
    System {
        interval: 15.0,
        days: vec![0.0, 240.0],
        weeks: vec![0],
        blocks: vec![DayBlock { first: 0, last: 1 }],
        services: vec![stream("one", 12.0), stream("other", 12.0)],
        teams: vec![crew("first", [0, 1]), crew("second", [1, 0]), crew("third", [0, 0])],
        shifts: (0..3).flat_map(|team| (1..=4).map(move |person| (team, person))).map(duty).collect(),
        secondments: vec![],
        resources: vec![],
        wrap: false,
    }
}

#[test]
fn whoever_prefers_a_service_and_has_been_idle_longest_is_chosen() {
    let world = world();
    let (mut choices, mut by_preference) = (0, 0);
    for replication in 0..20 {
        let mut sights = Vec::new();
        Engine::new(&world).simulate(&world.blocks[0], StreamNames { seed: 2, replication }, &mut sights);
        let mut idle: Vec<Option<f64>> = vec![None; world.shifts.len()];
        let mut arrived = f64::NAN;
        for sight in &sights {
            match (sight.kind, sight.shift) {
                (TraceKind::Came | TraceKind::ServiceEnd, Some(duty)) => idle[duty] = Some(sight.at),
                (TraceKind::Left, Some(duty)) => idle[duty] = None,
                (TraceKind::Arrived, _) => arrived = sight.at,
                (TraceKind::Answered, Some(duty)) => {
                    let service = sight.contact.unwrap().0;
                    // Answered on arrival: there was a choice among all who were idle.
                    if sight.at == arrived {
                        let rank = |duty: usize| world.teams[world.shifts[duty].team].skills[service].rank;
                        let key = |duty: usize| idle[duty].map(|since| (rank(duty), since));
                        let chosen = key(duty).expect("who answers was idle");
                        let others = (0..idle.len()).filter(|&other| other != duty).filter_map(key);
                        assert!(
                            others
                                .clone()
                                .all(|other| other.0 > chosen.0 || (other.0 == chosen.0 && other.1 >= chosen.1))
                        );
                        by_preference += usize::from(others.clone().any(|other| other.1 < chosen.1));
                        choices += usize::from(others.count() > 0);
                    }
                    idle[duty] = None;
                }
                _ => {}
            }
        }
    }
    assert!(choices > 1_000 && by_preference > 100, "{choices} choices, {by_preference} against the longest idle");
}

#[test]
fn days_vary_as_much_as_their_spread_says() {
    for spread in [0.0, 0.1, 0.3] {
        let mut world = world();
        world.services[0].day_spread = spread;
        let mut engine = Engine::new(&world);
        let counts: Vec<f64> = (0..4_000)
            .map(|replication| {
                let tally = engine.simulate(&world.blocks[0], StreamNames { seed: 9, replication }, &mut NoTrace);
                tally.services[..16].iter().map(|cell| f64::from(cell.offered)).sum()
            })
            .collect();
        let mean = counts.iter().sum::<f64>() / 4_000.0;
        let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / 4_000.0;
        let wanted = 192.0 + (spread * 192.0).powi(2);
        assert!((mean - 192.0).abs() < 4.0 * (wanted / 4_000.0).sqrt(), "{spread}: mean {mean}");
        assert!((variance / wanted - 1.0).abs() < 0.15, "{spread}: variance {variance}, {wanted}");
    }
}

#[test]
fn replications_go_on_until_the_interval_is_as_narrow_as_asked() {
    let world = world();
    let goal = Goal { service: 0, measure: Measure::Answered { share: 0.8, within: 0.5 }, over: Scope::Day };
    let with = |precision: f64, most: u32| {
        replicate(&world, &[goal], &SimulationSettings { precision, most, ..SimulationSettings::default() })
    };
    let half = |found: &simulation::Simulated| found.results.services[0].days[0].in_time.estimate(found.quantile).half;
    let (coarse, fine) = (with(0.02, 100_000), with(0.005, 100_000));
    assert!(coarse.sure && half(&coarse) <= 0.02 && fine.sure && half(&fine) <= 0.005);
    // A quarter of the width takes some sixteen times as many.
    let ratio = f64::from(fine.results.replications) / f64::from(coarse.results.replications);
    assert!((8.0..32.0).contains(&ratio), "{ratio}");
    let few = with(0.005, 40);
    assert!(!few.sure && few.results.replications == 40);
}
