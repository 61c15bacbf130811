//! Reoptimises disjoint windows of days together, as a roster problem of those days alone. Hours, weekends and shifts move
//! from one end of a long horizon to the other, which no single window that is short enough can do.

use crate::pricing::subproblem::SubproblemScope;
use crate::problem::activity::add_line;
use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::resource::{Automaton, Cell, Cumulative, LineConstraint};
use crate::problem::roster_problem::{Line, RosterProblem, Worker};
use crate::search::large_neighbourhood::{LargeNeighbourhoodSearch, Task};
use crate::tuning::TUNING;
use fastrand::Rng;
use mip::{Program, Row};
use rayon::prelude::*;

/// The days of two different random windows, ascending.
pub fn two_windows(days: usize, rng: &mut Rng) -> Vec<usize> {
    let length = TUNING.rolling.disjoint_window;
    let count = days / length;
    let window = |place: usize| place * length..if place + 1 == count { days } else { (place + 1) * length };
    let (one, other) = (rng.usize(0..count), rng.usize(1..count));
    let other = (one + other) % count;
    window(one.min(other)).chain(window(one.max(other))).collect()
}

/// Lines of everybody that differ from the incumbent's on some days only and make the roster cheaper; `None` if none were found.
pub fn reoptimise_days(
    whole: &LargeNeighbourhoodSearch,
    now: &IncumbentRoster,
    days: &[usize],
    seed: u64,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Line>> {
    let problem = restricted_to_days(whole.problem, &now.lines, days);
    let mut lns = LargeNeighbourhoodSearch::of(&problem);
    lns.least_saving = whole.least_saving;
    let own = |line: &Line| -> Line { days.iter().map(|&day| line[day]).collect() };
    let mut inside = IncumbentRoster::of(&problem, &lns.structure, now.lines.iter().map(own).collect())?;
    let task = Task { scope: SubproblemScope::everybody(&problem), seed };
    let better = lns.reoptimise(&mut inside, &[task], stop);
    better.contains(&true).then(|| {
        let mut lines = now.lines.clone();
        for (line, cells) in lines.iter_mut().zip(&inside.lines) {
            days.iter().zip(cells).for_each(|(&day, &cell)| line[day] = cell);
        }
        lines
    })
}

/// The problem of some days, ascending, while all other days of all lines stay; its lines have a cell for each of these days.
pub fn restricted_to_days(problem: &RosterProblem, lines: &[Line], days: &[usize]) -> RosterProblem {
    let mut free = vec![false; problem.days];
    days.iter().for_each(|&day| free[day] = true);
    let mut stays = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines) {
        for day in (0..problem.days).filter(|&day| !free[day]) {
            add_line(problem, &mut stays, worker, line, day..day + 1, 1.0);
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
                .map(|constraint| restricted(constraint, line, days, duties))
                .collect(),
            links: cells().map(|cell| worker.links[cell].clone()).collect(),
        }
    };
    let people = problem.people.par_iter().zip(lines).map(worker).collect();
    RosterProblem { days: days.len(), duties, people, program: left, grain: problem.grain }
}

/// A constraint on some days of a line whose other days stay.
fn restricted(constraint: &LineConstraint, line: &Line, days: &[usize], duties: usize) -> LineConstraint {
    match constraint {
        LineConstraint::Cumulative(cumulative) => {
            let mut stays = line.clone();
            days.iter().for_each(|&day| stays[day] = None);
            let adds = days.iter().flat_map(|&day| &cumulative.adds[day * duties..(day + 1) * duties]).copied();
            LineConstraint::Cumulative(Cumulative {
                adds: adds.collect(),
                start: cumulative.total(&stays, duties),
                ..cumulative.clone()
            })
        }
        LineConstraint::Automaton(automaton) => {
            LineConstraint::Automaton(Box::new(TabulatedAutomaton::of(automaton.as_ref(), line, days, duties)))
        }
    }
}

/// An automaton on some days of a line, tabulated: the days between them are part of the steps.
struct TabulatedAutomaton {
    /// By day, then `state * cells + cell`, off last: the next state, and what is charged.
    steps: Vec<Vec<Option<(u32, f64)>>>,
    /// By state: what is charged at the end.
    ends: Vec<Option<f64>>,
    /// Cells of a day.
    cells: usize,
    /// States of the day with most.
    most: usize,
}

impl TabulatedAutomaton {
    fn of(automaton: &dyn Automaton, line: &Line, days: &[usize], duties: usize) -> Self {
        // Through days that stay as they are.
        let through = |(state, cost): (u32, f64), days: std::ops::Range<usize>| {
            days.into_iter().try_fold((state, cost), |(state, cost), day| {
                automaton.step(state, day as u32, line[day]).map(|(next, charge)| (next, cost + charge))
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
            let all = layer.iter().flat_map(|&state| cells().map(move |cell| (state, cell)));
            let found: Vec<Option<(u32, f64)>> = all.map(|(state, cell)| step(state, cell)).collect();
            let mut next: Vec<u32> = found.iter().flatten().map(|&(state, _)| state).collect();
            next.sort_unstable();
            next.dedup();
            let number = |(state, charge): (u32, f64)| (next.partition_point(|&known| known < state) as u32, charge);
            steps.push(found.into_iter().map(|step| step.map(number)).collect());
            most = most.max(next.len());
            layer = next;
        }
        let last = days.last().map_or(line.len(), |day| day + 1);
        let end = |&state: &u32| {
            let (state, charge) = through((state, 0.0), last..line.len())?;
            automaton.end(state).map(|end| charge + end)
        };
        TabulatedAutomaton { steps, ends: layer.iter().map(end).collect(), cells: duties + 1, most }
    }
}

impl Automaton for TabulatedAutomaton {
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
    use crate::problem::small_problem::{DAYS, DUTIES, lines, problem};
    use crate::problem::structure::Structure;

    #[test]
    fn some_days_cost_what_they_cost_in_the_whole_roster() {
        let problem = problem();
        let structure = Structure::of(&problem);
        let now = vec![vec![Some(0), None, Some(0), Some(1)], vec![None, Some(1), Some(0), None]];
        let whole = |lines: Vec<Line>| IncumbentRoster::of(&problem, &structure, lines).map(|roster| roster.cost());
        for days in [vec![0, 3], vec![1, 2], vec![0, 1, 3], vec![2]] {
            let days_only = restricted_to_days(&problem, &now, &days);
            let inside = Structure::of(&days_only);
            let mut offset = None;
            for line in lines() {
                // The first and the last days of all lines stand for what the chosen days could be.
                let cells: Vec<Line> = vec![line[..days.len()].to_vec(), line[DAYS - days.len()..].to_vec()];
                let mut all = now.clone();
                for (line, cells) in all.iter_mut().zip(&cells) {
                    days.iter().zip(cells).for_each(|(&day, &cell)| line[day] = cell);
                }
                let here = IncumbentRoster::of(&days_only, &inside, cells).map(|roster| roster.cost());
                let Some((whole, here)) = whole(all.clone()).zip(here) else {
                    assert!(whole(all).is_none() && here.is_none(), "{days:?} {line:?}");
                    continue;
                };
                let offset = *offset.get_or_insert(whole - here);
                assert!((whole - here - offset).abs() < 0.000_001, "{days:?} {line:?}: {whole} {here}");
            }
            assert!(offset.is_some() && days_only.duties == DUTIES);
        }
    }

    #[test]
    fn reoptimised_days_save_as_much_as_they_must() {
        let problem = problem();
        let mut lns = LargeNeighbourhoodSearch::of(&problem);
        let structure = lns.structure.clone();
        let now = vec![vec![None, Some(0), Some(0), None], vec![None, None, Some(1), Some(0)]];
        let now = IncumbentRoster::of(&problem, &structure, now).expect("feasible lines");
        let days = [0, 1, 3];
        let better = reoptimise_days(&lns, &now, &days, 0, &|| false).expect("a better roster");
        let better = IncumbentRoster::of(&problem, &structure, better).expect("feasible lines");
        assert!(better.cost() < now.cost());
        lns.least_saving = now.cost() - better.cost();
        assert!(reoptimise_days(&lns, &now, &days, 0, &|| false).is_some());
        lns.least_saving = 2.0 * now.cost() - better.cost();
        assert!(reoptimise_days(&lns, &now, &days, 0, &|| false).is_none());
    }
}
