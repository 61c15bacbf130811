//! The simulation beside reality: a fortnight of a bank's call centre, call by call (Mandelbaum, Sakov and Zeltyn, "Empirical
//! analysis of a call center", 2000). Arrivals, work and patience are estimated from the records, the people on the floor
//! rebuilt from who answered when, and what the simulation says is set beside what happened.
//!
//! The records are not ours to ship: `EQUIPOISE_DATA` names their folder (default `../shared/data`).

use crate::bank_records;

use bank_records::{Bank, OPEN, Outcome, Present, calibrated};
use planning::model::{Measure, Scope};
use queueing::distribution::Distribution;
use queueing::distribution::RandomDuration;
use simulation::system::{Ability, AgentGroup, AgentShift, ContactStream, DayBlock, System};
use simulation::{Goal, Results, SimulationSettings, replicate};
use std::fmt::Write;
use std::path::Path;

/// Minutes of an interval.
const LENGTH: f64 = 30.0;
/// Intervals of a day.
const DAY: usize = 48;
/// Replications.
const REPLICATIONS: u32 = 200;

/// Something that is never sure enough, so that all replications are played.
const NEVER: Goal = Goal { service: 0, measure: Measure::Wait { at_most: 1.0 }, over: Scope::Day };

/// How the patience of customers is estimated.
#[derive(Clone, Copy)]
enum Patience {
    Exponential,
    KaplanMeier,
}

/// The fortnight as it was staffed, with the customers that the records tell of.
fn world(bank: &Bank, patience: Patience) -> System {
    let days = bank.dates.len();
    let stream = |(index, estimated): (usize, &simulation::calibration::ServiceEstimate)| {
        let handle = estimated.handle.as_ref().expect("somebody was answered");
        let impatient = estimated.patience.as_ref().expect("somebody hung up");
        let (mean, spread) = match patience {
            Patience::Exponential => (impatient.mean, Distribution::Exponential),
            Patience::KaplanMeier => bank_records::measured(impatient),
        };
        // After a call comes some time before the next is taken, even if somebody waits.
        let times: Vec<f64> = handle.sorted.iter().map(|time| time + bank.between).collect();
        let work = times.iter().sum::<f64>() / times.len() as f64;
        ContactStream {
            id: estimated.id.clone(),
            volume: bank.counts(index, DAY, LENGTH),
            day_spread: 0.0,
            handle: RandomDuration {
                mean: work,
                distribution: Distribution::Sample(times.iter().map(|time| time / work).collect()),
            },
            patience: Some(RandomDuration { mean, distribution: spread }),
            retry: None,
            priority: 0,
            within: 0.5,
            ignored: false,
            resources: vec![],
            deferred: None,
            open: vec![true; days * DAY],
            adjustment: Default::default(),
            routes: vec![],
        }
    };
    let skills = |server: usize| {
        let able = bank.skills[server].iter().map(|&service| Ability { service, efficiency: 1.0, rank: 0, after: 0.0 });
        able.collect()
    };
    let crew = |server: usize| AgentGroup {
        id: bank.servers[server].clone(),
        skills: skills(server),
        away: 0.0,
        absence: 0.0,
    };
    let duty = |(server, day, stretches): Present| AgentShift {
        team: server,
        person: 1,
        day: day as i64,
        stretches: stretches
            .into_iter()
            .map(|(from, to)| (from + day as f64 * 1440.0, to + day as f64 * 1440.0))
            .collect(),
    };
    System {
        interval: LENGTH,
        days: (0..=days).map(|day| day as f64 * 1440.0).collect(),
        weeks: vec![0; days],
        blocks: (0..days as i64).map(|day| DayBlock { first: day, last: day + 1 }).collect(),
        services: bank.estimated.iter().enumerate().map(stream).collect(),
        teams: (0..bank.servers.len()).map(crew).collect(),
        shifts: bank.presence().into_iter().map(duty).collect(),
        secondments: vec![],
        resources: vec![],
        wrap: false,
    }
}

/// Contacts, mean wait in seconds and share that hung up.
#[derive(Clone, Copy, Debug)]
struct Line {
    contacts: f64,
    wait: f64,
    lost: f64,
}

/// As it was.
fn real(bank: &Bank, of: impl Fn(usize, usize) -> bool) -> Line {
    let calls: Vec<_> = bank.calls.iter().filter(|call| of(call.service, (call.at / 60.0) as usize)).collect();
    let count = calls.len() as f64;
    Line {
        contacts: count,
        wait: calls.iter().map(|call| call.wait * 60.0).sum::<f64>() / count,
        lost: calls.iter().filter(|call| call.outcome == Outcome::HungUp).count() as f64 / count,
    }
}

/// As it is simulated.
fn simulated(results: &Results, of: impl Fn(usize, usize) -> bool) -> Line {
    let (mut contacts, mut waited, mut lost) = (0.0, 0.0, 0.0);
    for (service, spans) in results.services.iter().enumerate() {
        let own = spans.intervals.iter().enumerate().filter(|(at, _)| of(service, at % DAY / 2));
        for (_, level) in own.filter(|(_, level)| level.offered.mean() > 0.0) {
            contacts += level.offered.mean();
            waited += level.wait.mean_above();
            lost += level.lost.mean_above();
        }
    }
    Line { contacts, wait: waited / contacts * 60.0, lost: lost / contacts }
}

fn row(table: &mut String, name: &str, real: Line, models: [Line; 2]) {
    let [exponential, measured] = models;
    writeln!(
        table,
        "| {name} | {:.0} | {:.0} | {:.0} | {:.0} | {:.1} % | {:.1} % | {:.1} % |",
        real.contacts,
        real.wait,
        exponential.wait,
        measured.wait,
        real.lost * 100.0,
        exponential.lost * 100.0,
        measured.lost * 100.0
    )
    .unwrap();
}

const HEAD: &str = "| | calls | waited (s) | exponential | Kaplan-Meier | hung up | exponential | Kaplan-Meier |\n\
                    |---|---|---|---|---|---|---|---|\n";

#[test]
fn simulated_waits_and_hang_ups_stand_beside_those_that_happened() {
    let Some(bank) = calibrated() else { return };
    let effort = SimulationSettings { most: REPLICATIONS, precision: 0.0, ..SimulationSettings::default() };
    let results = [Patience::Exponential, Patience::KaplanMeier]
        .map(|patience| replicate(&world(&bank, patience), &[NEVER], &effort).results);
    let mut table = HEAD.to_owned();
    let mut line = |name: &str, of: &dyn Fn(usize, usize) -> bool| {
        let (happened, models) = (real(&bank, of), [0, 1].map(|which| simulated(&results[which], of)));
        row(&mut table, name, happened, models);
        (happened, models)
    };
    let (all, models) = line("all calls", &|_, _| true);
    for (index, estimated) in bank.estimated.iter().enumerate() {
        line(&estimated.id, &|service, _| service == index);
    }
    for hour in OPEN {
        line(&format!("{hour}:00"), &|_, at| at == hour);
    }
    if std::env::var_os("BAD_SHOW").is_some() {
        println!("{table}\nbetween {:.3} min, hours on the floor {:.1}", bank.between, bank.hours());
    }
    same_as_the_page(&table);
    // As the page says: hang-ups fit, waits are too long, most of all with the guess about the most patient.
    for (model, too_long) in models.into_iter().zip([0.45, 0.95]) {
        assert!((model.contacts / all.contacts - 1.0).abs() < 0.02, "{model:?} {all:?}");
        assert!((-0.1..too_long).contains(&(model.wait / all.wait - 1.0)), "{model:?} {all:?}");
        assert!((model.lost - all.lost).abs() < 0.04, "{model:?} {all:?}");
    }
    // Hour by hour, while more than a handful of people are there.
    for hour in 8..22 {
        let (happened, found) = (real(&bank, |_, at| at == hour), simulated(&results[0], |_, at| at == hour));
        assert!((happened.lost - found.lost).abs() < 0.055, "{hour}: {found:?} {happened:?}");
    }
}

/// The page of the book holds the table; `EQUIPOISE_BLESS=1` writes it.
fn same_as_the_page(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/reality.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let [begin, end] = ["<!-- fortnight -->\n", "<!-- end of fortnight -->"];
    let from = page.find(begin).expect("a place for the table") + begin.len();
    let to = page.find(end).expect("its end");
    let wanted = format!("{}{table}{}", &page[..from], &page[to..]);
    if std::env::var_os("EQUIPOISE_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(
        page == wanted || std::env::var_os("EQUIPOISE_BLESS").is_some(),
        "src/manual/reality.md is behind:\n{table}"
    );
}
