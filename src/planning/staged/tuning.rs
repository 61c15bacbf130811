//! The tuning numbers of the staged solve, in one place.

/// Numbers that steer how the stages share the time and when they stop. None of them changes what a plan must keep or what is
/// proved of it.
pub(super) struct StagedTuning {
    /// Share of the time limit until which the bound of the first stage is improved.
    pub bound_until: f64,
    /// The same where the relaxation of the first stage guides the search for shifts and breaks, which is worth the time.
    pub guided_bound_until: f64,
    /// Part of the gap asked for that a solve of the first stage may leave.
    pub bound_gap: f64,
    /// Relative gain of the bound below which no more inequalities are added.
    pub least_bound_gain: f64,
    /// Matrix entries up to which the first stage is solved in whole heads as well.
    pub integer_entries: usize,
    /// Share of the time limit for whole heads that the lines of the second stage work towards.
    pub integer_heads: f64,
    /// Relative excess over the bound up to which whole heads are preferred to fractional ones.
    pub integer_excess: f64,
    /// Share of the time limit for lines that work towards hourly targets.
    pub lines: f64,
    /// Share of the time limit kept for breaks and skills at the end.
    pub last_stage: f64,
    /// Seconds kept for them at least.
    pub last_stage_seconds: f64,
    /// Seconds that breaks and skills get even where no time is left: without them there is no plan.
    pub least_seconds: f64,
    /// Seconds that are never used up once breaks are decided.
    pub enough_seconds: f64,
    /// Services of an interval up to which every subset gives inequalities; beyond it each alone, and all together.
    pub subset_services: usize,
    /// Distance from a whole number within which rounding gives nothing new.
    pub near_integer: f64,
    /// Heads by which a point must violate an inequality for it to be added.
    pub violation: f64,
    /// Groups of a team, at most; where people differ more, their totals are ignored, then all differences.
    pub groups: usize,
    /// Minutes covered by one target row of the second stage.
    pub target_minutes: u32,
    /// Hourly wages that an hour of a forbidden shortage counts as.
    pub forbidden_wages: f64,
}

/// The numbers in use, found by trial on the shipped models and the benchmark weeks.
pub(super) const TUNING: StagedTuning = StagedTuning {
    bound_until: 0.3,
    guided_bound_until: 0.45,
    bound_gap: 0.5,
    least_bound_gain: 0.0002,
    integer_entries: 40_000,
    integer_heads: 0.15,
    integer_excess: 0.03,
    lines: 0.4,
    last_stage: 0.03,
    last_stage_seconds: 2.0,
    least_seconds: 5.0,
    enough_seconds: 600.0,
    subset_services: 6,
    near_integer: 0.02,
    violation: 0.005,
    groups: 6,
    target_minutes: 60,
    forbidden_wages: 50.0,
};
