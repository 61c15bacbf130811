//! Contact centres of named people: cost, bound, gap, time and memory by the number of agents, as a table.
//!
//! `cargo bench --bench centre -- 120,1000 300,600` plans centres of so many agents with so many seconds each; without
//! numbers those of the README. The judges look at every roster before it is shown.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Agents and seconds.
const CENTRES: [(u32, f64); 2] = [(120, 300.0), (1000, 600.0)];

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [folder, seconds] = given.as_slice()
        && Path::new(folder).is_dir()
    {
        // One centre in a process of its own, so that its memory is its own.
        one(Path::new(folder), seconds.parse().expect("seconds"));
        return;
    }
    let list = |place: usize| given.get(place).map(|text| text.split(',').collect::<Vec<_>>());
    let centres: Vec<(u32, f64)> = match (list(0), list(1)) {
        (Some(agents), seconds) => {
            let seconds = |place: usize| seconds.as_ref().and_then(|all| all.get(place)?.parse().ok()).unwrap_or(300.0);
            let agents = agents.iter().enumerate();
            agents.map(|(place, agents)| (agents.parse().expect("a number of agents"), seconds(place))).collect()
        }
        _ => CENTRES.to_vec(),
    };
    println!("{:>7} {:>14} {:>14} {:>8} {:>8} {:>8}", "agents", "cost", "bound", "gap", "seconds", "peak MB");
    for (agents, seconds) in centres {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in equipoise::cli::contact_centre::files(agents) {
            std::fs::write(folder.path().join(name), text).expect("a writable temporary folder");
        }
        let itself = std::env::current_exe().expect("this program");
        let told = Command::new(itself).arg(folder.path()).arg(seconds.to_string()).output().expect("this program");
        println!("{agents:>7} {}", String::from_utf8_lossy(&told.stdout).trim_end());
    }
}

/// Plans the centre of a folder and prints its line.
fn one(folder: &Path, seconds: f64) {
    let loaded = files::load::load(folder).expect("a generated centre loads");
    let case = equipoise::run::requirement(loaded.model).expect("its promises can be kept");
    let settings = mip::solver::Settings { time_limit: seconds, gap: 0.0, ..Default::default() };
    let begin = Instant::now();
    let planned = match equipoise::run::plan(case, &settings) {
        Ok(planned) => planned,
        Err(failure) => return println!("{failure}"),
    };
    let (taken, outcome) = (begin.elapsed().as_secs_f64(), &planned.outcome);
    let (cost, bound, gap) = (planned.ledger.total().to_string(), outcome.bound, 100.0 * outcome.gap);
    println!("{cost:>14} {bound:>14.2} {gap:>6.2} % {taken:>8.1} {:>8}", peak());
}

/// The most memory this process has used, in MB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.map_or_else(|| "-".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
