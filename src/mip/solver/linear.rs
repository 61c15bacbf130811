//! The master program of column generation: solved again and again while columns join and limits change, each time from
//! where the last solve ended.

use super::highs::{keep_columns, solve_on};
use crate::{Column, Row};
use ::highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

/// A program without whole numbers that grows.
pub struct Master {
    model: Model,
    rows: Vec<::highs::Row>,
    columns: Vec<Col>,
}

/// What a solve of the master says.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Cost of the best point.
    pub cost: f64,
    /// The point, by column in the order in which they joined.
    pub point: Vec<f64>,
    /// What one more unit on the right of each row would cost.
    pub duals: Vec<f64>,
    /// What each column costs beside what the rows pay for it.
    pub reduced: Vec<f64>,
}

impl Master {
    /// Rows without columns.
    ///
    /// # Errors
    /// HiGHS refuses: its own words.
    pub fn of(rows: &[Row]) -> Result<Self, String> {
        let mut model = RowProblem::default().try_optimise(Sense::Minimise).map_err(refused)?;
        let mut option = |name: &str, set: &mut dyn FnMut(&mut Model, &str) -> bool| match set(&mut model, name) {
            true => Ok(()),
            false => Err(format!("HiGHS refused the option {name}")),
        };
        option("threads", &mut |model, name| model.try_set_option(name, 1).is_ok())?;
        option("parallel", &mut |model, name| model.try_set_option(name, "off").is_ok())?;
        option("presolve", &mut |model, name| model.try_set_option(name, "off").is_ok())?;
        option("output_flag", &mut |model, name| model.try_set_option(name, false).is_ok())?;
        // Columns that join keep the last point feasible: the primal simplex goes on from there.
        option("simplex_strategy", &mut |model, name| model.try_set_option(name, 4).is_ok())?;
        let rows = rows
            .iter()
            .map(|row| model.try_add_row(row.lower..=row.upper, std::iter::empty::<(Col, f64)>()).map_err(refused))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Master { model, rows, columns: Vec::new() })
    }

    /// Adds a column with what it adds to rows; its number is returned.
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

    /// Drops columns; the others move up in their order. The next solve goes on from where the last one ended, so columns
    /// that its point uses should stay.
    ///
    /// # Errors
    /// HiGHS refuses: its own words.
    pub fn keep(&mut self, kept: &[bool]) -> Result<(), String> {
        self.columns.truncate(kept.iter().filter(|kept| **kept).count());
        keep_columns(&mut self.model, kept, self.rows.len())
    }

    /// The best point; `None` if there is none.
    ///
    /// # Errors
    /// HiGHS ends in a state without meaning here: its own words.
    pub fn solve(&mut self) -> Result<Option<Prices>, String> {
        let ended = solve_on(&mut self.model)?;
        match ended.status {
            HighsModelStatus::Optimal => {
                Ok(Some(Prices { cost: ended.cost, point: ended.point, duals: ended.duals, reduced: ended.reduced }))
            }
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
        let prices = master.solve().unwrap().unwrap();
        assert_eq!((prices.cost, prices.duals.as_slice()), (6.0, [3.0].as_slice()));
        master.add(column(4.0), &[(0, 2.0)]).unwrap();
        let prices = master.solve().unwrap().unwrap();
        assert_eq!((prices.cost, prices.duals.as_slice()), (4.0, [2.0].as_slice()));
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
