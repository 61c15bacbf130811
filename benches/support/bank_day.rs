//! A day of a bank's contact centre with the shape of a real one: 30,000 calls from 07:00 to 21:00, peaks of 240 people.

use queueing::distribution::Distribution;
use queueing::distribution::RandomDuration;
use simulation::system::{Ability, AgentGroup, AgentShift, ContactStream, DayBlock, System};

/// Share of the busiest quarter of an hour, by hour from 07:00.
const SHAPE: [f64; 14] = [0.35, 0.62, 0.88, 1.0, 0.98, 0.92, 0.86, 0.84, 0.82, 0.78, 0.66, 0.48, 0.36, 0.26];

/// The day, with as many people in each hour as 80 % in 20 seconds asks for, more or less.
pub fn bank_day() -> System {
    let handle = 220.0 / 60.0;
    let peak = 930.0;
    let volume: Vec<f64> = (0..96)
        .map(|quarter: usize| {
            quarter.checked_sub(28).and_then(|open| SHAPE.get(open / 4)).map_or(0.0, |share| share * peak)
        })
        .collect();
    let mut shifts = Vec::new();
    for (hour, share) in SHAPE.iter().enumerate() {
        let load = share * peak / 15.0 * handle;
        let begin = (7.0 + hour as f64) * 60.0;
        shifts.extend((0..(load + 0.9 * load.sqrt()).ceil() as u32).map(|_| AgentShift {
            team: 0,
            person: 0,
            day: 0,
            stretches: vec![(begin, begin + 60.0)],
        }));
    }
    shifts.iter_mut().zip(1..).for_each(|(duty, number)| duty.person = number);
    System {
        interval: 15.0,
        days: vec![0.0, 1440.0],
        weeks: vec![0],
        blocks: vec![DayBlock { first: 0, last: 1 }],
        services: vec![ContactStream {
            id: "calls".into(),
            volume,
            day_spread: 0.0,
            handle: RandomDuration { mean: handle, distribution: Distribution::Exponential },
            patience: Some(RandomDuration { mean: 5.0, distribution: Distribution::Exponential }),
            retry: None,
            priority: 0,
            within: 1.0 / 3.0,
            ignored: false,
            resources: vec![],
            deferred: None,
            open: vec![true; 96],
            adjustment: Default::default(),
            routes: vec![],
        }],
        teams: vec![AgentGroup {
            id: "agents".into(),
            skills: vec![Ability { service: 0, efficiency: 1.0, rank: 0, after: 0.0 }],
            away: 0.0,
            absence: 0.0,
        }],
        shifts,
        secondments: vec![],
        resources: vec![],
        wrap: false,
    }
}
