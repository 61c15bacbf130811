//! A drop heuristic for programs with indicators: all indicators are open at first; the continuous relaxation is solved,
//! the open indicator that is used least is closed, and so on until every indicator still open may be set to one. Then
//! the same again, from the best set so far with a few others opened at random.
//!
//! The method is the DROP heuristic of facility location (Feldman, Lehrer and Ray, "Warehouse location under continuous
//! economies of scale", Management Science 12, 1966). Ours ranks by use in the relaxation instead of by savings, since the
//! relaxation is solved anyhow after each closing, warm from the one before; and restarts perturb the ranks. The relaxation
//! gives every indicator a small fraction and so says little about which to open, but it knows what closing one costs.

use super::highs::{HighsTask, WarmRelaxation};
use super::incumbent::Incumbent;
use super::weighted_sampling::{random_factor, weighted_sample};
use crate::indicators::Indicator;
use crate::{Program, residual};
use base::tolerance::UNUSED;
use fastrand::Rng;

/// Tuning numbers of the heuristic, found by trial on shift design instances.
struct Tuning {
    /// Restarts in a row that may find nothing better.
    most_idle_restarts: usize,
    /// Closings in a row that may raise the cost, after which a descent is given up.
    most_worse_closings: usize,
    /// Fewest indicators opened at random beside the best set.
    fewest_opened: usize,
    /// Most of them.
    most_opened: usize,
}

const TUNING: Tuning = Tuning { most_idle_restarts: 60, most_worse_closings: 8, fewest_opened: 3, most_opened: 6 };

/// The best point found in which every indicator is zero or one, all else continuous; `None` if no descent came to an end.
/// `task` carries the continuous relaxation.
pub(super) fn search(task: &HighsTask, indicators: &[Indicator], rng: &mut Rng) -> Result<Option<Incumbent>, String> {
    let mut descent = Descent { relaxation: WarmRelaxation::new(task)?, program: task.program, indicators };
    let mut best: Option<Incumbent> = None;
    let mut open = vec![true; indicators.len()];
    let mut idle = 0;
    while idle < TUNING.most_idle_restarts && !(task.interrupted)() {
        let first = best.is_none();
        let found = descent.run(&open, best.as_ref(), |used| if first { used } else { used * random_factor(rng) })?;
        if first && found.is_none() {
            return Ok(None);
        }
        idle = if found.is_some() { 0 } else { idle + 1 };
        best = found.or(best);
        let Some(best) = &best else { break };
        open = indicators.iter().map(|indicator| best.point[indicator.column] > 0.5).collect();
        let closed: Vec<f64> = open.iter().map(|&open| if open { 0.0 } else { 1.0 }).collect();
        let more = TUNING.fewest_opened + idle % (TUNING.most_opened - TUNING.fewest_opened + 1);
        weighted_sample(rng, &closed, more).into_iter().for_each(|indicator| open[indicator] = true);
    }
    Ok(best)
}

/// Closes indicators one by one.
struct Descent<'a> {
    relaxation: WarmRelaxation<'a>,
    program: &'a Program,
    indicators: &'a [Indicator],
}

impl Descent<'_> {
    /// Closes open indicators until nothing cheaper than `best` can follow. `rank` turns the use of an indicator into the
    /// number by which the least used one is chosen.
    fn run(
        &mut self,
        open: &[bool],
        best: Option<&Incumbent>,
        mut rank: impl FnMut(f64) -> f64,
    ) -> Result<Option<Incumbent>, String> {
        let mut open = open.to_vec();
        let mut found: Option<Incumbent> = None;
        let mut worse = 0;
        while worse < TUNING.most_worse_closings {
            let limits = self
                .indicators
                .iter()
                .zip(&open)
                .map(|(indicator, &open)| (indicator.column, f64::from(u8::from(open))));
            let Some(Incumbent { cost: least, point }) = self.relaxation.solve(limits)? else { break };
            let target = found.as_ref().or(best).map_or(f64::INFINITY, |incumbent| incumbent.cost);
            // Closing more never lowers the cost of the relaxation.
            if least >= target - UNUSED * target.abs() {
                break;
            }
            let used: Vec<f64> = self
                .indicators
                .iter()
                .map(|indicator| indicator.controlled.iter().map(|&column| point[column]).sum())
                .collect();
            open.iter_mut().zip(&used).for_each(|(open, &used)| *open &= used > UNUSED);
            worse += 1;
            if let Some(incumbent) = self.set_open(point, &open).filter(|incumbent| incumbent.cost < target) {
                (found, worse) = (Some(incumbent), 0);
            } else if found.is_none() {
                worse = 0;
            }
            let ranks: Vec<f64> = used.into_iter().map(&mut rank).collect();
            let least =
                (0..open.len()).filter(|&indicator| open[indicator]).min_by(|&a, &b| ranks[a].total_cmp(&ranks[b]));
            let Some(least) = least else { break };
            open[least] = false;
        }
        Ok(found)
    }

    /// The point with all open indicators at one and all others at zero, if it is feasible.
    fn set_open(&self, mut point: Vec<f64>, open: &[bool]) -> Option<Incumbent> {
        for (indicator, &open) in self.indicators.iter().zip(open) {
            point[indicator.column] = f64::from(u8::from(open));
            if !open {
                indicator.controlled.iter().for_each(|&column| point[column] = self.program.columns[column].lower);
            }
        }
        residual::feasible(self.program, &point).then(|| Incumbent { cost: self.program.cost(&point), point })
    }
}
