//! The whole search: a bound and a first roster from one master over everybody, then parts of it again and again.

use super::dive::{dive, heaviest};
use super::generate::{Converged, Generation, Stops};
use super::improve::{Improver, Pool, weighty};
use super::incumbent::Incumbent;
use super::neighbours::Neighbours;
use super::part::{Choice, Part};
use super::problem::{Line, Problem};
use super::shape::Shape;
use crate::plan::Ending;
use crate::solve::{Progress, Settings};
use fastrand::Rng;
use std::time::Instant;

/// What the search found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The best roster, if there is one that keeps every row.
    pub lines: Option<Vec<Line>>,
    /// What it costs.
    pub cost: f64,
    /// No roster costs less.
    pub bound: f64,
    /// Why the search ended.
    pub ending: Ending,
}

/// Searches for the cheapest roster.
///
/// # Errors
/// The solver fails: its own words.
pub fn optimise(problem: &Problem, settings: &Settings, start: Option<Vec<Line>>) -> Result<Answer, String> {
    let begin = Instant::now();
    let seconds = || begin.elapsed().as_secs_f64();
    let stop_at =
        |share: f64| move || settings.interrupted() || begin.elapsed().as_secs_f64() > settings.time_limit * share;
    let mut shape = Shape::of(problem);
    let everybody = Choice { people: (0..problem.people.len()).collect(), first: 0, last: problem.days, open: false };
    let blank: Vec<Line> = vec![vec![None; problem.days]; problem.people.len()];
    let part =
        Part::of((problem, &shape), &everybody, &blank, |_| None).map_err(|person| format!("no line {person}"))?;
    eprintln!("{:.2} graphs {:?}", seconds(), part.graphs.iter().map(|g| g.size()).sum::<usize>());
    let mut generation = Generation::of(part, true)?;
    let stop = stop_at(0.5);
    let stops = Stops { rounds: usize::MAX, cutoff: f64::INFINITY, stop: &stop };
    let root: Converged = generation.converge(&stops)?;
    let bound = generation.rounded(root.bound);
    eprintln!("{:.2} root {} bound {} lines {}", seconds(), root.cost, root.bound, generation.made.len());
    let mut pool = Pool { lines: vec![Vec::new(); problem.people.len()] };
    for (person, line) in weighty(&generation, &root.weights) {
        pool.keep(person, line);
    }
    let stop = stop_at(0.9);
    let stops = Stops { rounds: usize::MAX, cutoff: f64::INFINITY, stop: &stop };
    let mut chance = Rng::with_seed(u64::from(settings.seed));
    let rough = heaviest(&generation, &root);
    let found = dive(&mut generation, root, &stops, &mut chance)?.or(rough);
    let tracked = generation.tracked.clone();
    let graphs = generation.part.graphs.clone();
    drop(generation);
    shape.tracked = tracked;
    let first = start.or(found).and_then(|lines| Incumbent::of(problem, &shape.rest, lines));
    let Some(mut now) = first else {
        return Ok(Answer { lines: None, cost: f64::INFINITY, bound, ending: Ending::TimeLimit });
    };
    eprintln!("{:.2} dive {}", seconds(), now.cost());
    let neighbours = Neighbours::of(problem);
    let mut improver = Improver { problem, shape, graphs, pool, neighbours };
    let stop = stop_at(1.0);
    let threads = rayon::current_num_threads();
    let mut round = 0u64;
    let mut tried = vec![(0usize, 0usize); 20];
    while now.cost() > bound + 1.0e-3 && !stop() {
        let sizes: Vec<usize> = (0..2 * threads).map(|_| chance.usize(2..=10)).collect();
        let better = improver.round(&mut now, &sizes, round, &stop)?;
        for (size, better) in sizes.iter().zip(&better) {
            tried[*size].0 += 1;
            tried[*size].1 += usize::from(*better);
        }
        if better.contains(&true) {
            eprintln!("{:.2} cost {} round {round} {sizes:?} {better:?}", seconds(), now.cost());
            if let Some(watcher) = &settings.watcher {
                watcher(Progress { cost: Some(now.cost()), bound, parts: (0, 1) });
            }
        }
        round += 1;
    }
    let l = |x: &std::sync::atomic::AtomicU64| x.load(std::sync::atomic::Ordering::Relaxed);
    eprintln!("LP {} ms, {} solves, {} iterations", l(&crate::solve::LP) / 1000, l(&crate::solve::LPN), l(&crate::solve::LPI));
    eprintln!("{:.2} end {} bound {} rounds {round} {tried:?}", seconds(), now.cost(), bound);
    Ok(Answer { cost: now.cost(), lines: Some(now.lines), bound, ending: Ending::TimeLimit })
}

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    fields.get(11).and_then(|u| u.parse::<f64>().ok()).unwrap_or(0.0) / 100.0 + fields.get(12).and_then(|u| u.parse::<f64>().ok()).unwrap_or(0.0) / 100.0
}
