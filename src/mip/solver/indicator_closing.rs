//! Values for switches by closing them one by one in the divisible program, the least used first, until what is still
//! in use may be switched on for good. Then again from the best set with a few others opened.
//!
//! The divisible program lends everything a small share of a switch and so says little about which to open; what it
//! costs to close one it knows well.

use super::dice::Dice;
use super::highs::{Eased, Task};
use crate::indicator::Switch;
use crate::{Program, residual};
use base::tolerance::UNUSED;

/// Looks in a row that may find nothing.
const PATIENCE: usize = 60;
/// Closings in a row that may cost more, after which a dive is given up.
const SLOPE: usize = 8;
/// Fewest and most switches opened beside the best set.
const OPENED: std::ops::RangeInclusive<usize> = 3..=6;

/// A point in which every switch is on or off and all else is divisible.
#[derive(Clone)]
pub(super) struct Values {
    pub cost: f64,
    pub point: Vec<f64>,
}

/// The best values found; `None` if no dive came to an end. `task` carries the divisible program.
pub(super) fn search(task: &Task, switches: &[Switch], dice: &mut Dice) -> Result<Option<Values>, String> {
    let mut dive = Dive { eased: Eased::new(task)?, program: task.program, switches };
    let mut best: Option<Values> = None;
    let mut open = vec![true; switches.len()];
    let mut idle = 0;
    while idle < PATIENCE && !(task.interrupted)() {
        let calm = best.is_none();
        let found = dive.run(&open, best.as_ref(), |used| if calm { used } else { used * dice.factor() })?;
        if calm && found.is_none() {
            return Ok(None);
        }
        idle = if found.is_some() { 0 } else { idle + 1 };
        best = found.or(best);
        let Some(best) = &best else { break };
        open = switches.iter().map(|switch| best.point[switch.column] > 0.5).collect();
        let shut: Vec<f64> = open.iter().map(|&open| if open { 0.0 } else { 1.0 }).collect();
        let more = OPENED.start() + idle % (OPENED.end() - OPENED.start() + 1);
        dice.pick(&shut, more).into_iter().for_each(|switch| open[switch] = true);
    }
    Ok(best)
}

struct Dive<'a> {
    eased: Eased<'a>,
    program: &'a Program,
    switches: &'a [Switch],
}

impl Dive<'_> {
    /// Closes open switches until nothing cheaper than `best` can follow.
    fn run(
        &mut self,
        open: &[bool],
        best: Option<&Values>,
        mut rank: impl FnMut(f64) -> f64,
    ) -> Result<Option<Values>, String> {
        let mut open = open.to_vec();
        let mut found: Option<Values> = None;
        let mut dearer = 0;
        while dearer < SLOPE {
            let limits =
                self.switches.iter().zip(&open).map(|(switch, &open)| (switch.column, f64::from(u8::from(open))));
            let Some((least, point)) = self.eased.solve(limits)? else { break };
            let target = found.as_ref().or(best).map_or(f64::INFINITY, |values| values.cost);
            // Closing more never makes the divisible program cheaper.
            if least >= target - UNUSED * target.abs() {
                break;
            }
            let used: Vec<f64> =
                self.switches.iter().map(|switch| switch.lets.iter().map(|&column| point[column]).sum()).collect();
            open.iter_mut().zip(&used).for_each(|(open, &used)| *open &= used > UNUSED);
            dearer += 1;
            if let Some(values) = self.switched(point, &open).filter(|values| values.cost < target) {
                (found, dearer) = (Some(values), 0);
            } else if found.is_none() {
                dearer = 0;
            }
            let ranks: Vec<f64> = used.into_iter().map(&mut rank).collect();
            let least = (0..open.len()).filter(|&switch| open[switch]).min_by(|&a, &b| ranks[a].total_cmp(&ranks[b]));
            let Some(least) = least else { break };
            open[least] = false;
        }
        Ok(found)
    }

    /// The point with all open switches on, if it may be.
    fn switched(&self, mut point: Vec<f64>, open: &[bool]) -> Option<Values> {
        for (switch, &open) in self.switches.iter().zip(open) {
            point[switch.column] = f64::from(u8::from(open));
            if !open {
                switch.lets.iter().for_each(|&column| point[column] = self.program.columns[column].lower);
            }
        }
        residual::feasible(self.program, &point).then(|| Values { cost: self.program.cost(&point), point })
    }
}
