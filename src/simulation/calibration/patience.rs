//! How long customers would wait. Whoever is answered takes the secret along: the wait is only a lower bound of the
//! patience (a censored observation).
//!
//! Two estimates. The exponential one is the maximum of the likelihood if patience has no memory: the time waited by all,
//! answered or not, over the number who hung up (Brown and others, "Statistical analysis of a telephone call center",
//! Journal of the American Statistical Association 100, 2005). It is the mean that Erlang A and a model want. That of
//! Kaplan and Meier (1958) assumes no distribution; beside the first it shows whether patience has no memory.

/// What is known about the patience of a service, in minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct PatienceEstimate {
    /// The exponential estimate of the mean.
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
    /// Kaplan and Meier: minutes and the share of customers who would wait longer, at each wait that ended in a hang-up.
    pub survival: Vec<(f64, f64)>,
}

impl PatienceEstimate {
    /// From waits and whether they ended in a hang-up; `None` if none did.
    pub fn of(waits: impl Iterator<Item = (f64, bool)>) -> Option<Self> {
        let mut waits: Vec<(f64, bool)> = waits.collect();
        // At the same wait, hang-ups come before answers: the answered would have waited longer.
        waits.sort_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
        let hung_up = waits.iter().filter(|(_, hung_up)| *hung_up).count();
        if hung_up == 0 {
            return None;
        }
        let mean = waits.iter().map(|(wait, _)| wait).sum::<f64>() / hung_up as f64;
        let (mut left, mut share) = (waits.len() as f64, 1.0);
        let mut survival: Vec<(f64, f64)> = Vec::new();
        for &(wait, hung_up) in &waits {
            if hung_up {
                share *= 1.0 - left.recip();
                match survival.last_mut() {
                    Some(last) if last.0 == wait => last.1 = share,
                    _ => survival.push((wait, share)),
                }
            }
            left -= 1.0;
        }
        Some(PatienceEstimate { mean, error: mean / (hung_up as f64).sqrt(), survival })
    }

    /// Share of customers who would wait longer than so many minutes (Kaplan and Meier); `None` beyond what was seen.
    pub fn beyond(&self, minutes: f64) -> Option<f64> {
        if self.survival.last().is_none_or(|(last, _)| minutes > *last) {
            return None;
        }
        let at = self.survival.partition_point(|(wait, _)| *wait <= minutes);
        Some(at.checked_sub(1).map_or(1.0, |at| self.survival[at].1))
    }

    /// Minutes that half of the customers would wait (Kaplan and Meier); `None` if fewer were seen to hang up.
    pub fn median(&self) -> Option<f64> {
        self.survival.iter().find(|(_, share)| *share <= 0.5).map(|(wait, _)| *wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random_streams::{Purpose, Sampler, StreamNames};
    use queueing::distribution::Distribution;
    use queueing::distribution::RandomDuration;

    #[test]
    fn a_textbook_example() {
        // 6, 6, 6, 6+, 7, 9+, 10, 10+: the first steps of the leukaemia data of Kaplan and Meier's successors.
        let waits = [
            (6.0, true),
            (6.0, true),
            (6.0, true),
            (6.0, false),
            (7.0, true),
            (9.0, false),
            (10.0, true),
            (10.0, false),
        ];
        let found = PatienceEstimate::of(waits.into_iter()).unwrap();
        let expected = [(6.0, 5.0 / 8.0), (7.0, 15.0 / 32.0), (10.0, 15.0 / 64.0)];
        for ((wait, share), (expected_wait, expected)) in found.survival.iter().zip(expected) {
            assert!(*wait == expected_wait && (share - expected).abs() < 1e-12, "{found:?}");
        }
        assert_eq!(found.median(), Some(7.0));
        assert_eq!(found.beyond(3.0), Some(1.0));
        assert_eq!(found.beyond(11.0), None);
        assert!((found.mean - 60.0 / 5.0).abs() < 1e-12);
        assert_eq!(PatienceEstimate::of([(1.0, false)].into_iter()), None);
    }

    #[test]
    fn censoring_does_not_hide_an_exponential_patience() {
        let span = |mean: f64| RandomDuration { mean, distribution: Distribution::Exponential };
        let (patience, offered) = (span(5.0), span(2.0));
        let mut random = StreamNames { seed: 1, replication: 0 }.stream(Purpose::Patience, "calls", 0, 0);
        let waits: Vec<(f64, bool)> = (0..40_000)
            .map(|_| (Sampler::of(&patience).draw(&mut random), Sampler::of(&offered).draw(&mut random)))
            .map(|(patience, offered)| (patience.min(offered), patience < offered))
            .collect();
        let found = PatienceEstimate::of(waits.into_iter()).unwrap();
        assert!((found.mean - 5.0).abs() < 4.0 * found.error && found.error < 0.1, "{} {}", found.mean, found.error);
        assert!((found.beyond(3.0).unwrap() - (-0.6_f64).exp()).abs() < 0.02);
    }
}
