//! Repeatable chance: the same seed picks the same.

/// A generator of pseudo-random numbers (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u32) -> Self {
        Dice(u64::from(seed))
    }

    /// A number in `(0, 1)`.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64 + f64::EPSILON / 4.0
    }

    /// A factor around one, mostly between a half and two.
    pub fn factor(&mut self) -> f64 {
        (2.0 * (self.roll() + self.roll()) - 2.0).exp2()
    }

    /// So many different indices, by weight; those without weight are never picked.
    pub fn pick(&mut self, weights: &[f64], count: usize) -> Vec<usize> {
        let mut keys: Vec<(f64, usize)> = weights
            .iter()
            .enumerate()
            .map(|(index, &weight)| (-self.roll().ln() / weight, index))
            .filter(|(key, _)| key.is_finite())
            .collect();
        keys.sort_by(|left, right| left.0.total_cmp(&right.0));
        keys.into_iter().take(count).map(|(_, index)| index).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_are_repeatable_and_follow_the_weights() {
        let weights = [0.0, 1.0, 9.0, 0.0, 1.0];
        assert_eq!(Dice::new(7).pick(&weights, 2), Dice::new(7).pick(&weights, 2));
        let mut dice = Dice::new(7);
        let mut first = [0; 5];
        (0..1000).for_each(|_| first[dice.pick(&weights, 2)[0]] += 1);
        assert!(first[0] == 0 && first[3] == 0 && first[2] > 700 && first[1] > 30, "{first:?}");
        assert_eq!(dice.pick(&weights, 9).len(), 3);
    }
}
