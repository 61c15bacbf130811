//! What parts of people would do is a guide for whole ones: how many of those who are alike work shifts of some length on
//! each day, and who is there in each interval. Who strays from it pays the more the farther, as long as it is hot.

use crate::ruin_recreate::problem::{Floor, Guide};
use crate::{Line, Problem};

/// What one shift too many or too few costs, and one head in one interval, as shares of the dearest head in one interval.
const STRAY: (f64, f64) = (0.4, 0.017);

/// A guide, and what it costs to stray from it by one.
#[derive(Clone, Copy, Debug)]
pub struct Pull<'a> {
    guide: &'a Guide,
    shift: f64,
    head: f64,
}

impl<'a> Pull<'a> {
    /// A guide, beside what heads cost that are lacking.
    pub fn of(guide: &'a Guide, floor: &Floor) -> Self {
        let dearest = floor.dearest();
        Pull { guide, shift: STRAY.0 * dearest, head: STRAY.1 * dearest }
    }

    /// What it costs that so many heads of each team are there in an interval.
    pub fn there(&self, interval: usize, heads: impl Iterator<Item = f64>) -> f64 {
        let strays = heads.zip(&self.guide.there[interval]).map(|(heads, parts)| heads - parts);
        self.head * strays.map(|stray| stray * stray).sum::<f64>()
    }

    /// What one more head would save in an interval beside so many of a team.
    pub fn one_more(&self, interval: usize, team: usize, heads: f64) -> f64 {
        let parts = self.guide.there[interval][team];
        self.head * ((heads - parts).powi(2) - (heads + 1.0 - parts).powi(2))
    }
}

/// Shifts of those who are alike, by day and length, beside a guide.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    pull: Pull<'a>,
    // How many more than the guide says, by group and `day * lengths + length`.
    strays: Vec<Vec<f64>>,
}

impl<'a> Tally<'a> {
    /// Counts the shifts of some lines.
    pub fn of(problem: &Problem, pull: Pull<'a>, lines: &[Line]) -> Self {
        let less = |parts: &Vec<f64>| parts.iter().map(|parts| -parts).collect();
        let mut tally = Tally { pull, strays: pull.guide.shifts.iter().map(less).collect() };
        for (person, line) in lines.iter().enumerate() {
            for (day, duty) in (0..problem.days).filter_map(|day| line[day].map(|duty| (day, duty))) {
                tally.add(person, day, duty, 1.0);
            }
        }
        tally
    }

    /// Adds a shift of a person, or takes it away, and tells by how much straying becomes dearer.
    pub fn add(&mut self, person: usize, day: usize, duty: usize, sign: f64) -> f64 {
        let at = self.pull.guide.place(day, duty);
        let stray = &mut self.strays[self.pull.guide.group[person]][at];
        let before = std::mem::replace(stray, *stray + sign);
        self.pull.shift * ((before + sign).powi(2) - before.powi(2))
    }

    /// By how much straying would become dearer with one more shift of a person.
    pub fn would(&self, person: usize, day: usize, duty: usize) -> f64 {
        let stray = self.strays[self.pull.guide.group[person]][self.pull.guide.place(day, duty)];
        self.pull.shift * ((stray + 1.0).powi(2) - stray.powi(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straying_costs_the_more_the_farther() {
        let guide = Guide {
            group: vec![0, 0],
            length: vec![0, 1],
            lengths: 2,
            shifts: vec![vec![0.5, 1.0]],
            there: vec![vec![1.5]],
        };
        let pull = Pull { guide: &guide, shift: 2.0, head: 1.0 };
        let problem = Problem { days: 1, duties: 2, people: Vec::new(), program: mip::Program::default(), grain: None };
        let mut tally = Tally::of(&problem, pull, &[vec![Some(1)], vec![None]]);
        assert_eq!((tally.would(1, 0, 0), tally.would(1, 0, 1)), (0.0, 2.0));
        let paid = tally.add(1, 0, 1, 1.0) + tally.add(1, 0, 1, 1.0);
        assert_eq!((paid, tally.add(1, 0, 1, -1.0) + tally.add(1, 0, 1, -1.0)), (8.0, -8.0));
        assert_eq!(pull.there(0, [3.0].into_iter()), 2.25);
        assert_eq!(pull.one_more(0, 0, 1.0), pull.there(0, [1.0].into_iter()) - pull.there(0, [2.0].into_iter()));
    }
}
