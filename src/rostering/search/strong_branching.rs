//! Strong branching (Applegate, Bixby, Chvatal and Cook 1995): of the cells on which weights are spread most, the one is
//! branched on that leaves the smallest trees behind. Ours differs in looking only at the columns at hand, without pricing.

use crate::master::column_generation::{ColumnGeneration, ConvergedMaster};
use crate::master::restricted_master::Fixing;
use crate::tuning::TUNING;
use base::tolerance::WHOLE_WEIGHT;

/// A person and a day that could be branched on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BranchingCandidate {
    /// Place of the person in the subproblem.
    pub person: usize,
    /// Day of the window.
    pub day: usize,
    /// How much weights are spread over what could be done: one less the sum of their squares.
    pub spread: f64,
}

/// The candidate to branch on; `None` if none is spread. No roster that costs `cutoff` or more is wanted.
///
/// # Errors
/// The solver fails: its own words.
pub fn select(
    generation: &mut ColumnGeneration,
    now: &ConvergedMaster,
    candidates: &[BranchingCandidate],
    cutoff: f64,
) -> Result<Option<BranchingCandidate>, String> {
    let tuning = &TUNING.branching;
    let (duties, gap) = (generation.master.subproblem.problem.duties, cutoff - now.cost);
    let mut best = (f64::INFINITY, None);
    for &candidate in candidates.iter().filter(|candidate| candidate.spread > WHOLE_WEIGHT) {
        let BranchingCandidate { person, day, .. } = candidate;
        let mut tree = 0.0;
        for cell in (0..duties).map(Some).chain([None]) {
            let dearer = generation.master.cost_with(Fixing { person, day, cell })? - now.cost;
            tree += (-tuning.tree_exponent * (dearer / gap).clamp(0.0, tuning.most_gaps)).exp();
        }
        if tree < best.0 {
            best = (tree, Some(candidate));
        }
    }
    Ok(best.1)
}

/// The people and days without a fixed cell on which weights are spread most, most first.
pub fn branching_candidates(generation: &ColumnGeneration, now: &ConvergedMaster) -> Vec<BranchingCandidate> {
    let master = &generation.master;
    let (days, duties) = (master.subproblem.problem.days, master.subproblem.problem.duties);
    let mut weights = vec![0.0; master.subproblem.people.len() * days * (duties + 1)];
    for (column, &weight) in master.columns.iter().zip(&now.weights).filter(|(_, weight)| **weight > WHOLE_WEIGHT) {
        for (day, cell) in column.cells.iter().enumerate() {
            weights[(column.person * days + day) * (duties + 1) + cell.unwrap_or(duties)] += weight;
        }
    }
    let spread = weights.chunks(duties + 1).map(|cell| 1.0 - cell.iter().map(|weight| weight * weight).sum::<f64>());
    let cells = spread.enumerate().map(|(place, spread)| BranchingCandidate {
        person: place / days,
        day: place % days,
        spread,
    });
    let mut open: Vec<BranchingCandidate> =
        cells.filter(|cell| master.fixed[cell.person][cell.day].is_none()).collect();
    open.sort_by(|left, right| right.spread.total_cmp(&left.spread));
    open.truncate(TUNING.branching.candidates);
    open
}
