//! Which cell is settled next when branching: of those whose weights are spread most, the one that leaves the smallest trees
//! behind, as far as the lines at hand can tell (strong branching; Applegate and others 1995).

use crate::master::column_generation::{Converged, Generation};
use base::tolerance::WHOLE_WEIGHT;

/// A person and a day, and how much weights are spread there: one less their sum of squares.
pub type Open = ((usize, usize), f64);

/// Cells that are looked at.
const CELLS: usize = 4;
/// A cell that closes all of the gap leaves a tree smaller by this power of e; more than twice the gap is no better.
const SMALLER: f64 = 3.0;
const ENOUGH: f64 = 2.0;

/// Which of some cells to settle. No roster that costs `cutoff` or more is wanted.
///
/// # Errors
/// The solver fails: its own words.
pub fn split(
    generation: &mut Generation,
    now: &Converged,
    open: &[Open],
    cutoff: f64,
) -> Result<Option<(usize, usize)>, String> {
    let (duties, gap) = (generation.part.problem.duties, cutoff - now.cost);
    let mut best = (f64::INFINITY, None);
    for &((person, day), _) in open.iter().filter(|(_, spread)| *spread > WHOLE_WEIGHT) {
        let mut tree = 0.0;
        for cell in (0..duties).map(Some).chain([None]) {
            let dearer = generation.look_ahead((person, day, cell))? - now.cost;
            tree += (-SMALLER * (dearer / gap).clamp(0.0, ENOUGH)).exp();
        }
        if tree < best.0 {
            best = (tree, Some((person, day)));
        }
    }
    Ok(best.1)
}

/// The cells that are not settled on which weights are spread most over what could be done, at most so many as are looked at.
pub fn spread_most(generation: &Generation, now: &Converged) -> Vec<Open> {
    let (days, duties) = (generation.part.problem.days, generation.part.problem.duties);
    let mut weights = vec![0.0; generation.part.people.len() * days * (duties + 1)];
    for (made, &weight) in generation.made.iter().zip(&now.weights).filter(|(_, weight)| **weight > WHOLE_WEIGHT) {
        for (day, cell) in made.cells.iter().enumerate() {
            weights[(made.person * days + day) * (duties + 1) + cell.unwrap_or(duties)] += weight;
        }
    }
    let spread = weights.chunks(duties + 1).map(|cell| 1.0 - cell.iter().map(|weight| weight * weight).sum::<f64>());
    let cells = spread.enumerate().map(|(place, spread)| ((place / days, place % days), spread));
    let mut open: Vec<Open> = cells.filter(|&((person, day), _)| generation.settled[person][day].is_none()).collect();
    open.sort_by(|left, right| right.1.total_cmp(&left.1));
    open.truncate(CELLS);
    open
}
