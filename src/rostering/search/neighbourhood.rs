//! Which part of a roster to decide anew: people who could trade, and days on which something is missing.

use crate::master::restricted_master::Choice;
use crate::problem::incumbent::Incumbent;
use crate::problem::problem::Problem;
use fastrand::Rng;

/// Days of a window, at most; whole horizons that are no longer are taken as they are.
pub const LONGEST: usize = 98;

/// What may be chosen, worked out once.
pub struct Neighbours {
    /// For each person the others, those with most cells in common first.
    alike: Vec<Vec<usize>>,
}

impl Neighbours {
    /// Looks at a problem.
    pub fn of(problem: &Problem) -> Self {
        let can: Vec<Vec<bool>> = problem
            .people
            .iter()
            .map(|worker| {
                let can =
                    |duty: usize| (0..problem.days).any(|day| worker.costs[day * problem.duties + duty].is_finite());
                (0..problem.duties).map(can).collect()
            })
            .collect();
        let common = |left: usize, right: usize| can[left].iter().zip(&can[right]).filter(|(l, r)| **l && **r).count();
        let alike = (0..problem.people.len())
            .map(|person| {
                let mut others: Vec<usize> = (0..problem.people.len()).filter(|&other| other != person).collect();
                others.sort_by_key(|&other| (usize::MAX - common(person, other), other));
                others
            })
            .collect();
        Neighbours { alike }
    }

    /// Some people and a window of days.
    pub fn choose(&self, problem: &Problem, now: &Incumbent, size: usize, chance: &mut Rng) -> Choice {
        let count = problem.people.len();
        let size = size.min(count);
        let (first, last) = window(problem.days, chance);
        let seed = chance.usize(0..count);
        let mut people = vec![seed];
        match chance.u8(0..3) {
            // Anybody.
            0 => {
                let mut others: Vec<usize> = (0..count).filter(|&other| other != seed).collect();
                chance.shuffle(&mut others);
                people.extend(others.into_iter().take(size - 1));
            }
            // People who can do the same.
            1 => {
                let pool = &self.alike[seed][..(2 * size).min(count - 1)];
                let mut pool = pool.to_vec();
                chance.shuffle(&mut pool);
                people.extend(pool.into_iter().take(size - 1));
            }
            // People whose lines differ on a day: they could trade.
            _ => {
                let day = chance.usize(first..last);
                let mut others: Vec<(bool, u32, usize)> = (0..count)
                    .filter(|&other| other != seed)
                    .map(|other| {
                        (now.lines[other][day].is_some() == now.lines[seed][day].is_some(), chance.u32(..), other)
                    })
                    .collect();
                others.sort_unstable();
                people.extend(others.into_iter().take(size - 1).map(|(_, _, other)| other));
            }
        }
        people.sort_unstable();
        Choice { people, first, last, open: false }
    }
}

/// A stretch of days; all of them where they are few.
fn window(days: usize, chance: &mut Rng) -> (usize, usize) {
    if days <= LONGEST {
        return (0, days);
    }
    let length = chance.usize(14..=LONGEST);
    let first = chance.usize(0..=(days - length / 2)).saturating_sub(length / 4);
    (first, (first + length).min(days))
}
