//! A roster at once: one person after the other takes the line that is best beside everybody else's, stretch by stretch
//! of the horizon. A poor roster, and a start for all that follows.

use crate::master::restricted_master::{Choice, Part};
use crate::pricing::pricing::{EFFORTS, offers};
use crate::pricing::shortest_path::CellPrices;
use crate::problem::incumbent::add;
use crate::problem::problem::{Line, Problem};
use crate::problem::structure::Shape;
use crate::search::joint_dive::together;
use fastrand::Rng;

/// Days of one stretch.
const STRETCH: usize = 28;
/// Times everybody answers in a stretch, at most; it ends when nobody changes anything.
const PASSES: usize = 12;

/// Lines for everybody; the person without a line, if there is one. `calm`: there is time to decide everybody of each stretch
/// together.
///
/// # Errors
/// Somebody has no lawful line at all, whatever the others do: their index.
pub fn respond(
    problem: &Problem,
    shape: &Shape,
    calm: bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Line>, usize> {
    some(problem, shape, (&(0..problem.people.len()).collect::<Vec<_>>(), calm), stop)
}

/// A lawful line of one person, stretch by stretch, as if nobody else worked; `None` if none was found.
pub fn alone(problem: &Problem, person: usize) -> Option<Line> {
    let lines = some(problem, &Shape::of(problem), (&[person], false), &|| false).ok()?;
    lines.into_iter().nth(person)
}

/// Given lines after everybody has answered for the whole horizon, again and again; those given if somebody cannot.
pub fn polish(problem: &Problem, shape: &Shape, given: &[Line], stop: &(dyn Fn() -> bool + Sync)) -> Vec<Line> {
    let people = (0..problem.people.len()).collect();
    let mut lines = given.to_vec();
    let choice = Choice { people, first: 0, last: problem.days, open: false };
    let part = Part::of((problem, shape), &choice, given, |_| None);
    match part.and_then(|part| answers(&part, &mut lines, &mut Rng::with_seed(0), stop)) {
        Ok(()) => lines,
        Err(_) => given.to_vec(),
    }
}

fn some(
    problem: &Problem,
    shape: &Shape,
    (people, calm): (&[usize], bool),
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Line>, usize> {
    let mut lines: Vec<Line> = vec![vec![None; problem.days]; problem.people.len()];
    let mut chance = Rng::with_seed(0);
    let mut first = 0;
    while first < problem.days {
        // What is left after the last whole stretch joins it.
        let last = if first + 3 * STRETCH / 2 >= problem.days { problem.days } else { first + STRETCH };
        let choice = Choice { people: people.to_vec(), first, last, open: last < problem.days };
        stretch(problem, shape, &choice, &mut lines, &mut chance, stop)?;
        if last < problem.days && calm {
            together(problem, shape, &choice, &mut lines, stop);
        }
        first = last;
    }
    Ok(lines)
}

fn stretch(
    problem: &Problem,
    shape: &Shape,
    choice: &Choice,
    lines: &mut [Line],
    chance: &mut Rng,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<(), usize> {
    let before = lines.to_vec();
    let part = match Part::of((problem, shape), choice, &before, |_| None) {
        Ok(part) => part,
        Err(stuck) => {
            // What came before leaves no way on: this person's last stretches are planned again as one.
            loosen(problem, shape, choice, lines, stuck)?;
            return stretch(problem, shape, choice, lines, chance, stop);
        }
    };
    if let Err(person) = answers(&part, lines, chance, stop) {
        drop(part);
        loosen(problem, shape, choice, lines, person)?;
        return stretch(problem, shape, choice, lines, chance, stop);
    }
    Ok(())
}

/// Everybody of a part answers until nobody changes anything.
///
/// # Errors
/// Somebody has no lawful line there: their index.
fn answers(part: &Part, lines: &mut [Line], chance: &mut Rng, stop: &(dyn Fn() -> bool + Sync)) -> Result<(), usize> {
    let (problem, days) = (part.problem, part.first..part.last);
    let mut activity = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines.iter()) {
        add(problem, &mut activity, worker, line, 0..if part.open { part.last } else { problem.days }, 1.0);
    }
    let mut order: Vec<usize> = (0..part.people.len()).collect();
    for pass in 0..PASSES {
        if pass > 0 && stop() {
            break;
        }
        chance.shuffle(&mut order);
        let before_pass = lines.to_vec();
        for &place in &order {
            let (person, worker) = (part.people[place], part.worker(place));
            add(problem, &mut activity, worker, &lines[person], days.clone(), -1.0);
            let prices = marginal(problem, part.shape, part, place, &activity);
            match offers(part, place, &prices, &[], EFFORTS.0).lines.first() {
                Some(best) => lines[person][days.clone()].copy_from_slice(&best.cells),
                // None was found, and yet there is one.
                None if part.cost(place, &lines[person][days.clone()]).is_some() => {}
                None => return Err(person),
            }
            add(problem, &mut activity, worker, &lines[person], days.clone(), 1.0);
        }
        if *before_pass == *lines {
            break;
        }
    }
    Ok(())
}

/// Plans the days before a stretch again beside everybody else's, further and further back, until one person has a line
/// through it.
fn loosen(problem: &Problem, shape: &Shape, choice: &Choice, lines: &mut [Line], person: usize) -> Result<(), usize> {
    let mut first = choice.first;
    while first > 0 {
        first = first.saturating_sub(STRETCH);
        let wider = Choice { people: vec![person], first, ..*choice };
        let before = lines.to_vec();
        let Ok(part) = Part::of((problem, shape), &wider, &before, |_| None) else { continue };
        let mut activity = vec![0.0; problem.program.rows.len()];
        for (worker, line) in problem.people.iter().zip(&before) {
            add(problem, &mut activity, worker, line, 0..choice.last, 1.0);
        }
        add(problem, &mut activity, part.worker(0), &before[person], first..choice.last, -1.0);
        let prices = marginal(problem, shape, &part, 0, &activity);
        let found = offers(&part, 0, &prices, &[], EFFORTS.0);
        if let Some(best) = found.lines.first() {
            lines[person][first..choice.last].copy_from_slice(&best.cells);
            return Ok(());
        }
    }
    Err(person)
}

/// What each cell of a person would cost the roster beside everybody else's lines.
fn marginal(problem: &Problem, shape: &Shape, part: &Part, place: usize, activity: &[f64]) -> CellPrices {
    let mut prices = part.own_prices(place);
    let offset = part.first * problem.duties;
    for (cell, price) in prices.duty.iter_mut().enumerate().filter(|(_, price)| price.is_finite()) {
        for &(row, factor) in &part.worker(place).links[offset + cell] {
            let cost = |activity: f64| shape.rest.row(problem, row as usize, activity, shape.big);
            *price += cost(activity[row as usize] + factor) - cost(activity[row as usize]);
        }
    }
    prices
}
