//! A subproblem decided exactly by set partitioning over few lines. With good duals, a roster that is cheaper than the
//! incumbent has no line whose reduced cost exceeds the gap between the incumbent and the Lagrangian bound. Where such lines
//! are few they are all enumerated, and a mixed-integer program over them decides (Baldacci, Christofides and Mingozzi 2008).
//! Ours differs in that the program has one more column, the incumbent itself, so that it always has a point.

use crate::master::column_generation::ColumnGeneration;
use crate::pricing::a_star::with_multipliers;
use crate::pricing::enumerate::lines_within;
use crate::pricing::priced_columns::resource_limits;
use crate::pricing::shortest_path::{PricedLine, ShortestPaths};
use crate::pricing::subproblem::Subproblem;
use crate::problem::resource::Cell;
use base::tolerance::{CHEAPER, REDUCED_COST, WHOLE_GRAIN};
use mip::solver::{Settings, solve_from};
use mip::{Column, Program, Row};

/// The lines that a better roster could have.
pub struct SetPartitioning {
    /// By place of a person.
    lines: Vec<Vec<PricedLine>>,
    /// By column of the subproblem: the largest value that it could have in a better roster.
    most: Vec<f64>,
    /// What the incumbent costs.
    cost: f64,
    /// No roster with any other line costs less.
    others: f64,
}

/// What the program over few lines says.
pub struct PartitioningResult {
    /// Cells of everybody that are cheaper than the incumbent's, if there are such.
    pub cells: Option<Vec<Vec<Cell>>>,
    /// No roster of the subproblem costs less.
    pub bound: f64,
}

impl SetPartitioning {
    /// All lines that a roster which costs less than `cost` could have, by the best duals known; `None` if there are more
    /// than `most`. Where cells are fixed, of the rosters that agree with them.
    pub fn of(generation: &ColumnGeneration, cost: f64, most: usize) -> Option<SetPartitioning> {
        let (subproblem, duties) = (&generation.master.subproblem, generation.master.subproblem.problem.duties);
        let duals = &generation.stability_centre.as_ref()?.duals;
        let found = generation.price_everybody(duals);
        let rounding = REDUCED_COST * cost.abs().max(1.0);
        let (target, others) = match subproblem.problem.grain {
            Some(grain) => (cost - grain, cost),
            None => (cost, cost - CHEAPER * cost.abs().max(1.0)),
        };
        let gap = target - generation.lagrangian(duals, &found) + rounding;
        if !gap.is_finite() {
            return None;
        }
        let mut left = most;
        let mut lines = Vec::with_capacity(found.len());
        for (person, priced) in found.iter().enumerate() {
            let limits = resource_limits(subproblem, person, &priced.multipliers);
            let prices = with_multipliers(&generation.prices(person, duals), &limits);
            let paths = ShortestPaths::of(&subproblem.networks[person], &prices, duties);
            let own = lines_within(&paths, &limits, duties, priced.bound + gap, left)?;
            left -= own.len();
            lines.push(own);
        }
        let whole = subproblem.problem.grain.is_some() && has_whole_columns(subproblem);
        let most = subproblem.columns.iter().map(|&column| {
            let Column { lower, upper, .. } = subproblem.problem.program.columns[column as usize];
            let reduced = subproblem.reduced_cost(column, duals);
            if lower != 0.0 || reduced <= rounding {
                return upper;
            }
            let most = (gap / reduced).max(0.0);
            upper.min(if whole { (most + WHOLE_GRAIN).floor() } else { most })
        });
        Some(SetPartitioning { most: most.collect(), lines, cost, others })
    }

    /// The best roster of these lines.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn decide(&self, generation: &ColumnGeneration, settings: &Settings) -> Result<PartitioningResult, String> {
        let subproblem = &generation.master.subproblem;
        let mut columns: Vec<Column> =
            subproblem.columns.iter().map(|&column| subproblem.problem.program.columns[column as usize]).collect();
        columns.iter_mut().zip(&self.most).for_each(|(column, &most)| column.upper = most);
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); subproblem.limits.len()];
        for (place, &column) in subproblem.columns.iter().enumerate() {
            for &(row, factor) in &subproblem.structure.entries[column as usize] {
                rows[subproblem.place(row) as usize].push((place as u32, factor));
            }
        }
        let once = Column { cost: 0.0, lower: 0.0, upper: 1.0, whole: true };
        let mut one_each = Vec::with_capacity(self.lines.len());
        let first_line = columns.len();
        for (person, lines) in self.lines.iter().enumerate() {
            let first = columns.len() as u32;
            for line in lines {
                for (row, factor) in subproblem.entries(person, &line.cells) {
                    rows[row as usize].push((columns.len() as u32, factor));
                }
                let cost = subproblem.cost(person, &line.cells).ok_or("a priced line breaks a constraint")?;
                columns.push(Column { cost, ..once });
            }
            one_each.push((first..columns.len() as u32).map(|column| (column, 1.0)).collect::<Vec<_>>());
        }
        // The incumbent: with it the program always has a point, and nothing dearer is looked at.
        let incumbent = columns.len();
        columns.push(Column { cost: self.cost, ..once });
        let mut program = Program::of(columns);
        for (limits, mut entries) in subproblem.limits.iter().zip(rows) {
            let kept = if limits.lower.is_finite() { limits.lower } else { limits.upper };
            if kept.is_finite() && kept != 0.0 {
                entries.push((incumbent as u32, kept));
            }
            program.push_row(*limits, entries);
        }
        for mut entries in one_each {
            entries.push((incumbent as u32, 1.0));
            program.push_row(Row { lower: 1.0, upper: 1.0 }, entries);
        }
        let mut start = vec![0.0; program.columns.len()];
        start[incumbent] = 1.0;
        let solved = solve_from(&program, settings, Some(&start)).map_err(|error| error.to_string())?;
        let chosen = solved.point.filter(|point| point[incumbent] < 0.5);
        let cells = chosen.and_then(|point| {
            let mut column = first_line;
            let mut take = |lines: &Vec<PricedLine>| {
                let own = &point[column..column + lines.len()];
                column += lines.len();
                own.iter().position(|&value| value > 0.5).map(|line| lines[line].cells.clone())
            };
            self.lines.iter().map(&mut take).collect()
        });
        Ok(PartitioningResult { cells, bound: solved.bound.min(self.others) })
    }
}

/// True if all lines add whole numbers to rows with whole limits, and each column stands in one of them with whole limits
/// of its own: then columns are whole in some best roster.
fn has_whole_columns(subproblem: &Subproblem) -> bool {
    let whole = |value: f64| value == value.round() || !value.is_finite();
    let row = |row: &Row| whole(row.lower) && whole(row.upper);
    let column = |&column: &u32| {
        let Column { lower, upper, .. } = subproblem.problem.program.columns[column as usize];
        let own = &subproblem.structure.entries[column as usize];
        whole(lower) && whole(upper) && own.len() == 1 && own[0].1.abs() == 1.0
    };
    let links = |place: usize| subproblem.worker(place).links.iter().flatten();
    subproblem.limits.iter().all(row)
        && subproblem.columns.iter().all(column)
        && (0..subproblem.people.len()).flat_map(links).all(|&(_, factor)| whole(factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::master::column_generation::StoppingRule;
    use crate::pricing::subproblem::SubproblemScope;
    use crate::problem::incumbent_roster::IncumbentRoster;
    use crate::problem::small_problem::{DUTIES, best, lines, problem};
    use crate::problem::structure::Structure;

    /// For a cost that is so much above the best roster: what is decided, the bound, and how many lines are enumerated.
    fn decided(grain: Option<f64>, above: f64) -> (Option<f64>, f64, usize) {
        let problem = crate::RosterProblem { grain, ..problem() };
        let structure = Structure::of(&problem);
        let given = vec![vec![Some(0), Some(0), None, None]; 2];
        let subproblem = Subproblem::of(&problem, &structure, &SubproblemScope::everybody(&problem), &given, |_| None)
            .expect("lines");
        let mut generation = ColumnGeneration::of(subproblem, false).expect("a master");
        generation.converge(&StoppingRule { exact: true, ..StoppingRule::when(&|| false) }).expect("an end");
        let few = SetPartitioning::of(&generation, best(&problem) + above, 1000).expect("few lines");
        let decided = few.decide(&generation, &Settings { gap: 0.0, ..Settings::default() }).expect("an answer");
        let cost = |cells| IncumbentRoster::of(&problem, &structure, cells).expect("feasible lines").cost();
        (decided.cells.map(cost), decided.bound, few.lines.iter().map(Vec::len).sum())
    }

    #[test]
    fn a_better_roster_is_found_and_the_best_one_is_proved() {
        let best = best(&problem());
        for above in [0.5, 1.0, 3.0, 20.0] {
            let (cost, bound, _) = decided(None, above);
            assert_eq!((cost, bound), (Some(best), best), "{above}");
        }
        let (cost, bound, _) = decided(Some(1.0), 1.0);
        assert_eq!((cost, bound), (Some(best), best));
        let (cost, bound, _) = decided(Some(1.0), 0.0);
        assert_eq!((cost, bound), (None, best));
    }

    #[test]
    fn lines_that_no_better_roster_has_are_left_out() {
        let feasible =
            |person: usize| lines().iter().filter(|line| problem().people[person].cost(line, DUTIES).is_some()).count();
        let all = feasible(0) + feasible(1);
        assert_eq!(decided(None, 1000.0).2, all);
        let few = decided(None, 1.0).2;
        assert!(few > 0 && 3 * few < 2 * all, "{few} of {all}");
    }
}
