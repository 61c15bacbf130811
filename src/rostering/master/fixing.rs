//! What is settled in a master: some cells of some people, so that only lines that say the same may have weight.

use crate::master::column_generation::{Generation, Made};
use crate::problem::resource::Cell;

/// A person of the part, a day of the window, what is done.
pub type Settled = (usize, usize, Cell);

/// Where a generation stood once, to go on from there.
#[derive(Debug)]
pub struct Start {
    /// Lines that were allowed.
    lines: Vec<Made>,
    /// The best prices known.
    duals: Vec<f64>,
}

impl Generation<'_> {
    /// Settles cells: lines that say otherwise leave.
    pub fn settle(&mut self, cells: &[Settled]) {
        // The best prices so far still say what no roster undercuts, now that there are fewer.
        self.centre_before.clone_from(&self.centre);
        self.mark(cells, true);
    }

    /// Takes back what was settled last: lines that said otherwise return.
    pub fn unsettle(&mut self, cells: &[Settled]) {
        self.centre.clone_from(&self.centre_before);
        self.mark(cells, false);
    }

    /// Settles these cells alone, whatever was settled and known before, and begins with the lines and prices of a start.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn begin_anew(&mut self, cells: &[Settled], start: Option<&Start>) -> Result<(), String> {
        self.settled.iter_mut().for_each(|days| days.fill(None));
        self.mark(cells, true);
        // What was said of other rosters says nothing of these; the prices are as good as any to begin with.
        self.centre = start.map(|start| (f64::NEG_INFINITY, start.duals.clone()));
        self.centre_before = None;
        for made in start.iter().flat_map(|start| &start.lines) {
            if fits(&self.settled[made.person], &made.cells) {
                self.join(made.person, made.cells.clone(), made.cost)?;
            }
        }
        Ok(())
    }

    /// Where it stands; `None` before any line was asked for.
    pub fn start(&self) -> Option<Start> {
        let (_, duals) = self.centre.as_ref()?;
        Some(Start { lines: self.made.iter().filter(|made| made.allowed).cloned().collect(), duals: duals.clone() })
    }

    /// What the master would cost with a cell settled and the lines it has: no less than it will cost with more of them.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn look_ahead(&mut self, cell: Settled) -> Result<f64, String> {
        self.mark(&[cell], true);
        let cost = self.master.solve()?.map_or(f64::INFINITY, |prices| prices.cost);
        self.mark(&[cell], false);
        Ok(cost)
    }

    fn mark(&mut self, cells: &[Settled], settled: bool) {
        cells.iter().for_each(|&(person, day, cell)| self.settled[person][day] = settled.then_some(cell));
        for (index, made) in self.made.iter_mut().enumerate() {
            let allowed = fits(&self.settled[made.person], &made.cells);
            if allowed != made.allowed {
                made.allowed = allowed;
                self.master.limit(self.first_line + index, if allowed { f64::INFINITY } else { 0.0 });
            }
        }
    }
}

/// True if cells say what is settled.
pub fn fits(settled: &[Option<Cell>], cells: &[Cell]) -> bool {
    settled.iter().zip(cells).all(|(settled, cell)| settled.is_none_or(|settled| settled == *cell))
}
