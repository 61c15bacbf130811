//! Calibration: what call records say about arrivals, handle times and patience, as numbers for a model.
//!
//! | file | what it estimates |
//! |---|---|
//! | [`mod@records`] | nothing: a table of records, with columns named by the user |
//! | [`arrivals`] | the typical week, and the variation of whole days |
//! | [`handle_times`] | mean and distribution of handle times, and which distribution is nearest |
//! | [`patience`] | patience, which is censored for those who are answered |
//! | [`mod@estimate`] | all of this for each service |

pub mod arrivals;
pub mod estimate;
pub mod handle_times;
pub mod patience;
pub mod records;

pub use arrivals::ArrivalEstimate;
pub use estimate::{ServiceEstimate, estimate};
pub use handle_times::{DistributionFit, HandleTimeEstimate};
pub use patience::PatienceEstimate;
pub use records::{CallOutcome, CallRecord, CallRecords, RecordColumns, read};
