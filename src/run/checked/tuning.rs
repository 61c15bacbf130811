//! The tuning numbers of the correction by simulation, in one place.

/// How far a round moves the requirement, and when the rounds end.
pub(super) struct CheckTuning {
    /// Share of the contacts by which promises over intervals may be missed and still hold: of hundreds of intervals some lie
    /// below by chance.
    pub missed_share: f64,
    /// Rounds without a better plan after which the search ends.
    pub patience: u32,
    /// Offset of the seed of the last simulation, whose customers no plan was chosen by.
    pub fresh_customers: usize,
    /// Heads by which a curve is moved at most, where few are there.
    pub most_heads: f64,
    /// Part of the heads there by which a curve is moved at most.
    pub most_heads_share: f64,
    /// Part of the contacts of an interval beyond which its curve is too flat to tell heads from contacts.
    pub flat: f64,
    /// Least heads added to an interval that missed its promise.
    pub least_more: f64,
    /// Part of the half-width of the confidence interval by which a promise over a span is set higher: other customers will
    /// come.
    pub beyond_half_width: f64,
    /// Part of the distance from a promise to perfection, or from nothing to the promise, by which it is moved at most.
    pub most_margin: f64,
}

/// The numbers in use, found by trial on the shipped models.
pub(super) const TUNING: CheckTuning = CheckTuning {
    missed_share: 0.000_1,
    patience: 3,
    fresh_customers: 1 << 20,
    most_heads: 2.0,
    most_heads_share: 0.25,
    flat: 0.97,
    least_more: 0.5,
    beyond_half_width: 0.5,
    most_margin: 0.8,
};
