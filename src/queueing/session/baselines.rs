//! Templates in common use, for comparison with the optimal one.

use super::session::Session;

/// A named template.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// What it is called.
    pub name: &'static str,
    /// How it is made, in words.
    pub how: &'static str,
    /// People who start in each slot.
    pub template: Vec<u32>,
}

/// Templates in common use: that of Bailey and Welch ("Appointment systems in hospital outpatient departments", 1952), people evenly
/// spaced, and two at the start.
pub fn baselines(session: &Session) -> Vec<Baseline> {
    let even = |people: u32| f64::from(session.length()) / f64::from(people.max(1));
    let two = |gap: f64| move |person: u32| f64::from(person.saturating_sub(1)) * gap;
    let (all, less) = (even(session.people), even(session.people.saturating_sub(1)));
    vec![
        Baseline {
            name: "bailey-welch",
            how: "two at the start, then one after each mean service time",
            template: template_of(session, two(session.service.mean)),
        },
        Baseline {
            name: "even",
            how: "one after the other, evenly over the session",
            template: template_of(session, |person| f64::from(person) * all),
        },
        Baseline {
            name: "two-at-start",
            how: "two at the start, the others evenly over the session",
            template: template_of(session, two(less)),
        },
    ]
}

/// The template of people due at these minutes: each is booked to the start of the slot that holds the minute, at the latest
/// of the last.
fn template_of(session: &Session, at: impl Fn(u32) -> f64) -> Vec<u32> {
    let mut template = vec![0; session.slots as usize];
    for person in 0..session.people {
        let slot = (at(person) / f64::from(session.slot)) as usize;
        template[slot.min(session.slots as usize - 1)] += 1;
    }
    template
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Distribution, RandomDuration};
    use crate::session::session::CostWeights;

    #[test]
    fn they_are_as_their_names_say() {
        let session = Session {
            people: 5,
            slots: 8,
            slot: 5,
            steps: 5,
            service: RandomDuration { mean: 12.0, distribution: Distribution::Exponential },
            no_show: 0.0,
            urgent: 0.0,
            urgent_service: RandomDuration { mean: 12.0, distribution: Distribution::Exponential },
            weights: CostWeights { waiting: 1.0, idle: 1.0, overtime: 1.0 },
        };
        let templates: Vec<Vec<u32>> = baselines(&session).into_iter().map(|baseline| baseline.template).collect();
        assert_eq!(templates[0], [2, 0, 1, 0, 1, 0, 0, 1]);
        assert_eq!(templates[1], [1, 1, 0, 1, 1, 0, 1, 0]);
        assert_eq!(templates[2], [2, 0, 1, 0, 1, 0, 1, 0]);
    }
}
