//! The recourse problem: what the columns beside the lines cost at their best when the lines are given. Rows whose columns
//! stand in no other row are solved by taking the cheapest columns first; the rows that share columns go to the solver.

use crate::problem::activity::activity;
use crate::problem::roster_problem::{Line, RosterProblem};
use mip::solver::{Settings, solve};
use mip::{Column, Program, Row};

/// A program decomposed into rows whose columns are theirs alone, and rows that share columns.
#[derive(Clone, Debug)]
pub struct Recourse {
    /// For each row that can be solved alone its columns with their factors, cheapest for each unit first; `None` for a row
    /// that shares columns.
    separable: Vec<Option<Vec<(u32, f64)>>>,
}

impl Recourse {
    /// Decomposes a program.
    pub fn of(program: &Program) -> Self {
        let mut rows_of = vec![0u32; program.columns.len()];
        for row in 0..program.rows.len() {
            program.row(row).iter().for_each(|&(column, _)| rows_of[column as usize] += 1);
        }
        let simple = |column: &Column| !column.whole && column.cost >= 0.0 && column.lower == 0.0;
        let separable: Vec<Option<Vec<(u32, f64)>>> = (0..program.rows.len())
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
        Recourse { separable }
    }

    /// The cost beside lines of this activity; each unit by which a separable row is broken costs `big_m`, broken rows that
    /// share columns cost infinity.
    pub fn cost(&self, problem: &RosterProblem, activity: &[f64], big_m: f64) -> f64 {
        self.cost_of(problem, activity, 0..self.separable.len(), big_m)
    }

    /// The same for some rows; with a row that shares columns all rows that it shares them with must be there.
    pub fn cost_of(
        &self,
        problem: &RosterProblem,
        activity: &[f64],
        rows: impl Iterator<Item = usize>,
        big_m: f64,
    ) -> f64 {
        let program = &problem.program;
        let (mut cost, mut tied) = (0.0, Vec::new());
        for row in rows {
            match &self.separable[row] {
                Some(_) => cost += self.row(problem, row, activity[row], big_m),
                None => tied.push(row),
            }
        }
        if tied.is_empty() {
            return cost;
        }
        let reduced = beside(program, activity, &tied);
        let settings = Settings { gap: 0.0, ..Settings::default() };
        let point = solve(&reduced, &settings).ok().and_then(|solved| solved.point);
        cost + point.map_or(f64::INFINITY, |point| reduced.cost(&point))
    }

    /// True if some values of the columns keep all rows beside lines of this activity.
    pub fn keeps(&self, problem: &RosterProblem, activity: &[f64]) -> bool {
        let rows = self.separable.iter().enumerate();
        let kept = |(row, entries): (usize, &Option<Vec<(u32, f64)>>)| {
            let cost = |entries: &Vec<(u32, f64)>| {
                repair_row(&problem.program, problem.program.rows[row], activity[row], entries, |_, _| {})
            };
            entries.as_ref().is_none_or(|entries| cost(entries).is_finite())
        };
        rows.into_iter().all(kept)
            && self
                .cost_of(problem, activity, (0..self.separable.len()).filter(|&row| self.separable[row].is_none()), 0.0)
                .is_finite()
    }

    /// What a separable row costs at an activity, `big_m` for each unit by which it is broken; other rows cost nothing.
    pub fn row(&self, problem: &RosterProblem, row: usize, activity: f64, big_m: f64) -> f64 {
        let Some(entries) = &self.separable[row] else { return 0.0 };
        let limits = problem.program.rows[row];
        let cost = repair_row(&problem.program, limits, activity, entries, |_, _| {});
        if cost.is_finite() { cost } else { big_m * (limits.lower - activity).max(activity - limits.upper) }
    }

    /// The best values of all columns beside given lines; `None` if rows cannot be kept.
    pub fn columns(&self, problem: &RosterProblem, activity: &[f64]) -> Option<Vec<f64>> {
        let program = &problem.program;
        let idle = |column: &Column| if column.cost < 0.0 { column.upper } else { column.lower };
        let mut point: Vec<f64> = program.columns.iter().map(idle).collect();
        let tied: Vec<usize> = (0..self.separable.len()).filter(|&row| self.separable[row].is_none()).collect();
        if !tied.is_empty() {
            // Without these there is no answer, however long they take.
            let settings = Settings { gap: 0.0, time_limit: f64::INFINITY, ..Settings::default() };
            let solved = solve(&beside(program, activity, &tied), &settings).ok()?.point?;
            for (column, _) in tied.iter().flat_map(|&row| program.row(row)) {
                point[*column as usize] = solved[*column as usize];
            }
        }
        for (row, entries) in self.separable.iter().enumerate() {
            let Some(entries) = entries else { continue };
            let take = |column: u32, value: f64| point[column as usize] = value;
            if !repair_row(program, program.rows[row], activity[row], entries, take).is_finite() {
                return None;
            }
        }
        Some(point)
    }
}

/// The program of some rows beside lines of this activity. Columns of other rows are zero and cost nothing.
fn beside(program: &Program, activity: &[f64], rows: &[usize]) -> Program {
    let mut used = vec![false; program.columns.len()];
    rows.iter().for_each(|&row| program.row(row).iter().for_each(|&(column, _)| used[column as usize] = true));
    let columns = program.columns.iter().zip(&used).map(|(column, &used)| match used {
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

/// The best values of the columns of the program beside these lines; `None` if rows cannot be kept.
pub fn best_columns(problem: &RosterProblem, lines: &[Line]) -> Option<Vec<f64>> {
    if problem.program.rows.is_empty() {
        return Some(problem.program.columns.iter().map(|column| column.lower).collect());
    }
    Recourse::of(&problem.program).columns(problem, &activity(problem, lines))
}

/// What the cheapest columns cost that bring a row within its bounds; infinite if there are none. `take` receives the value
/// of each column that is used.
fn repair_row(
    program: &Program,
    row: Row,
    activity: f64,
    entries: &[(u32, f64)],
    mut take: impl FnMut(u32, f64),
) -> f64 {
    let (mut off, sign) = if activity < row.lower {
        (row.lower - activity, 1.0)
    } else if activity > row.upper {
        (activity - row.upper, -1.0)
    } else {
        return 0.0;
    };
    let mut cost = 0.0;
    for &(place, factor) in entries.iter().filter(|(_, factor)| factor * sign > 0.0) {
        let column = &program.columns[place as usize];
        let used = (off / factor.abs()).min(column.upper);
        take(place, used);
        cost += used * column.cost;
        off -= used * factor.abs();
        if off <= 0.0 {
            return cost;
        }
    }
    if off <= base::tolerance::FEASIBILITY { cost } else { f64::INFINITY }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastrand::Rng;
    use mip::residual;

    /// Rows with columns of their own in both directions; some share a column with another row.
    fn problem(rng: &mut Rng) -> RosterProblem {
        let column = |cost: f64, upper: f64| Column { cost, lower: 0.0, upper, whole: false };
        let mut columns = Vec::new();
        let mut rows = Vec::new();
        for _ in 0..6 {
            let first = columns.len() as u32;
            columns.push(column(f64::from(rng.u8(0..9)), 2.0));
            columns.push(column(f64::from(rng.u8(5..20)), f64::INFINITY));
            columns.push(column(f64::from(rng.u8(0..9)), if rng.bool() { 3.0 } else { f64::INFINITY }));
            let need = f64::from(rng.u8(0..5));
            rows.push((Row { lower: need, upper: need }, vec![(first, 1.0), (first + 1, 2.0), (first + 2, -1.0)]));
        }
        for pair in 0..2 {
            columns.push(column(f64::from(rng.u8(1..9)), f64::INFINITY));
            let both = columns.len() as u32 - 1;
            rows[pair].1.push((both, 1.0));
            rows[pair + 2].1.push((both, 1.0));
        }
        let mut program = Program::of(columns);
        rows.into_iter().for_each(|(row, entries)| program.push_row(row, entries));
        RosterProblem { days: 0, duties: 0, people: Vec::new(), program, grain: None }
    }

    #[test]
    fn columns_beside_lines_are_those_of_a_program_over_all_rows() {
        let mut rng = Rng::with_seed(4);
        let mut kept = 0;
        for _ in 0..60 {
            let problem = problem(&mut rng);
            let activity: Vec<f64> = (0..6).map(|_| f64::from(rng.u8(0..9))).collect();
            let recourse = Recourse::of(&problem.program);
            let whole = beside(&problem.program, &activity, &[0, 1, 2, 3, 4, 5]);
            let solved = solve(&whole, &Settings { gap: 0.0, ..Settings::default() }).expect("an answer");
            let found = recourse.columns(&problem, &activity);
            assert_eq!(found.is_some(), solved.point.is_some());
            assert_eq!(found.is_some(), recourse.keeps(&problem, &activity));
            let Some(found) = found else { continue };
            kept += 1;
            assert!(residual::feasible(&whole, &found));
            let (cost, least) = (whole.cost(&found), solved.bound);
            assert!((cost - least).abs() < 1e-6, "{cost} and {least}");
            assert!((recourse.cost(&problem, &activity, 1000.0) - least).abs() < 1e-6);
        }
        assert!(kept > 10 && kept < 60, "{kept} of 60 rows were kept");
    }
}
