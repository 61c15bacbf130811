//! The values that a multiplier may have.

/// A closed interval; either end may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least value.
    pub lower: f64,
    /// The largest value.
    pub upper: f64,
}

impl Bounds {
    /// The nearest value inside.
    pub fn clamp(&self, value: f64) -> f64 {
        value.clamp(self.lower, self.upper)
    }
}
