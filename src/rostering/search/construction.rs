//! A first roster at once: one person after the other takes the line that is best beside everybody else's (coordinate descent
//! over people), stretch by stretch of the horizon. A poor roster, and a start for all that follows.

use crate::pricing::priced_columns::price;
use crate::pricing::shortest_path::CellPrices;
use crate::pricing::subproblem::{Subproblem, SubproblemScope};
use crate::problem::activity::add_line;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::problem::structure::Structure;
use crate::search::joint_dive::joint_dive;
use crate::tuning::TUNING;
use fastrand::Rng;

/// Lines for everybody. `has_time`: everybody of each stretch is also decided together.
///
/// # Errors
/// Somebody has no feasible line at all, whatever the others do: their index.
pub fn construct(
    problem: &RosterProblem,
    structure: &Structure,
    has_time: bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Line>, usize> {
    let people: Vec<usize> = (0..problem.people.len()).collect();
    Construction { problem, structure, stop }.lines(&people, has_time)
}

/// A feasible line of one person, stretch by stretch, as if nobody else worked; `None` if none was found.
pub fn construct_one(problem: &RosterProblem, person: usize) -> Option<Line> {
    let structure = Structure::of(problem);
    let lines = Construction { problem, structure: &structure, stop: &|| false }.lines(&[person], false).ok()?;
    lines.into_iter().nth(person)
}

/// Given lines after coordinate descent over the whole horizon; those given if somebody has no line.
pub fn improve_lines(
    problem: &RosterProblem,
    structure: &Structure,
    given: &[Line],
    stop: &(dyn Fn() -> bool + Sync),
) -> Vec<Line> {
    let mut lines = given.to_vec();
    let subproblem = Subproblem::of(problem, structure, &SubproblemScope::everybody(problem), given, |_| None);
    match subproblem.and_then(|subproblem| descend(&subproblem, &mut lines, &mut Rng::with_seed(0), stop)) {
        Ok(()) => lines,
        Err(_) => given.to_vec(),
    }
}

/// What a construction needs.
struct Construction<'a> {
    problem: &'a RosterProblem,
    structure: &'a Structure,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl Construction<'_> {
    /// Lines of some people; those of the others are empty.
    fn lines(&self, people: &[usize], has_time: bool) -> Result<Vec<Line>, usize> {
        let (days, stretch) = (self.problem.days, TUNING.construction.stretch);
        let mut lines: Vec<Line> = vec![vec![None; days]; self.problem.people.len()];
        let mut rng = Rng::with_seed(0);
        let mut first = 0;
        while first < days {
            // What is left after the last whole stretch joins it.
            let last = if first + 3 * stretch / 2 >= days { days } else { first + stretch };
            let scope = SubproblemScope { people: people.to_vec(), first, last, open: last < days };
            self.plan_stretch(&scope, &mut lines, &mut rng)?;
            if last < days && has_time {
                joint_dive(self.problem, self.structure, &scope, &mut lines, self.stop);
            }
            first = last;
        }
        Ok(lines)
    }

    /// Plans one stretch. Where what came before leaves a person no line, their last stretches are planned again as one.
    fn plan_stretch(&self, scope: &SubproblemScope, lines: &mut [Line], rng: &mut Rng) -> Result<(), usize> {
        loop {
            let before = lines.to_vec();
            let planned = Subproblem::of(self.problem, self.structure, scope, &before, |_| None)
                .and_then(|subproblem| descend(&subproblem, lines, rng, self.stop));
            match planned {
                Ok(()) => return Ok(()),
                Err(person) => self.replan_earlier_days(scope, lines, person)?,
            }
        }
    }

    /// Plans the days before a stretch again beside everybody else's, further and further back, until one person has a line
    /// through it.
    fn replan_earlier_days(&self, scope: &SubproblemScope, lines: &mut [Line], person: usize) -> Result<(), usize> {
        let problem = self.problem;
        let mut first = scope.first;
        while first > 0 {
            first = first.saturating_sub(TUNING.construction.stretch);
            let wider = SubproblemScope { people: vec![person], first, ..*scope };
            let before = lines.to_vec();
            let Ok(subproblem) = Subproblem::of(problem, self.structure, &wider, &before, |_| None) else { continue };
            let mut activity = vec![0.0; problem.program.rows.len()];
            for (worker, line) in problem.people.iter().zip(&before) {
                add_line(problem, &mut activity, worker, line, 0..scope.last, 1.0);
            }
            add_line(problem, &mut activity, subproblem.worker(0), &before[person], first..scope.last, -1.0);
            let prices = marginal_prices(&subproblem, 0, &activity);
            let found = price(&subproblem, 0, &prices, &[], TUNING.pricing.labels);
            if let Some(best) = found.lines.first() {
                lines[person][first..scope.last].copy_from_slice(&best.cells);
                return Ok(());
            }
        }
        Err(person)
    }
}

/// Coordinate descent: everybody of a subproblem takes their best line, in random order, until nobody changes anything.
///
/// # Errors
/// Somebody has no feasible line there: their index.
fn descend(
    subproblem: &Subproblem,
    lines: &mut [Line],
    rng: &mut Rng,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<(), usize> {
    let (problem, days) = (subproblem.problem, subproblem.first..subproblem.last);
    let planned = if subproblem.open { subproblem.last } else { problem.days };
    let mut activity = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines.iter()) {
        add_line(problem, &mut activity, worker, line, 0..planned, 1.0);
    }
    let mut order: Vec<usize> = (0..subproblem.people.len()).collect();
    for pass in 0..TUNING.construction.passes {
        if pass > 0 && stop() {
            break;
        }
        rng.shuffle(&mut order);
        let before_pass = lines.to_vec();
        for &place in &order {
            let (person, worker) = (subproblem.people[place], subproblem.worker(place));
            add_line(problem, &mut activity, worker, &lines[person], days.clone(), -1.0);
            let prices = marginal_prices(subproblem, place, &activity);
            match price(subproblem, place, &prices, &[], TUNING.pricing.labels).lines.first() {
                Some(best) => lines[person][days.clone()].copy_from_slice(&best.cells),
                // None was found, and yet there is one.
                None if subproblem.cost(place, &lines[person][days.clone()]).is_some() => {}
                None => return Err(person),
            }
            add_line(problem, &mut activity, worker, &lines[person], days.clone(), 1.0);
        }
        if *before_pass == *lines {
            break;
        }
    }
    Ok(())
}

/// What each cell of a person would cost the roster beside everybody else's lines; `activity` is theirs.
fn marginal_prices(subproblem: &Subproblem, place: usize, activity: &[f64]) -> CellPrices {
    let (problem, structure) = (subproblem.problem, subproblem.structure);
    let mut prices = subproblem.own_prices(place);
    let offset = subproblem.first * problem.duties;
    for (cell, price) in prices.duty.iter_mut().enumerate().filter(|(_, price)| price.is_finite()) {
        for &(row, factor) in &subproblem.worker(place).links[offset + cell] {
            let cost = |activity: f64| structure.recourse.row(problem, row as usize, activity, structure.big_m);
            *price += cost(activity[row as usize] + factor) - cost(activity[row as usize]);
        }
    }
    prices
}
