//! A part of a roster that is decided anew: some people, a window of days; everything else stays.

use crate::pricing::network::Graph;
use crate::pricing::shortest_path::{CellPrices, cheapest};
use crate::pricing::window::{SLACKS, Slack, Window};
use crate::problem::incumbent::add;
use crate::problem::pace::Pace;
use crate::problem::problem::{Line, Problem, Worker};
use crate::problem::resource::{Cell, LineConstraint};
use crate::problem::structure::Shape;
use mip::Row;
use rayon::prelude::*;
use std::sync::Arc;

/// See the module.
pub struct Part<'a> {
    /// The whole.
    pub problem: &'a Problem,
    /// What is known of it.
    pub shape: &'a Shape,
    /// The people, ascending.
    pub people: Vec<usize>,
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// True if nothing is decided after it yet.
    pub open: bool,
    /// Lines of everybody.
    pub lines: &'a [Line],
    /// Rows that the part touches, ascending.
    pub rows: Vec<u32>,
    /// What is left of them beside what stays.
    pub limits: Vec<Row>,
    /// Columns of the program in those rows.
    pub columns: Vec<u32>,
    /// For each person their lines.
    pub graphs: Vec<Arc<Graph>>,
    place: Vec<u32>,
}

/// Which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The people, ascending.
    pub people: Vec<usize>,
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// True if nothing is decided after it yet.
    pub open: bool,
}

impl Choice {
    /// Everything.
    pub fn everybody(problem: &Problem) -> Self {
        Choice { people: (0..problem.people.len()).collect(), first: 0, last: problem.days, open: false }
    }
}

impl<'a> Part<'a> {
    /// Cuts a part out; `None` if somebody has no line there at all. `known` hands over graphs made before.
    pub fn of(
        (problem, shape): (&'a Problem, &'a Shape),
        choice: &Choice,
        lines: &'a [Line],
        known: impl Fn(usize) -> Option<Arc<Graph>> + Sync,
    ) -> Result<Self, usize> {
        let &Choice { ref people, first, last, open } = choice;
        let graph = |&person: &usize| {
            let made = |slack: &Slack| {
                let worker = &problem.people[person];
                let pace = open.then_some(&shape.pace[person]);
                let window = Window { slack: *slack, ..Window::of((first, last), &lines[person], pace) };
                let graph = Graph::of(worker, problem.duties, &window, &[])?;
                // A graph may have ends of which none has an allowed total.
                let prices = CellPrices {
                    duty: worker.costs[first * problem.duties..last * problem.duties].to_vec(),
                    off: worker.off[first..last].to_vec(),
                };
                let has_line = || !cheapest(&graph, &prices, problem.duties, 1).is_empty();
                has_line().then(|| Arc::new(graph))
            };
            let made = || SLACKS[..if open { SLACKS.len() } else { 1 }].iter().find_map(made);
            known(person).or_else(made).ok_or(person)
        };
        // Of those who have no line the first is named, whoever was looked at first.
        let found: Vec<Result<Arc<Graph>, usize>> = people.par_iter().map(graph).collect();
        let graphs = found.into_iter().collect::<Result<Vec<_>, usize>>()?;
        let rows = touched(problem, shape, people, first, last);
        let mut place = vec![u32::MAX; problem.program.rows.len()];
        rows.iter().enumerate().for_each(|(index, &row)| place[row as usize] = index as u32);
        let mut fixed = vec![0.0; problem.program.rows.len()];
        let mut inside = vec![false; problem.people.len()];
        people.iter().for_each(|&person| inside[person] = true);
        let planned = if open { last } else { problem.days };
        for (person, worker) in problem.people.iter().enumerate() {
            if inside[person] {
                add(problem, &mut fixed, worker, &lines[person], 0..first, 1.0);
                add(
                    problem,
                    &mut fixed,
                    worker,
                    &lines[person],
                    last..problem.days.max(last),
                    if open { 0.0 } else { 1.0 },
                );
            } else {
                add(problem, &mut fixed, worker, &lines[person], 0..planned, 1.0);
            }
        }
        let limit = |&row: &u32| {
            let (Row { lower, upper }, fixed) = (problem.program.rows[row as usize], fixed[row as usize]);
            Row { lower: lower - fixed, upper: upper - fixed }
        };
        let limits = rows.iter().map(limit).collect();
        let mut columns: Vec<u32> =
            rows.iter().flat_map(|&row| problem.program.row(row as usize)).map(|&(column, _)| column).collect();
        columns.sort_unstable();
        columns.dedup();
        Ok(Part {
            problem,
            shape,
            people: people.clone(),
            first,
            last,
            open,
            lines,
            rows,
            limits,
            columns,
            graphs,
            place,
        })
    }

    /// The place of a row of the program among those of the part.
    pub fn place(&self, row: u32) -> u32 {
        self.place[row as usize]
    }

    /// The person at a place of the part.
    pub fn worker(&self, place: usize) -> &'a Worker {
        &self.problem.people[self.people[place]]
    }

    /// The stretch of a person's line.
    pub fn window(&self, place: usize) -> Window<'a> {
        let person = self.people[place];
        let pace = self.open.then_some(&self.shape.pace[person]);
        Window::of((self.first, self.last), &self.lines[person], pace)
    }

    /// A person's whole line with these cells in the window.
    pub fn line(&self, place: usize, cells: &[Cell]) -> Line {
        let mut line = self.lines[self.people[place]].clone();
        line[self.first..self.last].copy_from_slice(cells);
        line
    }

    /// What cells of a person add to the rows of the part.
    pub fn entries(&self, place: usize, cells: &[Cell]) -> Vec<(u32, f64)> {
        let worker = self.worker(place);
        let mut entries: Vec<(u32, f64)> = Vec::new();
        for (day, cell) in cells.iter().enumerate() {
            if let Some(duty) = cell {
                let links = &worker.links[(self.first + day) * self.problem.duties + duty];
                entries.extend(links.iter().map(|&(row, factor)| (self.place(row), factor)));
            }
        }
        entries.sort_by_key(|&(row, _)| row);
        entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        entries.retain(|&(_, factor)| factor != 0.0);
        entries
    }
}

impl Part<'_> {
    /// What a person's whole line costs with these cells in the window, where nothing is decided behind it what it costs
    /// until there; `None`: not allowed.
    pub fn cost(&self, place: usize, cells: &[Cell]) -> Option<f64> {
        let line = self.line(place, cells);
        match self.open {
            false => self.worker(place).cost(&line, self.problem.duties),
            true => {
                let pace = &self.shape.pace[self.people[place]];
                let cost = cost_until(self.worker(place), &line[..self.last], self.problem.duties, (self.first, pace))?;
                Some(cost + self.tolls(place, cells))
            }
        }
    }

    /// What cells of an open window use up of what later days need.
    fn tolls(&self, place: usize, cells: &[Cell]) -> f64 {
        let tolls = &self.shape.pace[self.people[place]].tolls.cells;
        let toll = |(day, duty)| tolls.get((self.first + day) * self.problem.duties + duty).copied().unwrap_or(0.0);
        cells.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| (day, duty))).map(toll).sum()
    }

    /// What the cells of the window cost a person.
    pub fn own_prices(&self, place: usize) -> CellPrices {
        let (worker, duties) = (self.worker(place), self.problem.duties);
        let cells = self.first * duties..self.last * duties;
        let mut duty = worker.costs[cells.clone()].to_vec();
        if let Some(tolls) = self.shape.pace[self.people[place]].tolls.cells.get(cells).filter(|_| self.open) {
            duty.iter_mut().zip(tolls).for_each(|(price, toll)| *price += toll);
        }
        CellPrices { duty, off: worker.off[self.first..self.last].to_vec() }
    }

    /// What cells cost a person after the rows have paid for them; infinite where something else is settled.
    pub fn prices(&self, own: &CellPrices, place: usize, duals: &[f64], settled: &[Option<Cell>]) -> CellPrices {
        let mut prices = own.clone();
        let (worker, duties) = (self.worker(place), self.problem.duties);
        let offset = self.first * duties;
        for (cell, price) in prices.duty.iter_mut().enumerate().filter(|(_, price)| price.is_finite()) {
            for &(row, factor) in &worker.links[offset + cell] {
                *price -= duals[self.place(row) as usize] * factor;
            }
        }
        for (day, settled) in settled.iter().enumerate() {
            let Some(settled) = settled else { continue };
            for (duty, price) in prices.duty[day * duties..(day + 1) * duties].iter_mut().enumerate() {
                if *settled != Some(duty) {
                    *price = f64::INFINITY;
                }
            }
            if settled.is_some() {
                prices.off[day] = f64::INFINITY;
            }
        }
        prices
    }
}

/// What the days of an open line cost, whatever comes behind them; `None`: not allowed.
fn cost_until(worker: &Worker, line: &[Cell], duties: usize, (first, pace): (usize, &Pace)) -> Option<f64> {
    let cells = line.iter().enumerate();
    let own = cells.map(|(day, cell)| cell.map_or(worker.off[day], |duty| worker.costs[day * duties + duty]));
    let mut cost: f64 = own.sum();
    for (index, constraint) in worker.constraints.iter().enumerate() {
        match constraint {
            LineConstraint::Automaton(automaton) => {
                let mut state = automaton.start();
                for (day, &cell) in line.iter().enumerate() {
                    let (next, due) = automaton.step(state, day as u32, cell)?;
                    if day >= first {
                        cost += pace.toll(index, automaton.as_ref(), (state, next));
                    }
                    (state, cost) = (next, cost + due);
                }
            }
            LineConstraint::Cumulative(cumulative) if cumulative.total(line, duties) > cumulative.at_most => {
                return None;
            }
            LineConstraint::Cumulative(_) => {}
        }
    }
    cost.is_finite().then_some(cost)
}

/// The rows that people can touch in a window, with all rows that share a column with them.
fn touched(problem: &Problem, shape: &Shape, people: &[usize], first: usize, last: usize) -> Vec<u32> {
    let mut is_in = vec![false; problem.program.rows.len()];
    let mut queue: Vec<u32> = Vec::new();
    let mut visit = |row: u32, queue: &mut Vec<u32>| {
        if !is_in[row as usize] {
            is_in[row as usize] = true;
            queue.push(row);
        }
    };
    for &person in people {
        let worker = &problem.people[person];
        let cells = first * problem.duties..last * problem.duties;
        for cell in cells.filter(|&cell| worker.costs[cell].is_finite()) {
            worker.links[cell].iter().for_each(|&(row, _)| visit(row, &mut queue));
        }
    }
    let mut next = 0;
    while let Some(&row) = queue.get(next) {
        for &(column, _) in problem.program.row(row as usize) {
            shape.entries[column as usize].iter().for_each(|&(row, _)| visit(row, &mut queue));
        }
        next += 1;
    }
    queue.sort_unstable();
    queue
}
