//! A feasible point and its cost.

/// The best point known at some moment of a search.
#[derive(Clone)]
pub(super) struct Incumbent {
    /// Its cost.
    pub cost: f64,
    /// Its values by column.
    pub point: Vec<f64>,
}
