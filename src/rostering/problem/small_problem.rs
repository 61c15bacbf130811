//! A problem so small that all its rosters can be enumerated, for tests.

use crate::problem::resource::{Automaton, Cell, Cumulative, LineConstraint};
use crate::problem::roster_problem::{RosterProblem, Worker};
use mip::{Column, Program, Row};

/// Days of the problem.
pub const DAYS: usize = 4;
/// Duties of a day.
pub const DUTIES: usize = 2;

/// At most two days of duty 0; the state is how many there have been.
struct Twice;

impl Automaton for Twice {
    fn states(&self) -> u32 {
        3
    }
    fn start(&self) -> u32 {
        0
    }
    fn step(&self, state: u32, _day: u32, cell: Cell) -> Option<(u32, f64)> {
        let next = state + u32::from(cell == Some(0));
        (next <= 2).then_some((next, 0.0))
    }
    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
    fn spent(&self, state: u32) -> (u32, u32) {
        (state, 2)
    }
    fn unspent(&self, _state: u32) -> Option<u32> {
        Some(0)
    }
}

/// Two people, one wanted each day for each duty, a price for each who is missing, and at most three days a person, of
/// which one may be duty 1 and two duty 0.
pub fn problem() -> RosterProblem {
    let missing = |cost: f64| Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
    let columns = (0..DAYS * DUTIES).map(|cell| missing(if cell % DUTIES == 0 { 10.0 } else { 16.0 })).collect();
    let mut program = Program::of(columns);
    for cell in 0..DAYS * DUTIES {
        program.push_row(Row { lower: 1.0, upper: f64::INFINITY }, [(cell as u32, 1.0)]);
    }
    let cumulative = |adds: Vec<u32>, at_least: u32, at_most: u32| {
        LineConstraint::Cumulative(Cumulative { adds, start: 0, at_least, at_most, under: None, over: None })
    };
    let worker = |person: usize| Worker {
        costs: (0..DAYS * DUTIES).map(|cell| ((cell + person) % 3) as f64).collect(),
        off: vec![0.0; DAYS],
        constraints: vec![
            cumulative(vec![1; DAYS * DUTIES], 2, 3),
            cumulative((0..DAYS * DUTIES).map(|cell| (cell % DUTIES) as u32).collect(), 0, 1),
            LineConstraint::Automaton(Box::new(Twice)),
        ],
        links: (0..DAYS * DUTIES).map(|cell| vec![(cell as u32, 1.0)]).collect(),
    };
    RosterProblem { days: DAYS, duties: DUTIES, people: vec![worker(0), worker(1)], program, grain: None }
}

/// All lines, feasible or not.
pub fn lines() -> Vec<Vec<Cell>> {
    let cells = [None, Some(0), Some(1)];
    let line = |number: usize| (0..DAYS as u32).map(|day| cells[number / 3usize.pow(day) % 3]).collect();
    (0..3usize.pow(DAYS as u32)).map(line).collect()
}

/// What the cheapest roster costs, by enumeration of all.
pub fn best(problem: &RosterProblem) -> f64 {
    let lines = lines();
    let mut best = f64::INFINITY;
    for (one, two) in lines.iter().flat_map(|one| lines.iter().map(move |two| (one, two))) {
        let own = |person: usize, line| problem.people[person].cost(line, DUTIES);
        let Some(own) = own(0, one).zip(own(1, two)).map(|(one, two)| one + two) else { continue };
        let missing = |(day, duty): (usize, usize)| {
            let covered = one[day] == Some(duty) || two[day] == Some(duty);
            if covered { 0.0 } else { problem.program.columns[day * DUTIES + duty].cost }
        };
        let cells = (0..DAYS).flat_map(|day| (0..DUTIES).map(move |duty| (day, duty)));
        best = best.min(own + cells.map(missing).sum::<f64>());
    }
    best
}
