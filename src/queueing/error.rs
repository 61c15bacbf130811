//! Why there is no number of servers, and the largest one considered.

/// The largest number of servers that is considered.
pub const MOST_SERVERS: u32 = 1_000_000;

/// Why there is no number of servers.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StaffingError {
    /// A number that is not finite, or outside its range.
    #[error("{what} cannot be {value}")]
    Invalid {
        /// Which number, and its range.
        what: &'static str,
        /// What it was.
        value: f64,
    },
    /// The target would take more than [`MOST_SERVERS`].
    #[error("a load of {load} erlangs would need more than {MOST_SERVERS} servers")]
    TooMany {
        /// The load in erlangs.
        load: f64,
    },
    /// Occupancy and workload say nothing about contacts, so they have no curve.
    #[error("a promise on occupancy or workload has no curve of contacts")]
    NoCurve,
}
