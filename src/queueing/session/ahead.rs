//! The work that lies ahead at a moment of a session: a probability vector, carried forward by Lindley's recursion.
//!
//! Work that outlasts the session can never leave the provider idle again; of it only the chance and the mean are needed, and
//! both follow from what the vector lacks. So nothing is cut off.

use super::steps::Steps;

/// Random work ahead, in steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ahead {
    /// Chances of 0, 1, ... steps, up to those that are left of the session; what they lack of 1 is more.
    pub mass: Vec<f64>,
    /// Mean of all.
    pub mean: f64,
}

impl Ahead {
    /// No work, with so many steps left of the session.
    pub fn none(left: usize) -> Ahead {
        let mut mass = vec![0.0; left + 1];
        mass[0] = 1.0;
        Ahead { mass, mean: 0.0 }
    }

    /// Becomes a copy of another, without new memory where it has enough.
    pub fn copy(&mut self, other: &Ahead) {
        self.mass.clone_from(&other.mass);
        self.mean = other.mean;
    }

    /// One more comes, with this chance, and adds his service. `room` is overwritten.
    pub fn join(&mut self, chance: f64, service: &Steps, room: &mut Vec<f64>) {
        let count = self.mass.len();
        room.clear();
        room.extend(self.mass.iter().map(|mass| (1.0 - chance) * mass));
        for (at, mass) in self.mass.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            let weight = chance * mass;
            let sums = room[at..].iter_mut().zip(&service.mass[..count - at]);
            sums.for_each(|(sum, mass)| *sum += weight * mass);
        }
        std::mem::swap(&mut self.mass, room);
        self.mean += chance * service.mean;
    }

    /// So many steps pass. Returns the mean of those in which there was nothing to do.
    pub fn pass(&mut self, steps: usize) -> f64 {
        let idle: f64 = self.mass[..steps].iter().enumerate().map(|(at, mass)| (steps - at) as f64 * mass).sum();
        let done: f64 = self.mass[..=steps].iter().sum();
        self.mass.drain(..steps);
        self.mass[0] = done;
        self.mean += idle - steps as f64;
        idle
    }

    /// Chance and moment of more work than the vector tells apart.
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
        let service = Steps::new(vec![0.0, 0.5, 0.0, 0.5], 2.0);
        let (mut ahead, mut room) = (Ahead::none(3), Vec::new());
        ahead.join(0.5, &service, &mut room);
        assert_eq!(ahead.mass, vec![0.5, 0.25, 0.0, 0.25]);
        ahead.join(0.5, &service, &mut room);
        assert_eq!(ahead.mass, vec![0.25, 0.25, 0.0625, 0.25]);
        assert_eq!(ahead.mean, 2.0);
        // 1 + 3 in two orders, and 3 + 3.
        assert_eq!(ahead.beyond(), (0.1875, 4.0 * 0.125 + 6.0 * 0.0625));
        let idle = ahead.pass(2);
        assert_eq!(idle, 2.0 * 0.25 + 0.25);
        assert_eq!(ahead.mass, vec![0.5625, 0.25]);
        assert_eq!(ahead.mean, 0.75);
    }
}
