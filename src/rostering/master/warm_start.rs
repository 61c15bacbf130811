//! Good prices before the first master is solved: a master that knows one line of each person says little about what rows
//! are worth, and column generation would have to find it out from nothing.

use crate::master::column_generation::Generation;
use crate::relaxation::subgradient::{Climb, climb, limits, slope};

/// The first step, as a share of the way that would close the gap: the roster at hand may be far from the best.
const FIRST_STEP: f64 = 0.05;

impl Generation<'_> {
    /// Looks for prices in some steps, from those known of all rows on. The lines met on the way join the master, the best
    /// prices become those that new ones are mixed with. `cost` is that of some roster of the part.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn approach(&mut self, cost: f64, steps: usize, stop: &(dyn Fn() -> bool + Sync)) -> Result<(), String> {
        let part = &self.part;
        let boxes: Vec<(f64, f64)> =
            part.rows.iter().map(|&row| limits(part.problem, part.shape, row as usize)).collect();
        let start: Vec<f64> = part.rows.iter().map(|&row| part.shape.worth[row as usize]).collect();
        let about = Climb { boxes: &boxes, start: &start, target: cost, first_step: FIRST_STEP, steps, stop };
        let mut refused = Ok(());
        let (best, at) = climb(&about, |duals| {
            let found = self.offers(duals);
            let value = self.dual_value(duals, &found);
            let mut activity = vec![0.0; duals.len()];
            for (person, offers) in found.into_iter().enumerate() {
                let line = offers.lines.into_iter().next()?;
                for (row, factor) in self.part.entries(person, &line.cells) {
                    activity[row as usize] += factor;
                }
                let cost = self.part.cost(person, &line.cells)?;
                if let Err(error) = self.join(person, line.cells, cost) {
                    refused = Err(error);
                    return None;
                }
                self.tolls[person] = offers.tolls;
            }
            let rows = self.part.limits.iter().zip(duals).zip(activity);
            Some((value, rows.map(|((row, &dual), activity)| slope(row, dual, activity)).collect()))
        });
        if best.is_finite() {
            self.centre = Some((best, at));
        }
        refused
    }
}
