//! The tuning numbers of the search over lever combinations, in one place.

/// How the time limit is shared among relaxations, plans at given settings and combinations.
pub(super) struct CombinationTuning {
    /// Share of the time limit for the relaxations of all combinations.
    pub relaxation: f64,
    /// Share of the time limit for one plan at given settings, before combinations are searched.
    pub first_plan: f64,
    /// Share of the time left for one program with free settings, where a single combination is to be searched.
    pub free_program: f64,
    /// Combinations among which the time left is shared at most: most of those behind turn out to be too expensive.
    pub sharing: usize,
    /// Times that curves are linearised around the volumes of the last plan, at most.
    pub rounds: usize,
    /// Part of the gap asked for to which each program is solved, so that all together stay within it.
    pub gap_of_each: f64,
    /// Part of the time of a program with free settings for the plan at its settings.
    pub plan_of_round: f64,
    /// Major units that rounding ledger entries to cents may take from a cost.
    pub cents: f64,
}

/// The numbers in use, found by trial on the shipped models with levers.
pub(super) const TUNING: CombinationTuning = CombinationTuning {
    relaxation: 0.5,
    first_plan: 0.3,
    free_program: 0.6,
    sharing: 3,
    rounds: 6,
    gap_of_each: 0.2,
    plan_of_round: 0.4,
    cents: 0.05,
};
