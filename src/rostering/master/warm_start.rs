//! Good duals before the first master is solved: a master that knows one line of each person says little about the value of
//! rows, and column generation would have to find it out from nothing. Some subgradient steps on the Lagrangian bound find
//! duals, and the lines met on the way are columns to begin with.

use crate::master::column_generation::{ColumnGeneration, StabilityCentre};
use crate::relaxation::bounds::Bounds;
use crate::relaxation::subgradient::{Subgradient, multiplier_bounds, row_subgradient};
use crate::tuning::TUNING;

impl ColumnGeneration<'_> {
    /// Takes some subgradient steps from the duals known of all rows. The lines met join the master, the best duals become
    /// the stability centre. `cost` is that of some roster of the subproblem.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn warm_start(&mut self, cost: f64, steps: usize, stop: &(dyn Fn() -> bool + Sync)) -> Result<(), String> {
        let (problem, structure) = (self.master.subproblem.problem, self.master.subproblem.structure);
        let rows = &self.master.subproblem.rows;
        let bounds: Vec<Bounds> = rows.iter().map(|&row| multiplier_bounds(problem, structure, row as usize)).collect();
        let start: Vec<f64> = rows.iter().map(|&row| structure.row_duals[row as usize]).collect();
        let first_step = TUNING.column_generation.warm_start_step;
        let about = Subgradient { bounds: &bounds, start: &start, target: cost, first_step, steps, stop };
        let mut refused = Ok(());
        let (value, duals) = about.maximise(|duals| {
            let found = self.price_everybody(duals);
            let value = self.lagrangian(duals, &found);
            let mut activity = vec![0.0; duals.len()];
            for (person, priced) in found.into_iter().enumerate() {
                let line = priced.lines.into_iter().next()?;
                for (row, factor) in self.master.subproblem.entries(person, &line.cells) {
                    activity[row as usize] += factor;
                }
                let cost = self.master.subproblem.cost(person, &line.cells)?;
                if let Err(error) = self.master.add(person, line.cells, cost) {
                    refused = Err(error);
                    return None;
                }
                self.multipliers[person] = priced.multipliers;
            }
            let rows = self.master.subproblem.limits.iter().zip(duals).zip(activity);
            Some((value, rows.map(|((row, &dual), activity)| row_subgradient(row, dual, activity)).collect()))
        });
        if value.is_finite() {
            self.stability_centre = Some(StabilityCentre { value, duals });
        }
        refused
    }
}
