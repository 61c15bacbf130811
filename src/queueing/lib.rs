//! Queueing theory for staffing: the fewest servers that attain service targets, and service curves for optimisation.
//!
//! Pure mathematics of queues in steady state: no files, no model, no solver. Time is in minutes, load in erlangs.
//!
//! | file | what it holds |
//! |---|---|
//! | [`queue`], [`mod@performance`] | one queue, and its performance with a number of servers |
//! | [`erlang_b`], [`erlang_c`], [`erlang_a`], `waiting_states` | the three formulas: blocking, delay, abandonment |
//! | [`priority`], `laplace_inversion` | classes of customers with priorities |
//! | [`mod@offered_load`] | the offered load when arrival rates change quickly |
//! | [`service_target`], `attainment` | service targets, and whether they are attained |
//! | [`mod@staffing`], `square_root_staffing`, `monotone_search` | the fewest servers that attain all targets |
//! | [`customers`], `queue_model` | all customers of a queue, or one class of them |
//! | [`curve`], [`envelope`] | service curves, as tables and as linear pieces |
//! | [`distribution`] | random durations |
//! | [`session`] | appointments within one session of a provider |
//!
//! ```
//! use queueing::{AbandonmentCounting, Queue, ServiceTarget, staffing};
//!
//! let calls = Queue { rate: 100.0 / 30.0, handle: 3.0, patience: None };
//! let targets = [
//!     ServiceTarget::Answered { share: 0.80, within: 20.0 / 60.0, abandoned: AbandonmentCounting::Missed },
//!     ServiceTarget::Occupancy { at_most: 0.85 },
//! ];
//! assert_eq!(staffing(&calls, &targets)?, 14);
//! # Ok::<(), queueing::StaffingError>(())
//! ```

mod attainment;
pub mod curve;
pub mod customers;
pub mod distribution;
pub mod envelope;
pub mod erlang_a;
pub mod erlang_b;
pub mod erlang_c;
pub mod error;
mod laplace_inversion;
mod monotone_search;
pub mod offered_load;
pub mod performance;
pub mod priority;
pub mod queue;
mod queue_model;
pub mod service_target;
pub mod session;
mod square_root_staffing;
pub mod staffing;
mod waiting_states;

pub use curve::Curve;
pub use customers::Customers;
pub use distribution::{Distribution, RandomDuration};
pub use envelope::{Envelope, LinearPiece};
pub use error::{MOST_SERVERS, StaffingError};
pub use offered_load::{InitialLoad, Segment, SegmentLoad, offered_load};
pub use performance::{answered_within, performance};
pub use priority::PriorityClass;
pub use queue::{AbandonmentCounting, Performance, Queue};
pub use service_target::ServiceTarget;
pub use staffing::staffing;
