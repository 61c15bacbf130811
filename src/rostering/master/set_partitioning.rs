//! A part decided exactly. Beside good prices a roster that is cheaper than the one at hand has no line that is dearer than
//! the cheapest of its person by more than what is left between them and what nothing undercuts. Where such lines are few
//! they are all written down, and a program over them decides (Baldacci, Christofides and Mingozzi 2008).

use crate::master::column_generation::Generation;
use crate::master::restricted_master::Part;
use crate::pricing::enumerate::within;
use crate::pricing::pricing::{limits, with_tolls};
use crate::pricing::shortest_path::{Priced, Sweep};
use crate::problem::resource::Cell;
use base::tolerance::{CHEAPER, REDUCED_COST, WHOLE_GRAIN};
use mip::solver::{Settings, solve_from};
use mip::{Column, Program, Row};

/// The lines that a better roster could have.
pub struct Few {
    /// For each person of the part.
    lines: Vec<Vec<Priced>>,
    /// For each column of the part the most that a better roster could have of it.
    most: Vec<f64>,
    /// What the roster at hand costs.
    cost: f64,
    /// No roster with another line costs less.
    others: f64,
}

/// What the program over a few lines says.
pub struct Decided {
    /// Cells of everybody that are cheaper than those at hand, if there are such.
    pub cells: Option<Vec<Vec<Cell>>>,
    /// No roster of the part costs less.
    pub bound: f64,
}

impl Few {
    /// All lines that a roster which costs less than `cost` could have, at the best prices known; `None` if they are more than
    /// `most`. Where something is settled, of the rosters that say so.
    pub fn of(generation: &Generation, cost: f64, most: usize) -> Option<Few> {
        let (part, duties) = (&generation.part, generation.part.problem.duties);
        let (_, duals) = generation.centre.as_ref()?;
        let found = generation.offers(duals);
        let rounding = REDUCED_COST * cost.abs().max(1.0);
        let (target, others) = match part.problem.grain {
            Some(grain) => (cost - grain, cost),
            None => (cost, cost - CHEAPER * cost.abs().max(1.0)),
        };
        let gap = target - generation.dual_value(duals, &found) + rounding;
        if !gap.is_finite() {
            return None;
        }
        let mut left = most;
        let mut lines = Vec::with_capacity(found.len());
        for (person, offers) in found.iter().enumerate() {
            let limits = limits(part, person, &offers.tolls);
            let asked = with_tolls(&generation.prices(person, duals), &limits);
            let sweep = Sweep::of(&part.graphs[person], &asked, duties);
            let own = within(&sweep, &limits, duties, offers.bound + gap, left)?;
            left -= own.len();
            lines.push(own);
        }
        let whole = part.problem.grain.is_some() && counts(part);
        let most = part.columns.iter().map(|&column| {
            let Column { cost, lower, upper, .. } = part.problem.program.columns[column as usize];
            let entries = &part.shape.entries[column as usize];
            let paid: f64 = entries.iter().map(|&(row, factor)| duals[part.place(row) as usize] * factor).sum();
            let reduced = cost - paid;
            if lower != 0.0 || reduced <= rounding {
                return upper;
            }
            let most = (gap / reduced).max(0.0);
            upper.min(if whole { (most + WHOLE_GRAIN).floor() } else { most })
        });
        Some(Few { most: most.collect(), lines, cost, others })
    }

    /// The best of them.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn decide(&self, generation: &Generation, settings: &Settings) -> Result<Decided, String> {
        let part = &generation.part;
        let mut columns: Vec<Column> =
            part.columns.iter().map(|&column| part.problem.program.columns[column as usize]).collect();
        columns.iter_mut().zip(&self.most).for_each(|(column, &most)| column.upper = most);
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); part.limits.len()];
        for (place, &column) in part.columns.iter().enumerate() {
            for &(row, factor) in &part.shape.entries[column as usize] {
                rows[part.place(row) as usize].push((place as u32, factor));
            }
        }
        let once = Column { cost: 0.0, lower: 0.0, upper: 1.0, whole: true };
        let mut one_each = Vec::with_capacity(self.lines.len());
        let first_line = columns.len();
        for (person, lines) in self.lines.iter().enumerate() {
            let first = columns.len() as u32;
            for line in lines {
                for (row, factor) in part.entries(person, &line.cells) {
                    rows[row as usize].push((columns.len() as u32, factor));
                }
                let cost = part.cost(person, &line.cells).ok_or("a priced line breaks a law")?;
                columns.push(Column { cost, ..once });
            }
            one_each.push((first..columns.len() as u32).map(|column| (column, 1.0)).collect::<Vec<_>>());
        }
        // To leave everything as it is: then the program always has a point, and what is dearer is not looked at.
        let leave = columns.len();
        columns.push(Column { cost: self.cost, ..once });
        let mut program = Program::of(columns);
        for (limits, mut entries) in part.limits.iter().zip(rows) {
            let kept = if limits.lower.is_finite() { limits.lower } else { limits.upper };
            if kept.is_finite() && kept != 0.0 {
                entries.push((leave as u32, kept));
            }
            program.push_row(*limits, entries);
        }
        for mut entries in one_each {
            entries.push((leave as u32, 1.0));
            program.push_row(Row { lower: 1.0, upper: 1.0 }, entries);
        }
        let mut start = vec![0.0; program.columns.len()];
        start[leave] = 1.0;
        let solved = solve_from(&program, settings, Some(&start)).map_err(|error| error.to_string())?;
        let chosen = solved.point.filter(|point| point[leave] < 0.5);
        let cells = chosen.and_then(|point| {
            let mut column = first_line;
            let mut take = |lines: &Vec<Priced>| {
                let own = &point[column..column + lines.len()];
                column += lines.len();
                own.iter().position(|&value| value > 0.5).map(|line| lines[line].cells.clone())
            };
            self.lines.iter().map(&mut take).collect()
        });
        Ok(Decided { cells, bound: solved.bound.min(self.others) })
    }
}

/// True if all lines add whole numbers to rows whose limits are whole, and each column stands in one of them with whole
/// limits of its own: then columns are whole in some best roster.
fn counts(part: &Part) -> bool {
    let whole = |value: f64| value == value.round() || !value.is_finite();
    let row = |row: &Row| whole(row.lower) && whole(row.upper);
    let column = |&column: &u32| {
        let Column { lower, upper, .. } = part.problem.program.columns[column as usize];
        let own = &part.shape.entries[column as usize];
        whole(lower) && whole(upper) && own.len() == 1 && own[0].1.abs() == 1.0
    };
    let links = |place: usize| part.worker(place).links.iter().flatten();
    part.limits.iter().all(row)
        && part.columns.iter().all(column)
        && (0..part.people.len()).flat_map(links).all(|&(_, factor)| whole(factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::master::column_generation::Stops;
    use crate::master::restricted_master::Choice;
    use crate::problem::incumbent::Incumbent;
    use crate::problem::structure::Shape;
    use crate::problem::tiny::{DUTIES, best, lines, problem};

    /// For each gap between a cost and the best roster: what is decided, and how many lines are written down.
    fn decided(grain: Option<f64>, above: f64) -> (Option<f64>, f64, usize) {
        let problem = crate::Problem { grain, ..problem() };
        let shape = Shape::of(&problem);
        let idle = vec![vec![Some(0), Some(0), None, None]; 2];
        let part = Part::of((&problem, &shape), &Choice::everybody(&problem), &idle, |_| None).expect("lines");
        let mut generation = Generation::of(part, false).expect("a master");
        generation.converge(&Stops { exact: true, ..Stops::when(&|| false) }).expect("an end");
        let few = Few::of(&generation, best(&problem) + above, 1000).expect("few lines");
        let decided = few.decide(&generation, &Settings { gap: 0.0, ..Settings::default() }).expect("an answer");
        let cost = |cells| Incumbent::of(&problem, &shape, cells).expect("lawful lines").cost();
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
        let lawful =
            |person: usize| lines().iter().filter(|line| problem().people[person].cost(line, DUTIES).is_some()).count();
        let all = lawful(0) + lawful(1);
        assert_eq!(decided(None, 1000.0).2, all);
        let few = decided(None, 1.0).2;
        assert!(few > 0 && 3 * few < 2 * all, "{few} of {all}");
    }
}
