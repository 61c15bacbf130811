//! Which part of a roster to reoptimise: people who could trade, and days (the destroy step of large neighbourhood search;
//! Shaw 1998, who removes related visits).

use crate::pricing::subproblem::SubproblemScope;
use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::roster_problem::RosterProblem;
use crate::tuning::TUNING;
use fastrand::Rng;

/// Who is related to whom, computed once.
pub struct NeighbourhoodSelector {
    /// By person: the others, those with most duties in common first.
    related: Vec<Vec<usize>>,
}

impl NeighbourhoodSelector {
    /// Of a problem.
    pub fn of(problem: &RosterProblem) -> Self {
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
        let related = (0..problem.people.len())
            .map(|person| {
                let mut others: Vec<usize> = (0..problem.people.len()).filter(|&other| other != person).collect();
                others.sort_by_key(|&other| (usize::MAX - common(person, other), other));
                others
            })
            .collect();
        NeighbourhoodSelector { related }
    }

    /// `size` people, at most all, and a window of days.
    pub fn select(
        &self,
        problem: &RosterProblem,
        now: &IncumbentRoster,
        size: usize,
        rng: &mut Rng,
    ) -> SubproblemScope {
        let count = problem.people.len();
        let size = size.min(count);
        let (first, last) = window(problem.days, rng);
        let seed = rng.usize(0..count);
        let mut people = vec![seed];
        match rng.u8(0..3) {
            // Anybody.
            0 => {
                let mut others: Vec<usize> = (0..count).filter(|&other| other != seed).collect();
                rng.shuffle(&mut others);
                people.extend(others.into_iter().take(size - 1));
            }
            // People who can do the same.
            1 => {
                let pool = &self.related[seed][..(2 * size).min(count - 1)];
                let mut pool = pool.to_vec();
                rng.shuffle(&mut pool);
                people.extend(pool.into_iter().take(size - 1));
            }
            // People whose lines differ on a day: they could trade.
            _ => {
                let day = rng.usize(first..last);
                let mut others: Vec<(bool, u32, usize)> = (0..count)
                    .filter(|&other| other != seed)
                    .map(|other| {
                        (now.lines[other][day].is_some() == now.lines[seed][day].is_some(), rng.u32(..), other)
                    })
                    .collect();
                others.sort_unstable();
                people.extend(others.into_iter().take(size - 1).map(|(_, _, other)| other));
            }
        }
        people.sort_unstable();
        SubproblemScope { people, first, last, open: false }
    }
}

/// First day and day after the last of a window; the whole horizon where it is short.
fn window(days: usize, rng: &mut Rng) -> (usize, usize) {
    let (shortest, longest) = (TUNING.neighbourhood.shortest_window, TUNING.neighbourhood.longest_window);
    if days <= longest {
        return (0, days);
    }
    let length = rng.usize(shortest..=longest);
    let first = rng.usize(0..=(days - length / 2)).saturating_sub(length / 4);
    (first, (first + length).min(days))
}
