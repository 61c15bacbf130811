//! The same queue with Ciw and SimPy: an M/M/20 queue of 30,000 customers, each program alone on one core.
//!
//! The peers are installed from PyPI into `target/simulation-peers`, which Python (with `venv`) makes. Every program plays
//! the same rates and counts customers; the figure is seconds for each, and how many times faster ours is.

use queueing::distribution::Distribution;
use queueing::distribution::RandomDuration;
use simulation::engine::Engine;
use simulation::random_streams::StreamNames;
use simulation::system::{Ability, AgentGroup, AgentShift, ContactStream, DayBlock, System};
use simulation::trace::NoTrace;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Customers a minute, minutes of service, servers, minutes: 90 % busy, some 30,000 customers.
const RATE: f64 = 6.0;
const HANDLE: f64 = 3.0;
const SERVERS: u32 = 20;
const MINUTES: f64 = 5_000.0;

fn main() {
    // `cargo test --benches` asks every bench for its tests.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let ours = ours();
    println!("equipoise  {:>9.4} s", ours);
    let python = match environment() {
        Ok(python) => python,
        Err(error) => {
            println!("SKIPPED: Ciw and SimPy could not be installed from PyPI: {error}");
            return;
        }
    };
    for (name, program) in [("SimPy", SIMPY), ("Ciw", CIW)] {
        match seconds(&python, program) {
            Ok(peer) => println!("{name:<9}  {peer:>9.4} s   ours is {:.0} times as fast", peer / ours),
            Err(error) => println!("{name} failed: {error}"),
        }
    }
}

/// Seconds for one run, the least of several.
fn ours() -> f64 {
    let interval = MINUTES / 100.0;
    let world = System {
        interval,
        days: vec![0.0, MINUTES],
        weeks: vec![0],
        blocks: vec![DayBlock { first: 0, last: 1 }],
        services: vec![ContactStream {
            id: "customers".into(),
            volume: vec![RATE * interval; 100],
            day_spread: 0.0,
            handle: RandomDuration { mean: HANDLE, distribution: Distribution::Exponential },
            patience: None,
            retry: None,
            priority: 0,
            within: 1.0,
            ignored: false,
            resources: vec![],
            deferred: None,
            open: vec![true; 100],
            adjustment: Default::default(),
            routes: vec![],
        }],
        teams: vec![AgentGroup {
            id: "servers".into(),
            skills: vec![Ability { service: 0, efficiency: 1.0, rank: 0, after: 0.0 }],
            away: 0.0,
            absence: 0.0,
        }],
        shifts: (1..=SERVERS)
            .map(|person| AgentShift { team: 0, person, day: 0, stretches: vec![(0.0, MINUTES)] })
            .collect(),
        secondments: vec![],
        resources: vec![],
        wrap: false,
    };
    let once = |replication: u64| {
        let begin = Instant::now();
        let tally = Engine::new(&world).simulate(&world.blocks[0], StreamNames { seed: 1, replication }, &mut NoTrace);
        let seconds = begin.elapsed().as_secs_f64();
        let (served, waited) =
            tally.services.iter().fold((0, 0.0), |(count, waited), cell| (count + cell.answered, waited + cell.waited));
        if replication == 0 {
            println!("{served} customers, mean wait {:.3} min", waited / f64::from(served));
        }
        seconds
    };
    (0..20).map(once).fold(f64::INFINITY, f64::min)
}

/// Python of a private environment with both peers.
fn environment() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/simulation-peers");
    let python = folder.join("bin/python");
    let run = |command: &mut Command| match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or("").to_owned()),
        Err(error) => Err(error.to_string()),
    };
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    if run(Command::new(&python).args(["-c", "import ciw, simpy"])).is_err() {
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "ciw", "simpy"]))?;
    }
    Ok(python)
}

/// Seconds that a program says it took, the least of three.
fn seconds(python: &Path, program: &str) -> Result<f64, String> {
    let program = format!("RATE, HANDLE, SERVERS, MINUTES = {RATE}, {HANDLE}, {SERVERS}, {MINUTES}\n{program}");
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let output = Command::new(python).args(["-c", &program]).output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        let found = text.trim().parse::<f64>().map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
        least = least.min(found);
    }
    Ok(least)
}

const SIMPY: &str = r#"
import random, time, simpy
random.seed(1)
waits = []

def customer(env, servers):
    arrived = env.now
    with servers.request() as request:
        yield request
        waits.append(env.now - arrived)
        yield env.timeout(random.expovariate(1 / HANDLE))

def source(env, servers):
    while True:
        yield env.timeout(random.expovariate(RATE))
        env.process(customer(env, servers))

begin = time.perf_counter()
env = simpy.Environment()
servers = simpy.Resource(env, capacity=SERVERS)
env.process(source(env, servers))
env.run(until=MINUTES)
print(time.perf_counter() - begin)
"#;

const CIW: &str = r#"
import time, ciw
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(rate=RATE)],
    service_distributions=[ciw.dists.Exponential(rate=1 / HANDLE)],
    number_of_servers=[SERVERS],
)
ciw.seed(1)
begin = time.perf_counter()
simulation = ciw.Simulation(network)
simulation.simulate_until_max_time(MINUTES)
print(time.perf_counter() - begin)
"#;
