//! Some shifts are taken away and given again, best first; what comes out is kept if it is cheaper, or hardly dearer while
//! it is still hot (ruin and recreate, Schrimpf et al. 2000, with simulated annealing).

use super::window::{Change, Choice, Window};
use fastrand::Rng;

/// Steps between two looks at the clock.
const LOOK: usize = 64;
/// How many shifts are taken away at once: one of these, at random.
const SIZES: [usize; 10] = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4];
/// Tries to find somebody who works on a day.
const TRIES: usize = 12;

/// How long, and how hot.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Ruins.
    pub steps: usize,
    /// Major units that a change for the worse may cost, give or take.
    pub heat: f64,
}

/// A shift that is taken away, and where it may go.
struct Taken {
    person: usize,
    day: usize,
    to: To,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    /// The same day.
    Same,
    /// Any day off of the person.
    Other,
    /// All shifts of the person are taken away, and given again one after the other.
    All,
}

/// Gives everybody the shifts that pay, one person after the other, until none does.
pub fn fill(window: &mut Window<'_>, chance: &mut Rng, stop: &dyn Fn() -> bool) {
    let mut people: Vec<usize> = (0..window.staff.lines.len()).collect();
    let mut given = true;
    while given {
        chance.shuffle(&mut people);
        given = false;
        for &person in &people {
            if stop() {
                return;
            }
            let now = window.staff.costs[person];
            let choice = window.best(person, &off(window, person), now, chance);
            if let Some(choice) = choice.filter(|choice| choice.cell.is_some() && choice.cost < 0.0) {
                give(window, person, choice, &mut Vec::new());
                given = true;
            }
        }
    }
}

/// Ruins and recreates.
pub fn anneal(window: &mut Window<'_>, run: Run, chance: &mut Rng, stop: &dyn Fn() -> bool) {
    let mut log: Vec<Change> = Vec::new();
    for step in 0..run.steps {
        if step % LOOK == 0 && stop() {
            return;
        }
        let taken = choose(window, chance);
        let before: Vec<(usize, f64)> =
            taken.iter().map(|taken| (taken.person, window.staff.costs[taken.person])).collect();
        log.clear();
        let changed = renew(window, &taken, chance, &mut log);
        let allowed = -run.heat * chance.f64().ln();
        if changed.is_none_or(|changed| changed > 0.0 && changed >= allowed) {
            window.undo(&mut log);
            before.into_iter().for_each(|(person, cost)| window.staff.costs[person] = cost);
        }
    }
}

/// People and days, each person once.
fn choose(window: &Window<'_>, chance: &mut Rng) -> Vec<Taken> {
    let day = chance.usize(window.days.clone());
    let wanted = SIZES[chance.usize(0..SIZES.len())];
    let mut taken: Vec<Taken> = Vec::with_capacity(wanted);
    for _ in 0..TRIES {
        if taken.len() == wanted {
            break;
        }
        let person = chance.usize(0..window.staff.lines.len());
        if taken.iter().any(|known| known.person == person) {
            continue;
        }
        let to = match (window.staff.lines[person][day], chance.u8(0..16)) {
            (_, 0) => To::All,
            (Some(_), 1..=4) => To::Other,
            (Some(_), _) => To::Same,
            // Who is off may give up another day for this one.
            (None, 1..=2) => {
                taken.push(Taken { person, day: chance.usize(window.days.clone()), to: To::Other });
                continue;
            }
            (None, _) => continue,
        };
        taken.push(Taken { person, day, to });
    }
    taken
}

/// Takes shifts away and gives them again; by how much everything becomes dearer, or `None` if somebody is left without
/// a lawful line.
fn renew(window: &mut Window<'_>, taken: &[Taken], chance: &mut Rng, log: &mut Vec<Change>) -> Option<f64> {
    let mut changed = 0.0;
    for &Taken { person, day, to } in taken {
        let days = if to == To::All { window.days.clone() } else { day..day + 1 };
        for day in days {
            if window.staff.lines[person][day].is_some() {
                changed += window.set(person, day, None, Vec::new(), log);
            }
        }
    }
    for &Taken { person, day, to } in taken {
        loop {
            let (now, others) =
                (window.staff.costs[person], if to == To::Same { Vec::new() } else { off(window, person) });
            let days = if to == To::Same { std::slice::from_ref(&day) } else { &others };
            let choice = window.best(person, days, now, chance)?;
            let worked = choice.cell.is_some();
            changed += give(window, person, choice, log);
            if to != To::All || !worked {
                break;
            }
        }
    }
    Some(changed)
}

/// Gives a person what was chosen; by how much that changes everything.
fn give(window: &mut Window<'_>, person: usize, choice: Choice, log: &mut Vec<Change>) -> f64 {
    let own = choice.line - window.staff.costs[person];
    window.staff.costs[person] = choice.line;
    match choice.cell {
        Some(_) => own + window.set(person, choice.day, choice.cell, choice.begins, log),
        None => own,
    }
}

/// Days of the window on which a person is off.
fn off(window: &Window<'_>, person: usize) -> Vec<usize> {
    window.days.clone().filter(|&day| window.staff.lines[person][day].is_none()).collect()
}
