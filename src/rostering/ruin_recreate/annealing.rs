//! Ruin and recreate (Schrimpf et al. 2000) with simulated annealing: some shifts are removed and inserted again where they
//! cost least; the result is kept if it is cheaper, or not much dearer for the temperature. Ours differs in the insertions,
//! which are best over all duties of a day with their breaks, instead of greedy over a list.

use crate::ruin_recreate::day_window::{CellChange, DayWindow, DutyChoice};
use crate::tuning::{RuinRecreateTuning, TUNING};
use fastrand::Rng;

const RUIN: RuinRecreateTuning = TUNING.ruin_recreate;

/// Steps and temperature of one round.
#[derive(Clone, Copy, Debug)]
pub struct AnnealingRun {
    /// Ruins.
    pub steps: usize,
    /// Expected value of what a change for the worse may cost, in major units.
    pub temperature: f64,
}

/// A shift that is removed, and where it may be inserted.
struct Removal {
    person: usize,
    day: usize,
    to: Reinsertion,
}

/// Where a removed shift may be inserted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reinsertion {
    /// The same day.
    Same,
    /// Any day off of the person.
    Other,
    /// All shifts of the person are removed, and inserted one after the other.
    All,
}

/// Inserts the shifts that pay, one person after the other, until none does.
pub fn insert_all(window: &mut DayWindow<'_>, rng: &mut Rng, stop: &dyn Fn() -> bool) {
    let mut people: Vec<usize> = (0..window.roster.lines.len()).collect();
    let mut given = true;
    while given {
        rng.shuffle(&mut people);
        given = false;
        for &person in &people {
            if stop() {
                return;
            }
            let now = window.roster.costs[person];
            let choice = window.best(person, &off(window, person), now, rng);
            if let Some(choice) = choice.filter(|choice| choice.cell.is_some() && choice.cost < 0.0) {
                give(window, person, choice, &mut Vec::new());
                given = true;
            }
        }
    }
}

/// Ruins and recreates with simulated annealing.
pub fn anneal(window: &mut DayWindow<'_>, run: AnnealingRun, rng: &mut Rng, stop: &dyn Fn() -> bool) {
    let mut log: Vec<CellChange> = Vec::new();
    for step in 0..run.steps {
        if step % RUIN.clock_steps == 0 && stop() {
            return;
        }
        let removals = choose_removals(window, rng);
        let before: Vec<(usize, f64)> =
            removals.iter().map(|removal| (removal.person, window.roster.costs[removal.person])).collect();
        log.clear();
        let changed = ruin_and_recreate(window, &removals, rng, &mut log);
        let allowed = -run.temperature * rng.f64().ln();
        if changed.is_none_or(|changed| changed > 0.0 && changed >= allowed) {
            window.undo(&mut log);
            before.into_iter().for_each(|(person, cost)| window.roster.costs[person] = cost);
        }
    }
}

/// The shifts to remove, at most one entry for each person.
fn choose_removals(window: &DayWindow<'_>, rng: &mut Rng) -> Vec<Removal> {
    let day = rng.usize(window.days.clone());
    let wanted = RUIN.removals[rng.usize(0..RUIN.removals.len())];
    let mut removals: Vec<Removal> = Vec::with_capacity(wanted);
    for _ in 0..RUIN.draws {
        if removals.len() == wanted {
            break;
        }
        let person = rng.usize(0..window.roster.lines.len());
        if removals.iter().any(|known| known.person == person) {
            continue;
        }
        let to = match (window.roster.lines[person][day], rng.u8(0..RUIN.outcomes)) {
            (_, 0) => Reinsertion::All,
            (Some(_), outcome) if outcome <= RUIN.other_day_outcomes => Reinsertion::Other,
            (Some(_), _) => Reinsertion::Same,
            // A person who is off may give up another day for this one.
            (None, outcome) if outcome <= RUIN.day_off_outcomes => {
                removals.push(Removal { person, day: rng.usize(window.days.clone()), to: Reinsertion::Other });
                continue;
            }
            (None, _) => continue,
        };
        removals.push(Removal { person, day, to });
    }
    removals
}

/// Removes shifts and inserts them again; by how much the roster becomes dearer, or `None` if somebody is left without a
/// feasible line.
fn ruin_and_recreate(
    window: &mut DayWindow<'_>,
    removals: &[Removal],
    rng: &mut Rng,
    log: &mut Vec<CellChange>,
) -> Option<f64> {
    let mut changed = 0.0;
    for &Removal { person, day, to } in removals {
        let days = if to == Reinsertion::All { window.days.clone() } else { day..day + 1 };
        for day in days {
            if window.roster.lines[person][day].is_some() {
                changed += window.set(person, day, None, Vec::new(), log);
            }
        }
    }
    for &Removal { person, day, to } in removals {
        loop {
            let (now, others) =
                (window.roster.costs[person], if to == Reinsertion::Same { Vec::new() } else { off(window, person) });
            let days = if to == Reinsertion::Same { std::slice::from_ref(&day) } else { &others };
            let choice = window.best(person, days, now, rng)?;
            let worked = choice.cell.is_some();
            changed += give(window, person, choice, log);
            if to != Reinsertion::All || !worked {
                break;
            }
        }
    }
    Some(changed)
}

/// Gives a person what was chosen; by how much that changes the cost of the roster.
fn give(window: &mut DayWindow<'_>, person: usize, choice: DutyChoice, log: &mut Vec<CellChange>) -> f64 {
    let own = choice.line - window.roster.costs[person];
    window.roster.costs[person] = choice.line;
    match choice.cell {
        Some(_) => own + window.set(person, choice.day, choice.cell, choice.begins, log),
        None => own,
    }
}

/// Days of the window on which a person is off.
fn off(window: &DayWindow<'_>, person: usize) -> Vec<usize> {
    window.days.clone().filter(|&day| window.roster.lines[person][day].is_none()).collect()
}
