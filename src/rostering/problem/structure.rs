//! What every method asks of a problem again and again, computed once.

use crate::problem::consumption_profile::ConsumptionProfile;
use crate::problem::recourse::Recourse;
use crate::problem::roster_problem::RosterProblem;

/// Facts about a problem, and what a relaxation has found about it.
#[derive(Clone, Debug)]
pub struct Structure {
    /// What the columns beside the lines cost.
    pub recourse: Recourse,
    /// For each column of the program its rows with factors.
    pub entries: Vec<Vec<(u32, f64)>>,
    /// More than any cell or unit of a row can be worth, in major units: the price of what is not allowed.
    pub big_m: f64,
    /// By person: how their consumption should be spread over the horizon; evenly as long as nothing better is known.
    pub profiles: Vec<ConsumptionProfile>,
    /// By row of the program: its dual value, as far as it is known.
    pub row_duals: Vec<f64>,
}

impl Structure {
    /// Of a problem of which nothing else is known yet.
    pub fn of(problem: &RosterProblem) -> Self {
        let program = &problem.program;
        let mut entries = vec![Vec::new(); program.columns.len()];
        for row in 0..program.rows.len() {
            program.row(row).iter().for_each(|&(column, factor)| entries[column as usize].push((row as u32, factor)));
        }
        let cells = problem.people.iter().flat_map(|worker| worker.costs.iter().chain(&worker.off));
        let columns = program.columns.iter().map(|column| &column.cost);
        let finite = cells.chain(columns).filter(|cost| cost.is_finite());
        let most = finite.fold(1.0, |most: f64, cost| most.max(cost.abs()));
        let profiles = problem.people.iter().map(|worker| ConsumptionProfile::even(worker, problem.duties)).collect();
        let (recourse, row_duals) = (Recourse::of(program), vec![0.0; program.rows.len()]);
        Structure { recourse, entries, big_m: 100.0 * most, profiles, row_duals }
    }
}
