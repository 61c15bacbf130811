//! A matheuristic for programs in which a few indicators decide what may be used at all. HiGHS tries the program as it
//! is; if that takes too long, values of the indicators are searched for while all other columns are continuous: first
//! by the drop heuristic, then by large neighbourhood search around the best, where most unused indicators are fixed at zero.
//! Each improvement is completed to whole numbers with its indicators fixed. At the same time HiGHS continues with the whole
//! program on another thread, for the bound.
//!
//! Large neighbourhood search is by Shaw ("Using constraint programming and local search methods to solve vehicle routing
//! problems", 1998); that the relaxation chooses the neighbourhood is the idea of RINS (Danna, Rothberg and Le Pape, "Exploring
//! relaxation induced neighborhoods to improve MIP solutions", Mathematical Programming 102, 2005). Ours keeps all indicators in
//! use free and draws further ones with chances in proportion to their values in the relaxation.
//!
//! A program that HiGHS finishes in its first try ends the same way each time; after that the clock decides how far each step
//! gets.

use super::drop_heuristic;
use super::highs;
use super::highs::{HighsResult, HighsStatus, HighsTask};
use super::incumbent::Incumbent;
use super::shared_incumbent::SharedIncumbent;
use super::weighted_sampling::weighted_sample;
use crate::Program;
use crate::indicators::{Indicator, indicators};
use base::tolerance::{CHEAPER, UNUSED};
use fastrand::Rng;
use std::time::Instant;

/// Tuning numbers of the search, found by trial on shift design instances.
struct Tuning {
    /// Programs with fewer indicators are left to HiGHS alone.
    fewest_indicators: usize,
    /// Indicators that are free in the first neighbourhood; half as many join those in use in the next one.
    free_indicators: usize,
    /// Share of the time in which HiGHS tries the program as it is.
    first_try: f64,
    /// Share of the rest for the relaxation, and for the drop heuristic.
    drop_heuristic: f64,
    /// Share of the rest for the first neighbourhood.
    first_neighbourhood: f64,
    /// Share of the rest for one further neighbourhood.
    neighbourhood: f64,
    /// A neighbourhood that took less than this part of its time is followed by a larger one, else by a smaller one.
    quick: f64,
    /// Share of the rest for whole numbers around given indicators.
    completion: f64,
    /// Share of the rest for the whole search where no other thread works on the proof.
    without_proof: f64,
    /// Neighbourhoods in a row that may find nothing better.
    most_idle: usize,
    /// What is added to the chance of every unused indicator to join a neighbourhood.
    least_weight: f64,
}

const TUNING: Tuning = Tuning {
    fewest_indicators: 8,
    free_indicators: 64,
    first_try: 0.2,
    drop_heuristic: 0.4,
    first_neighbourhood: 0.15,
    neighbourhood: 0.08,
    quick: 0.3,
    completion: 0.5,
    without_proof: 0.6,
    most_idle: 40,
    least_weight: 0.05,
};

/// Solves a program with indicators; `None` if it has too few.
pub(super) fn run(task: &HighsTask) -> Option<Result<HighsResult, String>> {
    let indicators = indicators(task.program);
    (indicators.len() >= TUNING.fewest_indicators && task.seconds > 0.0).then(|| {
        let first = highs::run(&HighsTask { seconds: TUNING.first_try * task.seconds, ..*task })?;
        if first.status != HighsStatus::Limit {
            return Ok(first);
        }
        let rest = HighsTask { seconds: (1.0 - TUNING.first_try) * task.seconds, ..*task };
        let task = &rest;
        let shared = SharedIncumbent::new(task);
        if let Some(point) = first.point {
            shared.offer(task.program.cost(&point), point);
        }
        let rng = Rng::with_seed(u64::from(task.seed));
        let mut search = IndicatorSearch { task, indicators: &indicators, shared: &shared, rng };
        let (searched, proof) = rayon::join(|| search.run(), || prove(task, &shared));
        searched?;
        Ok(merge(proof?, first.bound, &shared, task))
    })
}

/// HiGHS on the whole program; if it has to wait for the search, it starts from the best point so far.
fn prove(task: &HighsTask, shared: &SharedIncumbent) -> Result<HighsResult, String> {
    shared.begin_proof();
    let start = shared.best().map(|best| best.point);
    let report = |cost: Option<f64>, bound: f64| shared.update(cost, bound);
    let interrupted = || shared.ended();
    let proof = HighsTask {
        seconds: shared.left(1.0),
        start: start.as_deref(),
        report: &report,
        interrupted: &interrupted,
        ..*task
    };
    let result = highs::run(&proof);
    if !matches!(result, Ok(HighsResult { status: HighsStatus::Limit, .. })) {
        shared.end();
    }
    result
}

/// The better point of both searches, and the better bound. A proof of infeasibility where the search has a point is left
/// as it is: the caller sees both and calls the result disputed.
fn merge(proof: HighsResult, known_bound: f64, shared: &SharedIncumbent, task: &HighsTask) -> HighsResult {
    let HighsResult { status, mut point, bound } = proof;
    let bound = bound.max(known_bound);
    let cost = point.as_ref().map_or(f64::INFINITY, |point| task.program.cost(point));
    let mut best = cost;
    if let Some(offered) = shared.best()
        && offered.cost < cost
    {
        (best, point) = (offered.cost, Some(offered.point));
    }
    let closed = best.is_finite() && best - bound <= task.gap * best.abs();
    let status = match status {
        HighsStatus::Interrupted | HighsStatus::Limit if closed => HighsStatus::Optimal,
        status => status,
    };
    HighsResult { status, point, bound }
}

struct IndicatorSearch<'a> {
    task: &'a HighsTask<'a>,
    indicators: &'a [Indicator],
    shared: &'a SharedIncumbent<'a>,
    rng: Rng,
}

impl IndicatorSearch<'_> {
    fn run(&mut self) -> Result<(), String> {
        let size = self.indicators.len();
        let Some(relaxed) = self.solve(&self.relaxation(false), None, TUNING.drop_heuristic)? else { return Ok(()) };
        let relaxed: Vec<f64> = self.indicators.iter().map(|indicator| relaxed[indicator.column]).collect();
        let dropped = self.drop_heuristic()?;
        if let Some(incumbent) = &dropped {
            self.complete(incumbent)?;
        }
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by(|&left, &right| relaxed[right].total_cmp(&relaxed[left]));
        let support = relaxed.iter().filter(|&&value| value > UNUSED).count();
        let mut free = vec![false; size];
        order.iter().take(support.max(TUNING.free_indicators)).for_each(|&indicator| free[indicator] = true);
        let first = self.neighbourhood(&free, dropped.as_ref(), TUNING.first_neighbourhood)?;
        let cost = dropped.as_ref().map_or(f64::INFINITY, |dropped| dropped.cost);
        let first = first.filter(|first| first.cost < cost - CHEAPER * cost.abs());
        if let Some(incumbent) = &first {
            self.complete(incumbent)?;
        }
        let Some(mut incumbent) = first.or(dropped) else { return Ok(()) };
        let mut others = TUNING.free_indicators / 2;
        let mut idle = 0;
        while idle < TUNING.most_idle && !self.shared.ended() && self.left() > 0.0 {
            let in_use = |indicator: &Indicator| incumbent.point[indicator.column] > 0.5;
            let mut free: Vec<bool> = self.indicators.iter().map(in_use).collect();
            let weight =
                |indicator: usize| if free[indicator] { 0.0 } else { relaxed[indicator] + TUNING.least_weight };
            let weights: Vec<f64> = (0..size).map(weight).collect();
            for indicator in weighted_sample(&mut self.rng, &weights, others.min(size / 2)) {
                free[indicator] = true;
            }
            let begin = Instant::now();
            let next = self.neighbourhood(&free, Some(&incumbent), TUNING.neighbourhood)?;
            let quick = begin.elapsed().as_secs_f64() < TUNING.quick * TUNING.neighbourhood * self.task.seconds;
            others = if quick { others * 5 / 4 + 1 } else { (others * 4 / 5).max(4) };
            idle += 1;
            if let Some(next) = next.filter(|next| next.cost < incumbent.cost - CHEAPER * incumbent.cost.abs()) {
                (incumbent, idle) = (next, 0);
                self.complete(&incumbent)?;
            }
        }
        Ok(())
    }

    /// The best point of the drop heuristic: whole indicators, all else continuous.
    fn drop_heuristic(&mut self) -> Result<Option<Incumbent>, String> {
        let program = self.relaxation(false);
        let quiet = |_: Option<f64>, _: f64| {};
        let seconds = self.left().min(TUNING.drop_heuristic * self.task.seconds);
        let begin = Instant::now();
        let (shared, late) = (self.shared, move || begin.elapsed().as_secs_f64() >= seconds);
        let interrupted = || shared.ended() || late();
        let task = HighsTask {
            program: &program,
            seconds,
            start: None,
            report: &quiet,
            interrupted: &interrupted,
            ..*self.task
        };
        drop_heuristic::search(&task, self.indicators, &mut self.rng)
    }

    /// Seconds left for the search.
    fn left(&self) -> f64 {
        self.shared.left(if self.shared.proof_begun() { 1.0 } else { TUNING.without_proof })
    }

    /// The program with all columns continuous, or all but the indicators.
    fn relaxation(&self, whole_indicators: bool) -> Program {
        let mut program = self.task.program.clone();
        program.columns.iter_mut().for_each(|column| column.whole = false);
        self.indicators.iter().for_each(|indicator| program.columns[indicator.column].whole = whole_indicators);
        program
    }

    /// The best values of the free indicators, the others at zero, all else continuous.
    fn neighbourhood(&self, free: &[bool], start: Option<&Incumbent>, share: f64) -> Result<Option<Incumbent>, String> {
        let mut program = self.relaxation(true);
        let fixed = self.indicators.iter().zip(free).filter(|(_, free)| !**free);
        fixed.for_each(|(indicator, _)| program.columns[indicator.column].upper = 0.0);
        let found = self.solve(&program, start.map(|incumbent| incumbent.point.as_slice()), share)?;
        Ok(found.map(|point| Incumbent { cost: self.task.program.cost(&point), point }))
    }

    /// Finds whole numbers with the indicators fixed, and offers the point.
    fn complete(&self, incumbent: &Incumbent) -> Result<(), String> {
        let mut program = self.task.program.clone();
        for indicator in self.indicators {
            let value = incumbent.point[indicator.column].round();
            (program.columns[indicator.column].lower, program.columns[indicator.column].upper) = (value, value);
        }
        if let Some(point) = self.solve(&program, None, TUNING.completion)? {
            self.shared.offer(self.task.program.cost(&point), point);
        }
        Ok(())
    }

    fn solve(&self, program: &Program, start: Option<&[f64]>, share: f64) -> Result<Option<Vec<f64>>, String> {
        let quiet = |_: Option<f64>, _: f64| {};
        let interrupted = || self.shared.ended();
        let seconds = self.left().min(share * self.task.seconds);
        let gap = 0.5 * self.task.gap;
        let task = HighsTask { program, gap, seconds, start, report: &quiet, interrupted: &interrupted, ..*self.task };
        highs::run(&task).map(|result| result.point)
    }
}
