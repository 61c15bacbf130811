//! What the columns beside the lines cost when the lines are given.

use super::problem::Problem;
use crate::mip::{Column, Program, Row};
use crate::solve::{Settings, solve};

/// How the program falls apart when lines are given: rows whose columns are theirs alone, and what is left.
#[derive(Clone, Debug)]
pub struct Rest {
    /// For each row that stands alone its columns with their factors, cheapest way up and down first.
    alone: Vec<Option<Vec<(u32, f64)>>>,
}

impl Rest {
    /// Looks at a program.
    pub fn of(program: &Program) -> Self {
        let mut rows_of = vec![0u32; program.columns.len()];
        for row in 0..program.rows.len() {
            program.row(row).iter().for_each(|&(column, _)| rows_of[column as usize] += 1);
        }
        let simple = |column: &Column| !column.whole && column.cost >= 0.0 && column.lower == 0.0;
        let alone: Vec<Option<Vec<(u32, f64)>>> = (0..program.rows.len())
            .map(|row| {
                let entries = program.row(row);
                let own = |&(column, _): &(u32, f64)| {
                    rows_of[column as usize] == 1 && simple(&program.columns[column as usize])
                };
                entries.iter().all(own).then(|| {
                    let mut entries = entries.to_vec();
                    let rate = |&(column, factor): &(u32, f64)| program.columns[column as usize].cost / factor.abs();
                    entries.sort_by(|left, right| rate(left).total_cmp(&rate(right)));
                    entries
                })
            })
            .collect();
        Rest { alone }
    }

    /// The cost beside lines that add this to each row, and what each unit by which a row cannot be kept costs; infinite
    /// if tied rows cannot be kept.
    pub fn cost(&self, problem: &Problem, activity: &[f64], big: f64) -> f64 {
        self.cost_of(problem, activity, 0..self.alone.len(), big)
    }

    /// The same for some rows, those tied to them among them.
    pub fn cost_of(&self, problem: &Problem, activity: &[f64], rows: impl Iterator<Item = usize>, big: f64) -> f64 {
        let program = &problem.program;
        let (mut cost, mut tied) = (0.0, Vec::new());
        for row in rows {
            match &self.alone[row] {
                Some(_) => cost += self.row(problem, row, activity[row], big),
                None => tied.push(row),
            }
        }
        if tied.is_empty() {
            return cost;
        }
        let reduced = given(program, activity, &tied);
        let settings = Settings { gap: 0.0, ..Settings::default() };
        let point = solve(&reduced, &settings).ok().and_then(|solved| solved.point);
        cost + point.map_or(f64::INFINITY, |point| reduced.cost(&point))
    }

    /// True if some values of the columns keep all rows beside lines that add this to them.
    pub fn keeps(&self, problem: &Problem, activity: &[f64]) -> bool {
        let rows = self.alone.iter().enumerate();
        let alone = |(row, entries): (usize, &Option<Vec<(u32, f64)>>)| {
            let cost = |entries: &Vec<(u32, f64)>| {
                row_cost(&problem.program, problem.program.rows[row], activity[row], entries)
            };
            entries.as_ref().is_none_or(|entries| cost(entries).is_finite())
        };
        rows.into_iter().all(alone)
            && self
                .cost_of(problem, activity, (0..self.alone.len()).filter(|&row| self.alone[row].is_none()), 0.0)
                .is_finite()
    }

    /// What a row that stands alone costs at an activity, `big` a unit where it cannot be kept; tied rows cost nothing.
    pub fn row(&self, problem: &Problem, row: usize, activity: f64, big: f64) -> f64 {
        let Some(entries) = &self.alone[row] else { return 0.0 };
        let limits = problem.program.rows[row];
        let cost = row_cost(&problem.program, limits, activity, entries);
        if cost.is_finite() { cost } else { big * (limits.lower - activity).max(activity - limits.upper) }
    }

    /// The best values of all columns beside given lines; `None` if rows cannot be kept.
    pub fn columns(&self, problem: &Problem, activity: &[f64]) -> Option<Vec<f64>> {
        let all: Vec<usize> = (0..problem.program.rows.len()).collect();
        let reduced = given(&problem.program, activity, &all);
        solve(&reduced, &Settings { gap: 0.0, ..Settings::default() }).ok()?.point
    }
}

/// Some rows of a program after lines have added to them. Columns of other rows cost nothing.
fn given(program: &Program, activity: &[f64], rows: &[usize]) -> Program {
    let mut used = vec![false; program.columns.len()];
    rows.iter().for_each(|&row| program.row(row).iter().for_each(|&(column, _)| used[column as usize] = true));
    let all = rows.len() == program.rows.len();
    let columns = program.columns.iter().zip(&used).map(|(column, &used)| match used || all {
        true => *column,
        false => Column { cost: 0.0, lower: 0.0, upper: 0.0, whole: false },
    });
    let mut reduced = Program::of(columns.collect());
    for &row in rows {
        let Row { lower, upper } = program.rows[row];
        let row_left = Row { lower: lower - activity[row], upper: upper - activity[row] };
        reduced.push_row(row_left, program.row(row).iter().copied());
    }
    reduced
}

/// The cheapest way to bring a row within its bounds with columns of its own.
fn row_cost(program: &Program, row: Row, activity: f64, entries: &[(u32, f64)]) -> f64 {
    let (mut off, sign) = if activity < row.lower {
        (row.lower - activity, 1.0)
    } else if activity > row.upper {
        (activity - row.upper, -1.0)
    } else {
        return 0.0;
    };
    let mut cost = 0.0;
    for &(column, factor) in entries.iter().filter(|(_, factor)| factor * sign > 0.0) {
        let column = &program.columns[column as usize];
        let used = (off / factor.abs()).min(column.upper);
        cost += used * column.cost;
        off -= used * factor.abs();
        if off <= 0.0 {
            return cost;
        }
    }
    if off <= crate::base::tolerance::FEASIBILITY { cost } else { f64::INFINITY }
}
