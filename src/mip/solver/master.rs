//! The restricted master program of column generation (Dantzig and Wolfe, "Decomposition principle for linear programs",
//! Operations Research 8, 1960): a linear program that is solved again and again while columns join and limits change, each
//! time by the primal simplex method from the last basis.

use super::highs_model::{keep_columns, set_option, solve_from_basis};
use crate::program::{Column, Row};
use ::highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

/// The number of the primal simplex method among the strategies of HiGHS.
const PRIMAL_SIMPLEX: i32 = 4;

/// A linear program whose rows are fixed and whose columns grow in number.
pub struct Master {
    model: Model,
    rows: Vec<::highs::Row>,
    columns: Vec<Col>,
}

/// An optimal solution of the master program.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MasterSolution {
    /// Cost of the optimal point.
    pub cost: f64,
    /// The point, by column in the order in which they joined.
    pub point: Vec<f64>,
    /// Dual price of each row: what one more unit on its right-hand side would cost.
    pub duals: Vec<f64>,
    /// Reduced cost of each column.
    pub reduced: Vec<f64>,
}

impl Master {
    /// A program of rows, without columns.
    ///
    /// # Errors
    /// HiGHS refuses: its own words.
    pub fn of(rows: &[Row]) -> Result<Self, String> {
        let mut model = RowProblem::default().try_optimise(Sense::Minimise).map_err(refused)?;
        set_option(&mut model, "threads", 1)?;
        set_option(&mut model, "parallel", "off")?;
        set_option(&mut model, "presolve", "off")?;
        set_option(&mut model, "output_flag", false)?;
        // The last point stays feasible when columns join, so the primal simplex method continues from it.
        set_option(&mut model, "simplex_strategy", PRIMAL_SIMPLEX)?;
        let rows = rows
            .iter()
            .map(|row| model.try_add_row(row.lower..=row.upper, std::iter::empty::<(Col, f64)>()).map_err(refused))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Master { model, rows, columns: Vec::new() })
    }

    /// Adds a column with its coefficients by row; returns its number.
    ///
    /// # Errors
    /// HiGHS refuses: its own words.
    pub fn add(&mut self, column: Column, entries: &[(u32, f64)]) -> Result<usize, String> {
        let entries = entries.iter().map(|&(row, factor)| (self.rows[row as usize], factor));
        let added = self.model.try_add_column(column.cost, column.lower..=column.upper, entries).map_err(refused)?;
        self.columns.push(added);
        Ok(self.columns.len() - 1)
    }

    /// Changes the upper limit of a column whose lower limit is zero.
    pub fn limit(&mut self, column: usize, most: f64) {
        self.model.change_column_bounds(self.columns[column], 0.0..=most);
    }

    /// Removes columns; the others move up in their order. The next solve starts from the last basis, so basic columns should
    /// stay.
    ///
    /// # Errors
    /// HiGHS refuses: its own words.
    pub fn keep(&mut self, kept: &[bool]) -> Result<(), String> {
        self.columns.truncate(kept.iter().filter(|kept| **kept).count());
        keep_columns(&mut self.model, kept, self.rows.len())
    }

    /// Solves the program; `None` if it is infeasible.
    ///
    /// # Errors
    /// HiGHS ends in a state without meaning here: its own words.
    pub fn solve(&mut self) -> Result<Option<MasterSolution>, String> {
        let ended = solve_from_basis(&mut self.model)?;
        match ended.status {
            HighsModelStatus::Optimal => Ok(Some(MasterSolution {
                cost: ended.cost,
                point: ended.point,
                duals: ended.duals,
                reduced: ended.reduced,
            })),
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ok(None),
            other => Err(format!("the master ended with {other:?}")),
        }
    }
}

fn refused(status: impl std::fmt::Debug) -> String {
    format!("HiGHS refused: {status:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duals_are_what_one_more_unit_costs() {
        let column = |cost: f64| Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
        let at_least_two = Row { lower: 2.0, upper: f64::INFINITY };
        let mut master = Master::of(&[at_least_two]).unwrap();
        master.add(column(3.0), &[(0, 1.0)]).unwrap();
        let solution = master.solve().unwrap().unwrap();
        assert_eq!((solution.cost, solution.duals.as_slice()), (6.0, [3.0].as_slice()));
        master.add(column(4.0), &[(0, 2.0)]).unwrap();
        let solution = master.solve().unwrap().unwrap();
        assert_eq!((solution.cost, solution.duals.as_slice()), (4.0, [2.0].as_slice()));
        master.limit(1, 0.5);
        assert_eq!(master.solve().unwrap().unwrap().cost, 5.0);
    }

    #[test]
    fn columns_go_and_the_others_move_up() {
        let column = |cost: f64| Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
        let mut master = Master::of(&[Row { lower: 2.0, upper: f64::INFINITY }]).unwrap();
        for cost in [5.0, 4.0, 3.0] {
            master.add(column(cost), &[(0, 1.0)]).unwrap();
        }
        assert_eq!(master.solve().unwrap().unwrap().reduced, [2.0, 1.0, 0.0]);
        master.keep(&[false, true, true]).unwrap();
        assert_eq!(master.solve().unwrap().unwrap().point, [0.0, 2.0]);
        assert_eq!(master.add(column(1.0), &[(0, 1.0)]).unwrap(), 2);
        master.limit(1, 0.5);
        assert_eq!(master.solve().unwrap().unwrap().point, [0.0, 0.0, 2.0]);
    }
}
