//! Complete enumeration of lines, where they are few: then a set partitioning program over all lines proves that a roster exists, or that none does,
//! also where fractions of lines would do, and finds the cheapest.

use mip::outcome::Ending;
use mip::solver::{Settings, solve};
use mip::{Column, Program, Row};
use rostering::{Cell, Line, LineConstraint, RosterProblem, Worker};
use std::collections::BTreeMap;

/// Cells looked at for one person's lines, after which they are too many.
const LOOKED_AT: usize = 60_000;

/// By person the lines that differ in what they add to rows, of those that do not the cheapest.
pub(super) struct LineEnumeration(Vec<Vec<EnumeratedLine>>);

struct EnumeratedLine {
    line: Line,
    cost: f64,
    /// What it adds to rows.
    adds: Vec<(u32, f64)>,
}

impl LineEnumeration {
    /// All lines of everybody; `None` if they are more than `most`.
    pub(super) fn of(problem: &RosterProblem, most: usize) -> Option<LineEnumeration> {
        let mut left = most;
        let people = problem.people.iter().map(|worker| {
            let mut walk = Enumeration { problem, worker, left, looked: 0, found: BTreeMap::new() };
            let states = worker.constraints.iter().map(initial_state).collect();
            walk.on(&mut Vec::new(), states)?;
            left = walk.left;
            let added = |(adds, (cost, line)): (Vec<(u32, u64)>, (f64, Line))| {
                let adds = adds.into_iter().map(|(row, bits)| (row, f64::from_bits(bits)));
                EnumeratedLine { line, cost, adds: adds.filter(|(_, factor)| *factor != 0.0).collect() }
            };
            Some(walk.found.into_iter().map(added).collect())
        });
        people.collect::<Option<_>>().map(LineEnumeration)
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// A roster that keeps all rows, the cheapest within the gap of the settings; `Ok(None)` if it is proved that none does.
    ///
    /// # Errors
    /// It was not known in time.
    pub(super) fn roster(&self, problem: &RosterProblem, settings: &Settings) -> Result<Option<Vec<Line>>, ()> {
        let program = &problem.program;
        let mut columns = program.columns.clone();
        let mut entries: Vec<Vec<(u32, f64)>> = (0..program.rows.len()).map(|row| program.row(row).to_vec()).collect();
        let mut choices: Vec<Vec<(u32, f64)>> = Vec::new();
        for lines in &self.0 {
            let mut choice = Vec::new();
            for EnumeratedLine { cost, adds, .. } in lines {
                let place = columns.len() as u32;
                columns.push(Column { cost: *cost, lower: 0.0, upper: 1.0, whole: true });
                choice.push((place, 1.0));
                adds.iter().for_each(|&(row, factor)| entries[row as usize].push((place, factor)));
            }
            choices.push(choice);
        }
        // A row that nobody's line touches is kept by all rosters or by none.
        let untouched = program.rows.iter().zip(&entries).filter(|(_, entries)| entries.is_empty());
        if untouched.map(|(row, _)| row).any(|row| row.lower > 0.0 || row.upper < 0.0) {
            return Ok(None);
        }
        let mut whole = Program::of(columns);
        for (row, entries) in program.rows.iter().zip(entries).filter(|(_, entries)| !entries.is_empty()) {
            whole.push_row(*row, entries);
        }
        choices.iter().for_each(|choice| whole.push_row(Row { lower: 1.0, upper: 1.0 }, choice.iter().copied()));
        let solved = solve(&whole, settings).map_err(|_| ())?;
        let Some(point) = solved.point else {
            return if solved.ending == Ending::Conflict { Ok(None) } else { Err(()) };
        };
        if !matches!(solved.ending, Ending::Proved | Ending::WithinGap) {
            return Err(());
        }
        let taken = |choice: &Vec<(u32, f64)>| choice.iter().position(|&(column, _)| point[column as usize] > 0.5);
        let lines =
            choices.iter().zip(&self.0).map(|(choice, lines)| taken(choice).map(|place| lines[place].line.clone()));
        lines.collect::<Option<_>>().map(Some).ok_or(())
    }
}

/// The state of a constraint before the first day: of an automaton its own, of a counter its total.
fn initial_state(constraint: &LineConstraint) -> u32 {
    match constraint {
        LineConstraint::Automaton(automaton) => automaton.start(),
        LineConstraint::Cumulative(cumulative) => cumulative.start,
    }
}

/// A walk over all lines of one person, day by day.
struct Enumeration<'a> {
    problem: &'a RosterProblem,
    worker: &'a Worker,
    /// Lines that may still be found.
    left: usize,
    looked: usize,
    /// By what they add to rows, as bits.
    found: BTreeMap<Vec<(u32, u64)>, (f64, Line)>,
}

impl Enumeration<'_> {
    /// Goes on from a line's first days; `None` if there are too many.
    fn on(&mut self, line: &mut Line, states: Vec<u32>) -> Option<()> {
        if line.len() == self.problem.days {
            return self.keep(line, &states);
        }
        let day = line.len();
        for cell in std::iter::once(None).chain((0..self.problem.duties).map(Some)) {
            self.looked += 1;
            if self.looked > LOOKED_AT {
                return None;
            }
            if let Some(next) = self.step(&states, day, cell) {
                line.push(cell);
                self.on(line, next)?;
                line.pop();
            }
        }
        Some(())
    }

    fn step(&self, states: &[u32], day: usize, cell: Cell) -> Option<Vec<u32>> {
        let place = |duty: usize| day * self.problem.duties + duty;
        let cost = cell.map_or(self.worker.off[day], |duty| self.worker.costs[place(duty)]);
        if !cost.is_finite() {
            return None;
        }
        let step = |(constraint, &state): (&LineConstraint, &u32)| match constraint {
            LineConstraint::Automaton(automaton) => automaton.step(state, day as u32, cell).map(|(next, _)| next),
            LineConstraint::Cumulative(cumulative) => {
                let total = state + cell.map_or(0, |duty| cumulative.adds[place(duty)]);
                (total <= cumulative.at_most).then_some(total)
            }
        };
        self.worker.constraints.iter().zip(states).map(step).collect()
    }

    fn keep(&mut self, line: &Line, states: &[u32]) -> Option<()> {
        let ends = |(constraint, &state): (&LineConstraint, &u32)| match constraint {
            LineConstraint::Automaton(automaton) => automaton.end(state).is_some(),
            LineConstraint::Cumulative(cumulative) => cumulative.cost(state).is_some(),
        };
        if !self.worker.constraints.iter().zip(states).all(ends) {
            return Some(());
        }
        let mut adds: BTreeMap<u32, f64> = BTreeMap::new();
        for (day, cell) in line.iter().enumerate() {
            let links = cell.map_or(&[][..], |duty| &self.worker.links[day * self.problem.duties + duty]);
            links.iter().for_each(|&(row, factor)| *adds.entry(row).or_default() += factor);
        }
        let key = adds.into_iter().map(|(row, factor)| (row, factor.to_bits())).collect();
        let Some(cost) = self.worker.cost(line, self.problem.duties) else { return Some(()) };
        match self.found.get_mut(&key) {
            Some(known) if known.0 <= cost => {}
            Some(known) => *known = (cost, line.clone()),
            None => {
                self.left = self.left.checked_sub(1)?;
                self.found.insert(key, (cost, line.clone()));
            }
        }
        Some(())
    }
}
