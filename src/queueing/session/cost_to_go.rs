//! The cost-to-go: the expected cost from a moment of a session on, as a function of the workload, if the rest of a template
//! is kept. It is computed backward in time, by the recursion of dynamic programming that is adjoint to Lindley's.
//!
//! It is a number for each workload up to what is left of the session, and linear beyond: there the provider is never idle
//! again, and each further step of work is waited for by all who still come, and worked as overtime.

use super::discretisation::GridDuration;
use super::workload::WorkloadDistribution;

/// Expected cost from a moment on, by workload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostToGo {
    /// Of 0, 1, ... steps of work, up to those left of the session.
    pub at: Vec<f64>,
    /// Of each further step.
    pub slope: f64,
}

impl CostToGo {
    /// At the end of the session: all work is overtime.
    pub fn end(overtime: f64) -> CostToGo {
        CostToGo { at: vec![0.0], slope: overtime }
    }

    /// The expected cost of a random workload.
    pub fn expected(&self, workload: &WorkloadDistribution) -> f64 {
        let (chance, moment) = workload.beyond();
        let sum: f64 = workload.mass.iter().zip(&self.at).map(|(mass, at)| mass * at).sum();
        sum + chance * self.intercept() + moment * self.slope
    }

    /// The intercept of the linear part.
    fn intercept(&self) -> f64 {
        self.at.last().copied().unwrap_or(0.0) - self.slope * (self.at.len() as f64 - 1.0)
    }

    /// The cost-to-go so many steps before; `idle` is the cost of a step without work.
    #[must_use]
    pub fn before(&self, steps: usize, idle: f64) -> CostToGo {
        let none = (0..steps).map(|work| (steps - work) as f64 * idle + self.at[0]);
        CostToGo { at: none.chain(self.at.iter().copied()).collect(), slope: self.slope }
    }

    /// The cost-to-go before one more customer arrives with this probability, whose waiting costs `waiting` for each step of
    /// work found.
    #[must_use]
    pub fn joined(&self, chance: f64, service: &GridDuration, waiting: f64) -> CostToGo {
        let count = self.at.len();
        let intercept = self.intercept();
        let mut sums: Vec<f64> = (0..count)
            .map(|work| {
                let (beyond, moment) = service.beyond(count - 1 - work);
                beyond * (intercept + self.slope * work as f64) + moment * self.slope
            })
            .collect();
        for (steps, mass) in service.mass[..count].iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            sums.iter_mut().zip(&self.at[steps..]).for_each(|(sum, at)| *sum += mass * at);
        }
        let at = sums.iter().zip(&self.at).enumerate();
        let at = at.map(|(work, (sum, away))| (1.0 - chance) * away + chance * (waiting * work as f64 + sum));
        CostToGo { at: at.collect(), slope: self.slope + chance * waiting }
    }
}
