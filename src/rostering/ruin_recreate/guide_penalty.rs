//! A solution with fractional people as a guide for whole ones: how many of those who are alike work shifts of some length on
//! each day, and who is present in each interval. Deviations from it are penalised quadratically while the temperature is
//! above zero.

use crate::problem::roster_problem::{Line, RosterProblem};
use crate::ruin_recreate::interval_staffing::{FractionalGuide, IntervalStaffing};
use crate::tuning::TUNING;

/// A guide, and what it costs to deviate from it by one.
#[derive(Clone, Copy, Debug)]
pub struct GuidePenalty<'a> {
    guide: &'a FractionalGuide,
    shift: f64,
    head: f64,
}

impl<'a> GuidePenalty<'a> {
    /// A guide, beside what the shortage of heads costs.
    pub fn of(guide: &'a FractionalGuide, staffing: &IntervalStaffing) -> Self {
        let (tuning, dearest) = (&TUNING.ruin_recreate, staffing.dearest_head());
        GuidePenalty { guide, shift: tuning.shift_penalty * dearest, head: tuning.head_penalty * dearest }
    }

    /// The penalty where so many heads of each team are present in an interval.
    pub fn present(&self, interval: usize, heads: impl Iterator<Item = f64>) -> f64 {
        let deviations = heads.zip(&self.guide.present[interval]).map(|(heads, fractional)| heads - fractional);
        self.head * deviations.map(|deviation| deviation * deviation).sum::<f64>()
    }

    /// By how much one more head lowers the penalty in an interval beside so many of a team.
    pub fn one_more(&self, interval: usize, team: usize, heads: f64) -> f64 {
        let fractional = self.guide.present[interval][team];
        self.head * ((heads - fractional).powi(2) - (heads + 1.0 - fractional).powi(2))
    }
}

/// Shifts of those who are alike, by day and length, less those of the guide.
#[derive(Clone, Debug)]
pub struct ShiftDeviation<'a> {
    penalty: GuidePenalty<'a>,
    /// How many more than the guide says, by group and `day * lengths + length`.
    deviations: Vec<Vec<f64>>,
}

impl<'a> ShiftDeviation<'a> {
    /// Counts the shifts of some lines.
    pub fn of(problem: &RosterProblem, penalty: GuidePenalty<'a>, lines: &[Line]) -> Self {
        let negated = |shifts: &Vec<f64>| shifts.iter().map(|shifts| -shifts).collect();
        let deviations = penalty.guide.shifts.iter().map(negated).collect();
        let mut deviation = ShiftDeviation { penalty, deviations };
        for (person, line) in lines.iter().enumerate() {
            for (day, duty) in (0..problem.days).filter_map(|day| line[day].map(|duty| (day, duty))) {
                deviation.add(person, day, duty, 1.0);
            }
        }
        deviation
    }

    /// Adds a shift of a person, or removes it with a `sign` of -1; by how much that raises the penalty.
    pub fn add(&mut self, person: usize, day: usize, duty: usize, sign: f64) -> f64 {
        let at = self.penalty.guide.place(day, duty);
        let deviation = &mut self.deviations[self.penalty.guide.group[person]][at];
        let before = std::mem::replace(deviation, *deviation + sign);
        self.penalty.shift * ((before + sign).powi(2) - before.powi(2))
    }

    /// By how much one more shift of a person would raise the penalty.
    pub fn one_more(&self, person: usize, day: usize, duty: usize) -> f64 {
        let guide = self.penalty.guide;
        let deviation = self.deviations[guide.group[person]][guide.place(day, duty)];
        self.penalty.shift * ((deviation + 1.0).powi(2) - deviation.powi(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_penalty_grows_with_the_square_of_the_deviation() {
        let guide = FractionalGuide {
            group: vec![0, 0],
            length: vec![0, 1],
            lengths: 2,
            shifts: vec![vec![0.5, 1.0]],
            present: vec![vec![1.5]],
        };
        let penalty = GuidePenalty { guide: &guide, shift: 2.0, head: 1.0 };
        let program = mip::Program::default();
        let problem = RosterProblem { days: 1, duties: 2, people: Vec::new(), program, grain: None };
        let mut deviation = ShiftDeviation::of(&problem, penalty, &[vec![Some(1)], vec![None]]);
        assert_eq!((deviation.one_more(1, 0, 0), deviation.one_more(1, 0, 1)), (0.0, 2.0));
        let paid = deviation.add(1, 0, 1, 1.0) + deviation.add(1, 0, 1, 1.0);
        assert_eq!((paid, deviation.add(1, 0, 1, -1.0) + deviation.add(1, 0, 1, -1.0)), (8.0, -8.0));
        assert_eq!(penalty.present(0, [3.0].into_iter()), 2.25);
        let saved = penalty.present(0, [1.0].into_iter()) - penalty.present(0, [2.0].into_iter());
        assert_eq!(penalty.one_more(0, 0, 1.0), saved);
    }
}
