//! The distribution of the workload at a moment of a session: a probability vector, computed forward in time by Lindley's
//! recursion (Lindley, "The theory of queues with a single server", 1952).
//!
//! With work that lasts beyond the session the provider is never idle again; of it only the probability and the mean are
//! needed, and both follow from what the vector lacks. So nothing is truncated.

use super::discretisation::GridDuration;

/// The distribution of the work that is there and not done, in steps of the grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkloadDistribution {
    /// Probabilities of 0, 1, ... steps, up to those left of the session; what they lack of 1 is that of more.
    pub mass: Vec<f64>,
    /// Mean of the whole distribution.
    pub mean: f64,
}

impl WorkloadDistribution {
    /// No work, with so many steps left of the session.
    pub fn none(left: usize) -> WorkloadDistribution {
        let mut mass = vec![0.0; left + 1];
        mass[0] = 1.0;
        WorkloadDistribution { mass, mean: 0.0 }
    }

    /// Copies another distribution, and reuses the memory.
    pub fn copy(&mut self, other: &WorkloadDistribution) {
        self.mass.clone_from(&other.mass);
        self.mean = other.mean;
    }

    /// One more customer arrives with this probability and adds a service. `buffer` is overwritten.
    pub fn join(&mut self, chance: f64, service: &GridDuration, buffer: &mut Vec<f64>) {
        let count = self.mass.len();
        buffer.clear();
        buffer.extend(self.mass.iter().map(|mass| (1.0 - chance) * mass));
        for (at, mass) in self.mass.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            let weight = chance * mass;
            let sums = buffer[at..].iter_mut().zip(&service.mass[..count - at]);
            sums.for_each(|(sum, mass)| *sum += weight * mass);
        }
        std::mem::swap(&mut self.mass, buffer);
        self.mean += chance * service.mean;
    }

    /// So many steps pass. Returns the mean number of idle steps.
    pub fn pass(&mut self, steps: usize) -> f64 {
        let idle: f64 = self.mass[..steps].iter().enumerate().map(|(at, mass)| (steps - at) as f64 * mass).sum();
        let done: f64 = self.mass[..=steps].iter().sum();
        self.mass.drain(..steps);
        self.mass[0] = done;
        self.mean += idle - steps as f64;
        idle
    }

    /// Probability and first moment of more work than the vector resolves.
    pub fn beyond(&self) -> (f64, f64) {
        let (mut chance, mut moment) = (1.0, self.mean);
        for (steps, mass) in self.mass.iter().enumerate() {
            chance -= mass;
            moment -= steps as f64 * mass;
        }
        (chance, moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_at_once_by_hand() {
        // Each comes with chance 1/2 and takes one step or three.
        let service = GridDuration::new(vec![0.0, 0.5, 0.0, 0.5], 2.0);
        let (mut workload, mut buffer) = (WorkloadDistribution::none(3), Vec::new());
        workload.join(0.5, &service, &mut buffer);
        assert_eq!(workload.mass, vec![0.5, 0.25, 0.0, 0.25]);
        workload.join(0.5, &service, &mut buffer);
        assert_eq!(workload.mass, vec![0.25, 0.25, 0.0625, 0.25]);
        assert_eq!(workload.mean, 2.0);
        // 1 + 3 in two orders, and 3 + 3.
        assert_eq!(workload.beyond(), (0.1875, 4.0 * 0.125 + 6.0 * 0.0625));
        let idle = workload.pass(2);
        assert_eq!(idle, 2.0 * 0.25 + 0.25);
        assert_eq!(workload.mass, vec![0.5625, 0.25]);
        assert_eq!(workload.mean, 0.75);
    }
}
