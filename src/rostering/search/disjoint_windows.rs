//! Some days of a roster as a problem of their own, days that lie apart among them: hours, weekends and shifts move from one
//! end of a long horizon to the other, which no window that is short enough can do.

use crate::master::restricted_master::Choice;
use crate::problem::incumbent::{Incumbent, add};
use crate::problem::problem::{Line, Problem, Worker};
use crate::problem::resource::{Automaton, Cell, Cumulative, LineConstraint};
use crate::search::large_neighbourhood::Improver;
use fastrand::Rng;
use mip::{Program, Row};
use rayon::prelude::*;

/// Days of each of the two windows.
const LENGTH: usize = 14;

/// Days of two different windows, by chance.
pub fn two_windows(days: usize, chance: &mut Rng) -> Vec<usize> {
    let count = days / LENGTH;
    let window = |place: usize| place * LENGTH..if place + 1 == count { days } else { (place + 1) * LENGTH };
    let (one, other) = (chance.usize(0..count), chance.usize(1..count));
    let other = (one + other) % count;
    window(one.min(other)).chain(window(one.max(other))).collect()
}

/// Lines of everybody who may change some days, if they make the roster cheaper.
pub fn decided_apart(
    about: &Improver,
    now: &Incumbent,
    days: &[usize],
    seed: u64,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Line>> {
    let part = apart(about.problem, &now.lines, days);
    let mut improver = Improver { least: about.least, ..Improver::of(&part) };
    let own = |line: &Line| -> Line { days.iter().map(|&day| line[day]).collect() };
    let mut inside = Incumbent::of(&part, &improver.shape, now.lines.iter().map(own).collect())?;
    let better = improver.decide(&mut inside, &[(Choice::everybody(&part), seed)], stop);
    better.contains(&true).then(|| {
        let mut lines = now.lines.clone();
        for (line, cells) in lines.iter_mut().zip(&inside.lines) {
            days.iter().zip(cells).for_each(|(&day, &cell)| line[day] = cell);
        }
        lines
    })
}

/// The problem of some days, ascending, while all other days of all lines stay; its lines have a cell for each of them.
pub fn apart(problem: &Problem, lines: &[Line], days: &[usize]) -> Problem {
    let mut free = vec![false; problem.days];
    days.iter().for_each(|&day| free[day] = true);
    let mut stays = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines) {
        for day in (0..problem.days).filter(|&day| !free[day]) {
            add(problem, &mut stays, worker, line, day..day + 1, 1.0);
        }
    }
    let program = &problem.program;
    let mut left = Program::of(program.columns.clone());
    for (row, (Row { lower, upper }, stays)) in program.rows.iter().zip(stays).enumerate() {
        let limits = Row { lower: lower - stays, upper: upper - stays };
        left.push_row(limits, program.row(row).iter().copied());
    }
    let duties = problem.duties;
    let worker = |(worker, line): (&Worker, &Line)| {
        let cells = || days.iter().flat_map(|&day| day * duties..(day + 1) * duties);
        Worker {
            costs: cells().map(|cell| worker.costs[cell]).collect(),
            off: days.iter().map(|&day| worker.off[day]).collect(),
            constraints: worker
                .constraints
                .iter()
                .map(|constraint| law_of(constraint, line, (days, &free), duties))
                .collect(),
            links: cells().map(|cell| worker.links[cell].clone()).collect(),
        }
    };
    let people = problem.people.par_iter().zip(lines).map(worker).collect();
    Problem { days: days.len(), duties, people, program: left, grain: problem.grain }
}

fn law_of(
    constraint: &LineConstraint,
    line: &Line,
    (days, free): (&[usize], &[bool]),
    duties: usize,
) -> LineConstraint {
    match constraint {
        LineConstraint::Cumulative(cumulative) => {
            let rest: Line = line.iter().zip(free).map(|(cell, free)| cell.filter(|_| !free)).collect();
            let adds = days.iter().flat_map(|&day| &cumulative.adds[day * duties..(day + 1) * duties]).copied();
            LineConstraint::Cumulative(Cumulative {
                adds: adds.collect(),
                start: cumulative.total(&rest, duties),
                ..cumulative.clone()
            })
        }
        LineConstraint::Automaton(automaton) => {
            LineConstraint::Automaton(Box::new(Table::of(automaton.as_ref(), line, days, duties)))
        }
    }
}

/// An automaton on some days of a line, written down: the days between them are part of the steps.
struct Table {
    /// By day, then `state * cells + cell`, off last: the next state, and what is due.
    steps: Vec<Vec<Option<(u32, f64)>>>,
    ends: Vec<Option<f64>>,
    cells: usize,
    most: usize,
}

impl Table {
    fn of(automaton: &dyn Automaton, line: &Line, days: &[usize], duties: usize) -> Self {
        // Through days that stay as they are.
        let through = |(state, cost): (u32, f64), days: std::ops::Range<usize>| {
            days.into_iter().try_fold((state, cost), |(state, cost), day| {
                automaton.step(state, day as u32, line[day]).map(|(next, due)| (next, cost + due))
            })
        };
        let first = days.first().copied().unwrap_or(line.len());
        let mut layer: Vec<u32> =
            through((automaton.start(), 0.0), 0..first).into_iter().map(|(state, _)| state).collect();
        let (mut steps, mut most) = (Vec::with_capacity(days.len()), layer.len());
        for (place, &day) in days.iter().enumerate() {
            let next_day = days.get(place + 1).copied().unwrap_or(day + 1);
            let step = |state: u32, cell: Cell| through(automaton.step(state, day as u32, cell)?, day + 1..next_day);
            let cells = || (0..duties).map(Some).chain([None]);
            let found: Vec<Option<(u32, f64)>> = layer
                .iter()
                .flat_map(|&state| cells().map(move |cell| (state, cell)))
                .map(|(s, c)| step(s, c))
                .collect();
            let mut next: Vec<u32> = found.iter().flatten().map(|&(state, _)| state).collect();
            next.sort_unstable();
            next.dedup();
            let number = |(state, due): (u32, f64)| (next.partition_point(|&known| known < state) as u32, due);
            steps.push(found.into_iter().map(|step| step.map(number)).collect());
            most = most.max(next.len());
            layer = next;
        }
        let last = days.last().map_or(line.len(), |day| day + 1);
        let end = |&state: &u32| {
            let (state, due) = through((state, 0.0), last..line.len())?;
            automaton.end(state).map(|end| due + end)
        };
        Table { steps, ends: layer.iter().map(end).collect(), cells: duties + 1, most }
    }
}

impl Automaton for Table {
    fn states(&self) -> u32 {
        self.most as u32
    }

    fn start(&self) -> u32 {
        0
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let cell = cell.unwrap_or(self.cells - 1);
        self.steps[day as usize].get(state as usize * self.cells + cell).copied().flatten()
    }

    fn end(&self, state: u32) -> Option<f64> {
        self.ends.get(state as usize).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::structure::Shape;
    use crate::problem::tiny::{DAYS, DUTIES, lines, problem};

    #[test]
    fn days_apart_cost_what_they_cost_in_the_whole_roster() {
        let problem = problem();
        let shape = Shape::of(&problem);
        let now = vec![vec![Some(0), None, Some(0), Some(1)], vec![None, Some(1), Some(0), None]];
        let whole = |lines: Vec<Line>| Incumbent::of(&problem, &shape, lines).map(|roster| roster.cost());
        for days in [vec![0, 3], vec![1, 2], vec![0, 1, 3], vec![2]] {
            let part = apart(&problem, &now, &days);
            let inside = Shape::of(&part);
            let mut offset = None;
            for line in lines() {
                // The first days of all lines there are stand for what the chosen days could be.
                let cells: Vec<Line> = vec![line[..days.len()].to_vec(), line[DAYS - days.len()..].to_vec()];
                let mut all = now.clone();
                for (line, cells) in all.iter_mut().zip(&cells) {
                    days.iter().zip(cells).for_each(|(&day, &cell)| line[day] = cell);
                }
                let here = Incumbent::of(&part, &inside, cells).map(|roster| roster.cost());
                let Some((whole, here)) = whole(all.clone()).zip(here) else {
                    assert!(whole(all).is_none() && here.is_none(), "{days:?} {line:?}");
                    continue;
                };
                let offset = *offset.get_or_insert(whole - here);
                assert!((whole - here - offset).abs() < 0.000_001, "{days:?} {line:?}: {whole} {here}");
            }
            assert!(offset.is_some() && part.duties == DUTIES);
        }
    }

    #[test]
    fn a_trade_makes_a_roster_cheaper_by_as_much_as_it_must() {
        let problem = problem();
        let mut about = Improver::of(&problem);
        let shape = about.shape.clone();
        let now = vec![vec![None, Some(0), Some(0), None], vec![None, None, Some(1), Some(0)]];
        let now = Incumbent::of(&problem, &shape, now).expect("lawful lines");
        let days = [0, 1, 3];
        let better = decided_apart(&about, &now, &days, 0, &|| false).expect("a better roster");
        let better = Incumbent::of(&problem, &shape, better).expect("lawful lines");
        assert!(better.cost() < now.cost());
        about.least = now.cost() - better.cost();
        assert!(decided_apart(&about, &now, &days, 0, &|| false).is_some());
        about.least = 2.0 * now.cost() - better.cost();
        assert!(decided_apart(&about, &now, &days, 0, &|| false).is_none());
    }
}
