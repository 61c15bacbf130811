//! What the columns beside the lines cost when the lines are given.

use crate::problem::problem::Problem;
use mip::solver::{Settings, solve};
use mip::{Column, Program, Row};

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
                brought_within(&problem.program, problem.program.rows[row], activity[row], entries, |_, _| {})
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
        let cost = brought_within(&problem.program, limits, activity, entries, |_, _| {});
        if cost.is_finite() { cost } else { big * (limits.lower - activity).max(activity - limits.upper) }
    }

    /// The best values of all columns beside given lines; `None` if rows cannot be kept.
    pub fn columns(&self, problem: &Problem, activity: &[f64]) -> Option<Vec<f64>> {
        let program = &problem.program;
        let idle = |column: &Column| if column.cost < 0.0 { column.upper } else { column.lower };
        let mut point: Vec<f64> = program.columns.iter().map(idle).collect();
        let tied: Vec<usize> = (0..self.alone.len()).filter(|&row| self.alone[row].is_none()).collect();
        if !tied.is_empty() {
            // There is no answer without these, however long they take.
            let settings = Settings { gap: 0.0, time_limit: f64::INFINITY, ..Settings::default() };
            let solved = solve(&given(program, activity, &tied), &settings).ok()?.point?;
            for (column, _) in tied.iter().flat_map(|&row| program.row(row)) {
                point[*column as usize] = solved[*column as usize];
            }
        }
        for (row, entries) in self.alone.iter().enumerate() {
            let Some(entries) = entries else { continue };
            let take = |column: u32, value: f64| point[column as usize] = value;
            if !brought_within(program, program.rows[row], activity[row], entries, take).is_finite() {
                return None;
            }
        }
        Some(point)
    }
}

/// Some rows of a program after lines have added to them. Columns of other rows cost nothing.
fn given(program: &Program, activity: &[f64], rows: &[usize]) -> Program {
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

/// What the cheapest way to bring a row within its bounds with columns of its own costs; infinite if there is none. `take` is
/// told the values of the columns.
fn brought_within(
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

    /// Rows of one side column each way, some of them tied by a column that stands in two.
    fn problem(chance: &mut Rng) -> Problem {
        let column = |cost: f64, upper: f64| Column { cost, lower: 0.0, upper, whole: false };
        let mut columns = Vec::new();
        let mut rows = Vec::new();
        for _ in 0..6 {
            let first = columns.len() as u32;
            columns.push(column(f64::from(chance.u8(0..9)), 2.0));
            columns.push(column(f64::from(chance.u8(5..20)), f64::INFINITY));
            columns.push(column(f64::from(chance.u8(0..9)), if chance.bool() { 3.0 } else { f64::INFINITY }));
            let need = f64::from(chance.u8(0..5));
            rows.push((Row { lower: need, upper: need }, vec![(first, 1.0), (first + 1, 2.0), (first + 2, -1.0)]));
        }
        for pair in 0..2 {
            columns.push(column(f64::from(chance.u8(1..9)), f64::INFINITY));
            let both = columns.len() as u32 - 1;
            rows[pair].1.push((both, 1.0));
            rows[pair + 2].1.push((both, 1.0));
        }
        let mut program = Program::of(columns);
        rows.into_iter().for_each(|(row, entries)| program.push_row(row, entries));
        Problem { days: 0, duties: 0, people: Vec::new(), program, grain: None }
    }

    #[test]
    fn columns_beside_lines_are_those_of_a_program_over_all_rows() {
        let mut chance = Rng::with_seed(4);
        let mut kept = 0;
        for _ in 0..60 {
            let problem = problem(&mut chance);
            let activity: Vec<f64> = (0..6).map(|_| f64::from(chance.u8(0..9))).collect();
            let rest = Rest::of(&problem.program);
            let whole = given(&problem.program, &activity, &[0, 1, 2, 3, 4, 5]);
            let solved = solve(&whole, &Settings { gap: 0.0, ..Settings::default() }).expect("an answer");
            let found = rest.columns(&problem, &activity);
            assert_eq!(found.is_some(), solved.point.is_some());
            assert_eq!(found.is_some(), rest.keeps(&problem, &activity));
            let Some(found) = found else { continue };
            kept += 1;
            assert!(residual::feasible(&whole, &found));
            let (cost, least) = (whole.cost(&found), solved.bound);
            assert!((cost - least).abs() < 1e-6, "{cost} and {least}");
            assert!((rest.cost(&problem, &activity, 1000.0) - least).abs() < 1e-6);
        }
        assert!(kept > 10 && kept < 60, "{kept} of 60 rows were kept");
    }
}
