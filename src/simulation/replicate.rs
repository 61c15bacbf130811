//! Independent replications until confidence intervals are narrow enough (the sequential procedure of Law, "Simulation modeling and
//! analysis", 2015, section 9.4.1, in batches of a fixed size).

use super::counters::BlockCounters;
use super::engine::Engine;
use super::estimate::{Estimate, student};
use super::random_streams::StreamNames;
use super::results::{Results, ServiceStatistics};
use super::system::{DayBlock, System};
use super::trace::{NoTrace, TraceEvent};
use planning::model::{Measure, Scope};
use rayon::prelude::*;

/// Seed, precision and limits of a simulation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimulationSettings {
    /// Seed of all random numbers.
    pub seed: u64,
    /// Confidence of the intervals, such as 0.95.
    pub confidence: f64,
    /// Half the width of the intervals of shares, such as 0.005; of waits ten times as much of the wait promised.
    pub precision: f64,
    /// Most replications.
    pub most: u32,
}

impl Default for SimulationSettings {
    fn default() -> Self {
        SimulationSettings { seed: 0, confidence: 0.95, precision: 0.005, most: 1_000 }
    }
}

/// A service target that must be estimated precisely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Index of the service.
    pub service: usize,
    /// What is promised.
    pub measure: Measure,
    /// Over which spans.
    pub over: Scope,
}

/// Replications between two looks at the intervals. The same whatever the number of threads, so that so are the results.
const BATCH: u32 = 20;

/// Replications of a system and their results.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Simulated {
    /// Sums over replications.
    pub results: Results,
    /// Standard errors in half an interval.
    pub quantile: f64,
    /// True if every goal is as sure as was asked for.
    pub sure: bool,
}

/// Replicates a system; independent blocks of days are simulated in parallel.
pub fn replicate(system: &System, goals: &[Goal], settings: &SimulationSettings) -> Simulated {
    replicate_while(system, goals, settings, &|_| true)
}

/// The same, as long as somebody who is told the number of replications wants it to go on.
pub fn replicate_while(
    system: &System,
    goals: &[Goal],
    settings: &SimulationSettings,
    wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Simulated {
    let mut results = Results::new(system);
    loop {
        let from = results.replications;
        let to = (from + BATCH).min(settings.most.max(2));
        let tasks: Vec<(u32, &DayBlock)> =
            (from..to).flat_map(|number| system.blocks.iter().map(move |block| (number, block))).collect();
        let counters: Vec<BlockCounters> = tasks
            .par_iter()
            .map_init(
                || Engine::new(system),
                |engine, &(number, block)| engine.simulate(block, names(settings, number), &mut NoTrace),
            )
            .collect();
        counters.chunks(system.blocks.len()).for_each(|of_one| results.add(system, of_one));
        let quantile = student(settings.confidence, to);
        let sure = goals.iter().all(|goal| is_sure(&results, goal, quantile, settings.precision));
        if sure || to >= settings.most || !wanted(to) {
            return Simulated { results, quantile, sure };
        }
    }
}

/// Everything that happens in the first replication.
pub fn trace(system: &System, settings: &SimulationSettings) -> Vec<TraceEvent> {
    let mut trace = Vec::new();
    let mut engine = Engine::new(system);
    for block in &system.blocks {
        engine.simulate(block, names(settings, 0), &mut trace);
    }
    trace
}

fn names(settings: &SimulationSettings, replication: u32) -> StreamNames {
    StreamNames { seed: settings.seed, replication: u64::from(replication) }
}

/// What a promise is about, in a span.
pub fn estimate(level: &ServiceStatistics, measure: &Measure, quantile: f64) -> Estimate {
    match measure {
        Measure::Answered { .. } => level.in_time.estimate(quantile),
        Measure::Wait { .. } => level.wait.estimate(quantile),
        Measure::Lost { .. } => level.lost.estimate(quantile),
        Measure::Workload { .. } => Estimate { mean: f64::NAN, half: f64::NAN },
    }
}

/// Spans of an interval are too many and too short to wait for; their days stand for them.
fn is_sure(results: &Results, goal: &Goal, quantile: f64, precision: f64) -> bool {
    let over = if goal.over == Scope::Interval { Scope::Day } else { goal.over };
    let allowed = match goal.measure {
        Measure::Wait { at_most } => precision * 10.0 * at_most,
        _ => precision,
    };
    let estimates = results.services[goal.service].of(over).iter();
    estimates
        .map(|level| estimate(level, &goal.measure, quantile))
        .all(|found| found.half.is_nan() || found.half <= allowed)
}
