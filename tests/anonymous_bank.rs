//! The simulation beside reality: a fortnight of a bank's contact centre, call by call (Mandelbaum and others, the Anonymous
//! Bank study). Arrivals, handle times and patience are estimated from the records, the people are those who were seen to
//! answer, and simulated waiting and hang-ups stand beside what really happened, by hour and by type.
//!
//! The records are not ours to ship: `EQUIPOISE_DATA` names the folder that holds `calls/` (default `../shared/data`).

use equipoise::calibrate::{Patience, Times};
use equipoise::model::Spread;
use equipoise::simulate::world::{Ability, Block, Crew, Duty, Span, Stream, World};
use equipoise::simulate::{Effort, Results, replicate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One call of the records.
struct Call {
    day: usize,
    /// Minutes after midnight of the moment it joined the line.
    at: f64,
    class: (String, bool),
    wait: f64,
    /// Minutes of service, who gave it, and when it began.
    served: Option<(f64, String, f64)>,
}

/// Days of the fortnight, 1 February 1999 the first.
const DAYS: usize = 14;
/// Intervals of half an hour.
const SLOTS: usize = 48;

fn calls() -> Option<Vec<Call>> {
    let folder = std::env::var_os("EQUIPOISE_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = folder.join("calls/anonymous_bank_1999-02-01_to_14.tsv");
    let text = std::fs::read_to_string(&path).ok()?;
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes());
    let header = reader.headers().ok()?.clone();
    let place = |name: &str| header.iter().position(|column| column == name).expect("a column of the study");
    let [date, exit, kind, priority, wait, outcome, begin, time, server] =
        ["date", "vru_exit", "type", "priority", "q_time", "outcome", "ser_start", "ser_time", "server"].map(place);
    let clock = |text: &str| {
        let parts: Vec<f64> = text.split(':').map(|part| part.parse().expect("a clock time")).collect();
        parts[0] * 60.0 + parts[1] + parts[2] / 60.0
    };
    let mut calls = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        let minutes = |column: usize| row[column].parse::<f64>().expect("seconds") / 60.0;
        if &row[outcome] == "PHANTOM" {
            continue;
        }
        let served = (&row[outcome] == "AGENT").then(|| (minutes(time), row[server].to_owned(), clock(&row[begin])));
        calls.push(Call {
            day: row[date][4..].parse::<usize>().expect("a day") - 1,
            at: clock(&row[exit]),
            class: (row[kind].to_owned(), &row[priority] == "2"),
            wait: minutes(wait),
            served,
        });
    }
    Some(calls)
}

/// When each server was there on each day: from call to call as long as the pause between two is not longer than `pause`.
fn presence(calls: &[Call], pause: f64) -> BTreeMap<(String, usize), Vec<(f64, f64)>> {
    let mut spans: BTreeMap<(String, usize), Vec<(f64, f64)>> = BTreeMap::new();
    for call in calls {
        if let Some((minutes, server, begin)) = &call.served
            && server != "NO_SERVER"
        {
            spans.entry((server.clone(), call.day)).or_default().push((*begin, begin + minutes));
        }
    }
    for spans in spans.values_mut() {
        spans.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mut merged: Vec<(f64, f64)> = Vec::new();
        for &(from, to) in spans.iter() {
            match merged.last_mut() {
                Some(last) if from - last.1 <= pause => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        *spans = merged.into_iter().filter(|(from, to)| to > from).collect();
    }
    spans.retain(|_, spans| !spans.is_empty());
    spans
}

/// The fortnight as a world, with the classes of its services.
fn world(calls: &[Call], pause: f64) -> (World, Vec<(String, bool)>) {
    let classes: Vec<(String, bool)> =
        calls.iter().map(|call| call.class.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let services = classes.iter().map(|class| {
        let own = || calls.iter().filter(|call| call.class == *class);
        let of_type = || calls.iter().filter(|call| call.class.0 == class.0);
        let mut volume = vec![0.0; DAYS * SLOTS];
        own().for_each(|call| volume[call.day * SLOTS + (call.at / 30.0) as usize] += 1.0);
        let handles: Vec<f64> = own().filter_map(|call| Some(call.served.as_ref()?.0)).collect();
        let times = Times::of(&handles).expect("somebody was answered");
        let sample = times.sorted.iter().map(|time| time / times.mean).collect();
        let patience =
            Patience::of(of_type().map(|call| (call.wait, call.served.is_none()))).expect("somebody hung up");
        Stream {
            id: format!("{}{}", class.0, if class.1 { "-first" } else { "" }),
            volume,
            day_spread: 0.0,
            handle: Span { mean: times.mean, spread: Spread::Sample(sample) },
            patience: Some(Span { mean: patience.mean, spread: Spread::Exponential }),
            retry: None,
            priority: u32::from(class.1),
            within: 1.0,
            ignored: false,
            resources: vec![],
            deferred: None,
        }
    });
    let presence = presence(calls, pause);
    let servers: Vec<&String> =
        presence.keys().map(|(server, _)| server).collect::<BTreeSet<_>>().into_iter().collect();
    let crew = |server: &&String| {
        let by = |call: &&Call| call.served.as_ref().is_some_and(|(_, of, _)| of == *server);
        let all = calls.iter().filter(by).count() as f64;
        // What somebody took now and then only is not their work.
        let does = |class: &(String, bool)| {
            let own = calls.iter().filter(by).filter(|call| call.class.0 == class.0).count() as f64;
            own >= 0.02 * all
        };
        let skills = classes.iter().enumerate().filter(|(_, class)| does(class));
        let ability = |(service, _)| Ability { service, efficiency: 1.0, rank: 0, after: 0.0 };
        Crew { id: server.to_string(), skills: skills.map(ability).collect(), away: 0.0, absence: 0.0 }
    };
    let teams: Vec<Crew> = servers.iter().map(crew).collect();
    let shifts = presence.iter().map(|((server, day), spans)| Duty {
        team: servers.iter().position(|known| *known == server).expect("a known server"),
        person: 1,
        day: *day as i64,
        stretches: spans.iter().map(|(from, to)| (*day as f64 * 1440.0 + from, *day as f64 * 1440.0 + to)).collect(),
    });
    let world = World {
        interval: 30.0,
        days: (0..=DAYS).map(|day| day as f64 * 1440.0).collect(),
        weeks: (0..DAYS).map(|day| day / 7).collect(),
        blocks: vec![Block { first: 0, last: DAYS as i64 }],
        services: services.collect(),
        teams,
        shifts: shifts.collect(),
        resources: vec![],
        wrap: false,
    };
    (world, classes)
}

/// Contacts, mean wait in seconds, share hung up.
type Line = (f64, f64, f64);

fn really(calls: &[Call], counts: impl Fn(&Call) -> bool) -> Line {
    let own: Vec<&Call> = calls.iter().filter(|call| counts(call)).collect();
    let count = own.len() as f64;
    let hung_up = own.iter().filter(|call| call.served.is_none()).count() as f64;
    (count, own.iter().map(|call| call.wait * 60.0).sum::<f64>() / count, hung_up / count)
}

fn simulated(results: &Results, counts: impl Fn(usize, usize) -> bool) -> Line {
    let mut sum = (0.0, 0.0, 0.0);
    for (service, spans) in results.services.iter().enumerate() {
        for (_, level) in spans.intervals.iter().enumerate().filter(|(interval, _)| counts(service, *interval)) {
            let offered = level.offered.mean_above();
            sum.0 += offered;
            sum.1 += level.wait.mean_above() * 60.0;
            sum.2 += level.lost.mean_above();
        }
    }
    (sum.0, sum.1 / sum.0, sum.2 / sum.0)
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0 / count, sum.1 + pair.1 / count));
    let moment = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    moment(&|pair| (pair.0 - x) * (pair.1 - y))
        / (moment(&|pair| (pair.0 - x).powi(2)) * moment(&|pair| (pair.1 - y).powi(2))).sqrt()
}

#[test]
fn simulated_waiting_follows_the_real_one_through_the_day() {
    let Some(calls) = calls() else {
        println!(
            "SKIPPED: the records of the anonymous bank are not there; EQUIPOISE_DATA names the folder of the data"
        );
        return;
    };
    let effort = Effort { most: 40, precision: 1e-9, ..Effort::default() };
    for pause in [3.0, 6.0, 10.0] {
        let (world, classes) = world(&calls, pause);
        let results = replicate(&world, &[], &effort).results;
        let (real, played) = (really(&calls, |_| true), simulated(&results, |_, _| true));
        println!(
            "pause {pause} min: wait {:.1} s really, {:.1} s simulated; hung up {:.1} %, {:.1} %",
            real.1,
            played.1,
            real.2 * 100.0,
            played.2 * 100.0
        );
        if pause != PAUSE {
            continue;
        }
        let mut hours = Vec::new();
        println!("{:>5} {:>8} {:>8} {:>8} {:>8} {:>8}", "hour", "calls", "wait", "played", "hung up", "played");
        for hour in 7..24 {
            let real = really(&calls, |call| (call.at / 60.0) as usize == hour);
            let played = simulated(&results, |_, interval| interval % SLOTS / 2 == hour);
            println!(
                "{hour:>5} {:>8.0} {:>8.1} {:>8.1} {:>8.1} {:>8.1}",
                real.0,
                real.1,
                played.1,
                real.2 * 100.0,
                played.2 * 100.0
            );
            hours.push((real, played));
        }
        for class in classes.iter().map(|class| &class.0).collect::<BTreeSet<_>>() {
            let real = really(&calls, |call| call.class.0 == *class);
            let played = simulated(&results, |service, _| classes[service].0 == *class);
            println!(
                "{class:>5} {:>8.0} {:>8.1} {:>8.1} {:>8.1} {:>8.1}",
                real.0,
                real.1,
                played.1,
                real.2 * 100.0,
                played.2 * 100.0
            );
        }
        let busy: Vec<_> = hours.iter().filter(|(real, _)| real.0 > 300.0).collect();
        let waits = correlation(&busy.iter().map(|(real, played)| (real.1, played.1)).collect::<Vec<_>>());
        let losses = correlation(&busy.iter().map(|(real, played)| (real.2, played.2)).collect::<Vec<_>>());
        println!("correlation over hours: wait {waits:.2}, hung up {losses:.2}");
        assert!(waits > 0.7 && losses > 0.7, "{waits} {losses}");
        let whole = simulated(&results, |_, _| true);
        assert!((whole.1 / real.1 - 1.0).abs() < 0.35, "mean wait {} s beside {} s", whole.1, real.1);
        assert!((whole.2 - real.2).abs() < 0.04, "hung up {} beside {}", whole.2, real.2);
    }
}

/// The longest pause between two calls of somebody who is still there, in minutes.
const PAUSE: f64 = 6.0;
