//! What work that lies ahead will cost from a moment on, if the rest of a template is kept: the forward recursion turned round.
//!
//! It is a number for each amount of work up to what is left of the session, and a straight line beyond: there the provider is
//! never idle again, and each step more of work is waited for by all who still come, and worked after the end.

use super::ahead::Ahead;
use super::steps::Steps;

/// Expected cost from a moment on, by work ahead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toll {
    /// Of 0, 1, ... steps of work, up to those that are left of the session.
    pub at: Vec<f64>,
    /// Of each step more.
    pub slope: f64,
}

impl Toll {
    /// The end of the session: all that is left is overtime.
    pub fn end(overtime: f64) -> Toll {
        Toll { at: vec![0.0], slope: overtime }
    }

    /// The expected cost of random work ahead.
    pub fn charge(&self, ahead: &Ahead) -> f64 {
        let (chance, moment) = ahead.beyond();
        let sum: f64 = ahead.mass.iter().zip(&self.at).map(|(mass, at)| mass * at).sum();
        sum + chance * self.line() + moment * self.slope
    }

    /// Where the straight line would begin without work.
    fn line(&self) -> f64 {
        self.at.last().copied().unwrap_or(0.0) - self.slope * (self.at.len() as f64 - 1.0)
    }

    /// The toll so many steps before; `idle` is the price of a step without work.
    #[must_use]
    pub fn before(&self, steps: usize, idle: f64) -> Toll {
        let none = (0..steps).map(|work| (steps - work) as f64 * idle + self.at[0]);
        Toll { at: none.chain(self.at.iter().copied()).collect(), slope: self.slope }
    }

    /// The toll before one more may come, with this chance, who pays `waiting` for each step of work he finds.
    #[must_use]
    pub fn joined(&self, chance: f64, service: &Steps, waiting: f64) -> Toll {
        let count = self.at.len();
        let line = self.line();
        let mut sums: Vec<f64> = (0..count)
            .map(|work| {
                let (beyond, moment) = service.beyond(count - 1 - work);
                beyond * (line + self.slope * work as f64) + moment * self.slope
            })
            .collect();
        for (steps, mass) in service.mass[..count].iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            sums.iter_mut().zip(&self.at[steps..]).for_each(|(sum, at)| *sum += mass * at);
        }
        let at = sums.iter().zip(&self.at).enumerate();
        let at = at.map(|(work, (sum, away))| (1.0 - chance) * away + chance * (waiting * work as f64 + sum));
        Toll { at: at.collect(), slope: self.slope + chance * waiting }
    }
}
