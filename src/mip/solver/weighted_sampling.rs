//! Random choices of the heuristics. The same seed makes the same choices.
//!
//! Weighted sampling without replacement is by exponential keys: of independent exponential variables with the weights
//! as rates, the smallest belong to the sample (Efraimidis and Spirakis, "Weighted random sampling with a reservoir",
//! Information Processing Letters 97, 2006).

use fastrand::Rng;

/// So many different indices, drawn one after the other with chances in proportion to their weights. An index without
/// weight is never drawn.
pub(super) fn weighted_sample(rng: &mut Rng, weights: &[f64], count: usize) -> Vec<usize> {
    let mut keys: Vec<(f64, usize)> = weights
        .iter()
        .enumerate()
        .map(|(index, &weight)| (exponential(rng) / weight, index))
        .filter(|(key, _)| key.is_finite())
        .collect();
    keys.sort_by(|left, right| left.0.total_cmp(&right.0));
    keys.into_iter().take(count).map(|(_, index)| index).collect()
}

/// A random factor whose logarithm is symmetric around zero, between a quarter and four, mostly between a half and two.
pub(super) fn random_factor(rng: &mut Rng) -> f64 {
    (2.0 * (rng.f64() + rng.f64()) - 2.0).exp2()
}

/// An exponential variable with mean 1. Never zero, so that a weight of zero makes its key infinite.
fn exponential(rng: &mut Rng) -> f64 {
    (-(1.0 - rng.f64()).ln()).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_repeatable_and_follow_the_weights() {
        let weights = [0.0, 1.0, 9.0, 0.0, 1.0];
        let sample = |count: usize| weighted_sample(&mut Rng::with_seed(7), &weights, count);
        assert_eq!(sample(2), sample(2));
        let mut rng = Rng::with_seed(7);
        let mut first = [0; 5];
        (0..1000).for_each(|_| first[weighted_sample(&mut rng, &weights, 1)[0]] += 1);
        assert!(first[0] == 0 && first[3] == 0 && first[2] > 700 && first[1] > 30, "{first:?}");
        assert_eq!(sample(9).len(), 3);
    }
}
