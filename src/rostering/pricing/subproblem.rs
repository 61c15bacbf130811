//! A subproblem: some people and a window of days that are decided anew while everything else of the roster stays. It holds
//! the pricing networks of its people and what is left of the rows, all that column generation on it needs.

use crate::pricing::line_window::LineWindow;
use crate::pricing::network::Network;
use crate::pricing::shortest_path::{CellPrices, cheapest_lines};
use crate::problem::activity::add_line;
use crate::problem::consumption_profile::ConsumptionProfile;
use crate::problem::resource::{Cell, LineConstraint};
use crate::problem::roster_problem::{Line, RosterProblem, Worker};
use crate::problem::structure::Structure;
use crate::tuning::{ProfileTolerance, TUNING};
use mip::Row;
use rayon::prelude::*;
use std::sync::Arc;

/// People and a window of days, decided anew; see the module.
pub struct Subproblem<'a> {
    /// The whole problem.
    pub problem: &'a RosterProblem,
    /// What is known of it.
    pub structure: &'a Structure,
    /// The people, ascending.
    pub people: Vec<usize>,
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// True if nothing is decided after the window yet.
    pub open: bool,
    /// The lines of everybody as they are.
    pub lines: &'a [Line],
    /// Rows of the program that the subproblem can change, ascending.
    pub rows: Vec<u32>,
    /// Their limits less what the rest of the roster adds to them.
    pub limits: Vec<Row>,
    /// Columns of the program in those rows, ascending.
    pub columns: Vec<u32>,
    /// By place of a person: the pricing network.
    pub networks: Vec<Arc<Network>>,
    place: Vec<u32>,
}

/// Which people and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubproblemScope {
    /// The people, ascending.
    pub people: Vec<usize>,
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// True if nothing is decided after the window yet.
    pub open: bool,
}

impl SubproblemScope {
    /// Everybody, over the whole horizon.
    pub fn everybody(problem: &RosterProblem) -> Self {
        SubproblemScope { people: (0..problem.people.len()).collect(), first: 0, last: problem.days, open: false }
    }
}

impl<'a> Subproblem<'a> {
    /// Takes a subproblem out of a problem. `known` hands over networks made before, by person.
    ///
    /// # Errors
    /// Somebody has no line there at all: the first such person.
    pub fn of(
        problem: &'a RosterProblem,
        structure: &'a Structure,
        scope: &SubproblemScope,
        lines: &'a [Line],
        known: impl Fn(usize) -> Option<Arc<Network>> + Sync,
    ) -> Result<Self, usize> {
        let &SubproblemScope { ref people, first, last, open } = scope;
        let network = |&person: &usize| {
            let with_tolerance = |tolerance: &ProfileTolerance| {
                let worker = &problem.people[person];
                let profile = open.then_some(&structure.profiles[person]);
                let window =
                    LineWindow { tolerance: *tolerance, ..LineWindow::of(first..last, &lines[person], profile) };
                let network = Network::of(worker, problem.duties, &window, &[])?;
                // A network may have ends of which none has an allowed total.
                let prices = CellPrices {
                    duty: worker.costs[first * problem.duties..last * problem.duties].to_vec(),
                    off: worker.off[first..last].to_vec(),
                };
                let has_line = || !cheapest_lines(&network, &prices, problem.duties, 1).is_empty();
                has_line().then(|| Arc::new(network))
            };
            let tolerances = &TUNING.pricing.tolerances;
            let made = || tolerances[..if open { tolerances.len() } else { 1 }].iter().find_map(with_tolerance);
            known(person).or_else(made).ok_or(person)
        };
        // Of those who have no line the first is reported, whichever thread found one first.
        let found: Vec<Result<Arc<Network>, usize>> = people.par_iter().map(network).collect();
        let networks = found.into_iter().collect::<Result<Vec<_>, usize>>()?;
        let rows = rows_of(problem, structure, people, first, last);
        let mut place = vec![u32::MAX; problem.program.rows.len()];
        rows.iter().enumerate().for_each(|(index, &row)| place[row as usize] = index as u32);
        let mut outside = vec![0.0; problem.program.rows.len()];
        let mut inside = vec![false; problem.people.len()];
        people.iter().for_each(|&person| inside[person] = true);
        let planned = if open { last } else { problem.days };
        for (person, worker) in problem.people.iter().enumerate() {
            let stays = if inside[person] { [0..first, last..planned] } else { [0..planned, planned..planned] };
            for days in stays {
                add_line(problem, &mut outside, worker, &lines[person], days, 1.0);
            }
        }
        let limit = |&row: &u32| {
            let (Row { lower, upper }, outside) = (problem.program.rows[row as usize], outside[row as usize]);
            Row { lower: lower - outside, upper: upper - outside }
        };
        let limits = rows.iter().map(limit).collect();
        let mut columns: Vec<u32> =
            rows.iter().flat_map(|&row| problem.program.row(row as usize)).map(|&(column, _)| column).collect();
        columns.sort_unstable();
        columns.dedup();
        Ok(Subproblem {
            problem,
            structure,
            people: people.clone(),
            first,
            last,
            open,
            lines,
            rows,
            limits,
            columns,
            networks,
            place,
        })
    }

    /// The place of a row of the program among those of the subproblem.
    pub fn place(&self, row: u32) -> u32 {
        self.place[row as usize]
    }

    /// The person at a place of the subproblem.
    pub fn worker(&self, place: usize) -> &'a Worker {
        &self.problem.people[self.people[place]]
    }

    /// The window of a person's line.
    pub fn window(&self, place: usize) -> LineWindow<'a> {
        let person = self.people[place];
        let profile = self.open.then_some(&self.structure.profiles[person]);
        LineWindow::of(self.first..self.last, &self.lines[person], profile)
    }

    /// A person's whole line with these cells in the window.
    pub fn line(&self, place: usize, cells: &[Cell]) -> Line {
        let mut line = self.lines[self.people[place]].clone();
        line[self.first..self.last].copy_from_slice(cells);
        line
    }

    /// The column of some cells of a person: what they add to the rows of the subproblem.
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

    /// What a person's whole line costs with these cells in the window, or until the end of the window where nothing is
    /// decided after it; `None`: not allowed.
    pub fn cost(&self, place: usize, cells: &[Cell]) -> Option<f64> {
        let line = self.line(place, cells);
        match self.open {
            false => self.worker(place).cost(&line, self.problem.duties),
            true => {
                let profile = &self.structure.profiles[self.people[place]];
                let cost =
                    cost_until(self.worker(place), &line[..self.last], self.problem.duties, self.first, profile)?;
                Some(cost + self.resource_price(place, cells))
            }
        }
    }

    /// The price of what cells of an open window use up of what later days need.
    fn resource_price(&self, place: usize, cells: &[Cell]) -> f64 {
        let resource_prices = &self.structure.profiles[self.people[place]].resource_prices.cells;
        let price =
            |(day, duty)| resource_prices.get((self.first + day) * self.problem.duties + duty).copied().unwrap_or(0.0);
        cells.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| (day, duty))).map(price).sum()
    }

    /// What the cells of the window cost a person by themselves.
    pub fn own_prices(&self, place: usize) -> CellPrices {
        let (worker, duties) = (self.worker(place), self.problem.duties);
        let cells = self.first * duties..self.last * duties;
        let mut duty = worker.costs[cells.clone()].to_vec();
        let resource_prices = &self.structure.profiles[self.people[place]].resource_prices.cells;
        if let Some(resource_prices) = resource_prices.get(cells).filter(|_| self.open) {
            duty.iter_mut().zip(resource_prices).for_each(|(price, resource_price)| *price += resource_price);
        }
        CellPrices { duty, off: worker.off[self.first..self.last].to_vec() }
    }

    /// Reduced costs of a person's cells at these duals of the rows; infinite where something else is fixed. `own`: what the
    /// cells cost by themselves.
    pub fn prices(&self, own: &CellPrices, place: usize, duals: &[f64], fixed: &[Option<Cell>]) -> CellPrices {
        let mut prices = own.clone();
        let (worker, duties) = (self.worker(place), self.problem.duties);
        let offset = self.first * duties;
        for (cell, price) in prices.duty.iter_mut().enumerate().filter(|(_, price)| price.is_finite()) {
            for &(row, factor) in &worker.links[offset + cell] {
                *price -= duals[self.place(row) as usize] * factor;
            }
        }
        for (day, fixed) in fixed.iter().enumerate() {
            let Some(fixed) = fixed else { continue };
            for (duty, price) in prices.duty[day * duties..(day + 1) * duties].iter_mut().enumerate() {
                if *fixed != Some(duty) {
                    *price = f64::INFINITY;
                }
            }
            if fixed.is_some() {
                prices.off[day] = f64::INFINITY;
            }
        }
        prices
    }

    /// The reduced cost of a column of the program; `duals` by row of the subproblem.
    pub fn reduced_cost(&self, column: u32, duals: &[f64]) -> f64 {
        let entries = self.structure.entries[column as usize].iter();
        let paid: f64 = entries.map(|&(row, factor)| duals[self.place(row) as usize] * factor).sum();
        self.problem.program.columns[column as usize].cost - paid
    }
}

/// What a line costs until the end of an open window that begins at `first`, whatever comes after; `None`: not allowed.
fn cost_until(
    worker: &Worker,
    line: &[Cell],
    duties: usize,
    first: usize,
    profile: &ConsumptionProfile,
) -> Option<f64> {
    let cells = line.iter().enumerate();
    let own = cells.map(|(day, cell)| cell.map_or(worker.off[day], |duty| worker.costs[day * duties + duty]));
    let mut cost: f64 = own.sum();
    for (index, constraint) in worker.constraints.iter().enumerate() {
        match constraint {
            LineConstraint::Automaton(automaton) => {
                let mut state = automaton.start();
                for (day, &cell) in line.iter().enumerate() {
                    let (next, charge) = automaton.step(state, day as u32, cell)?;
                    if day >= first {
                        cost += profile.step_price(index, automaton.as_ref(), state, next);
                    }
                    (state, cost) = (next, cost + charge);
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

/// The rows that people can change in a window, with all rows tied to them by shared columns.
fn rows_of(problem: &RosterProblem, structure: &Structure, people: &[usize], first: usize, last: usize) -> Vec<u32> {
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
            structure.entries[column as usize].iter().for_each(|&(row, _)| visit(row, &mut queue));
        }
        next += 1;
    }
    queue.sort_unstable();
    queue
}
