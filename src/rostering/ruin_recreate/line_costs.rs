//! What lines cost of which only some days change. What constraints have seen before those days is kept, and what they charge
//! after them is remembered by the state of the automaton.

use crate::problem::resource::{Automaton, Cell, LineConstraint};
use crate::problem::roster_problem::{Line, RosterProblem};
use std::ops::Range;

/// Costs of lines that change on some days only.
pub struct LineCosts<'a> {
    problem: &'a RosterProblem,
    days: Range<usize>,
    people: Vec<UnchangedDays>,
}

/// One line, as far as it does not change.
struct UnchangedDays {
    /// What its cells cost.
    cells: f64,
    constraints: Vec<Outside>,
}

/// What a constraint has seen of the days that do not change.
enum Outside {
    /// The total of a cumulative constraint.
    Total(u32),
    /// The state of an automaton before the days that change and what is charged until then (`None`: not allowed), and what
    /// is charged after those days, by the state that they end in, as far as it was needed (infinite: not allowed).
    State { before: Option<(u32, f64)>, after: Vec<(u32, f64)> },
}

impl<'a> LineCosts<'a> {
    /// Some days of some lines.
    pub fn of(problem: &'a RosterProblem, days: Range<usize>, lines: &[Line]) -> Self {
        let duties = problem.duties;
        let fixed = |line: &Line| -> Line {
            let cell = |(day, &cell): (usize, &Cell)| if days.contains(&day) { None } else { cell };
            line.iter().enumerate().map(cell).collect()
        };
        let person = |(person, line): (usize, &Line)| {
            let (worker, line) = (&problem.people[person], fixed(line));
            let outside = (0..problem.days).filter(|day| !days.contains(day));
            let cell = |day: usize| line[day].map_or(worker.off[day], |duty| worker.costs[day * duties + duty]);
            let constraint = |constraint: &LineConstraint| match constraint {
                LineConstraint::Cumulative(cumulative) => Outside::Total(cumulative.total(&line, duties)),
                LineConstraint::Automaton(automaton) => {
                    let before = read(automaton.as_ref(), 0, automaton.start(), &line[..days.start]);
                    Outside::State { before, after: Vec::new() }
                }
            };
            UnchangedDays {
                cells: outside.map(cell).sum(),
                constraints: worker.constraints.iter().map(constraint).collect(),
            }
        };
        let people = lines.iter().enumerate().map(person).collect();
        LineCosts { problem, days, people }
    }

    /// What a person's line costs, in major units; it must be as it was on all other days. `None`: not allowed.
    pub fn cost(&mut self, person: usize, line: &[Cell]) -> Option<f64> {
        let (worker, duties) = (&self.problem.people[person], self.problem.duties);
        let UnchangedDays { cells, constraints } = &mut self.people[person];
        let mut cost = *cells;
        for day in self.days.clone() {
            cost += line[day].map_or(worker.off[day], |duty| worker.costs[day * duties + duty]);
        }
        for (constraint, outside) in worker.constraints.iter().zip(constraints) {
            cost += match (constraint, outside) {
                (LineConstraint::Cumulative(cumulative), Outside::Total(total)) => {
                    let add = |day: usize| line[day].map_or(0, |duty| cumulative.adds[day * duties + duty]);
                    cumulative.cost(*total + self.days.clone().map(add).sum::<u32>())?
                }
                (LineConstraint::Automaton(automaton), Outside::State { before, after }) => {
                    let (state, charge) = (*before)?;
                    let (state, inside) = read(automaton.as_ref(), self.days.start, state, &line[self.days.clone()])?;
                    let known = after.iter().find(|known| known.0 == state).map(|known| known.1);
                    charge
                        + inside
                        + known.unwrap_or_else(|| {
                            let last = read(automaton.as_ref(), self.days.end, state, &line[self.days.end..]);
                            let charge = last.and_then(|(state, charge)| Some(charge + automaton.end(state)?));
                            after.push((state, charge.unwrap_or(f64::INFINITY)));
                            after[after.len() - 1].1
                        })
                }
                _ => unreachable!("constraints and what they have seen stand in one order"),
            };
        }
        cost.is_finite().then_some(cost)
    }
}

/// The state of an automaton after some cells, and what is charged for them; `None`: not allowed.
fn read(automaton: &dyn Automaton, first: usize, start: u32, cells: &[Cell]) -> Option<(u32, f64)> {
    let mut known = (start, 0.0);
    for (place, &cell) in cells.iter().enumerate() {
        let (state, charge) = automaton.step(known.0, (first + place) as u32, cell)?;
        known = (state, known.1 + charge);
    }
    Some(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::resource::{Cumulative, PriceBeyond};
    use crate::problem::roster_problem::Worker;
    use mip::Program;

    /// At most three days in a row; the third costs as much as the day's number says.
    struct AtMostThree;

    impl Automaton for AtMostThree {
        fn states(&self) -> u32 {
            4
        }

        fn start(&self) -> u32 {
            1
        }

        fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
            match (cell, state) {
                (None, _) => Some((0, 0.0)),
                (Some(_), 3) => None,
                (Some(_), state) => Some((state + 1, if state == 2 { day.into() } else { 0.0 })),
            }
        }

        fn end(&self, state: u32) -> Option<f64> {
            Some(f64::from(state) * 0.25)
        }
    }

    #[test]
    fn days_inside_cost_what_whole_lines_cost() {
        let adds = [1, 2].repeat(6);
        let under = PriceBeyond { total: 4, price: 2.0 };
        let over = PriceBeyond { total: 6, price: 3.0 };
        let cumulative = Cumulative { adds, start: 1, at_least: 2, at_most: 9, under: Some(under), over: Some(over) };
        let worker = Worker {
            costs: (0..12).map(|cell| if cell == 7 { f64::INFINITY } else { f64::from(cell) }).collect(),
            off: vec![0.5; 6],
            constraints: vec![LineConstraint::Automaton(Box::new(AtMostThree)), LineConstraint::Cumulative(cumulative)],
            links: vec![Vec::new(); 12],
        };
        let problem =
            RosterProblem { days: 6, duties: 2, people: vec![worker], program: Program::default(), grain: None };
        let cell = |code: usize, day: usize| (code / 3usize.pow(day as u32) % 3).checked_sub(1);
        let mut feasible = 0;
        for code in 0..3usize.pow(6) {
            let line: Line = (0..6).map(|day| cell(code, day)).collect();
            let mut line_costs = LineCosts::of(&problem, 2..4, std::slice::from_ref(&line));
            // Asked twice with other days between: what was remembered must make no difference.
            for within in [code, (code + 100) % 729, code] {
                let mut other = line.clone();
                (2..4).for_each(|day| other[day] = cell(within, day));
                assert_eq!(line_costs.cost(0, &other), problem.people[0].cost(&other, 2), "{other:?}");
                feasible += usize::from(line_costs.cost(0, &other).is_some());
            }
        }
        assert!((100..2000).contains(&feasible), "{feasible} feasible");
    }
}
