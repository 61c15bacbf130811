//! From work to people: how many heads on the floor a promise needs.
//!
//! Pure mathematics of queues in steady state: no files, no model, no solver. Time is in minutes, load in erlangs.
//!
//! | file | what it answers |
//! |---|---|
//! | [`queue`] | how one queue performs with so many servers |
//! | [`erlang_b`], [`erlang_c`], [`erlang_a`] | the three formulas: blocked, patient and impatient contacts |
//! | [`mod@offered_load`] | the load when volume moves faster than work is finished |
//! | [`promise`], [`mod@staffing`] | what customers are promised, and the fewest servers that keep it |
//! | [`customers`], [`priority`] | classes of customers who are answered one before the other |
//! | [`curve`], [`envelope`] | what each further head gains, as a table and as straight lines |
//!
//! ```
//! use queueing::{Abandoned, Promise, Queue, staffing};
//!
//! let calls = Queue { rate: 100.0 / 30.0, handle: 3.0, patience: None };
//! let promises = [
//!     Promise::Answered { share: 0.80, within: 20.0 / 60.0, abandoned: Abandoned::Missed },
//!     Promise::Occupancy { at_most: 0.85 },
//! ];
//! assert_eq!(staffing(&calls, &promises)?, 14);
//! # Ok::<(), queueing::StaffingError>(())
//! ```

pub mod curve;
pub mod customers;
pub mod distribution;
pub mod envelope;
pub mod erlang_a;
pub mod erlang_b;
pub mod erlang_c;
pub mod offered_load;
pub mod priority;
pub mod promise;
pub mod queue;
pub mod session;
pub mod staffing;

mod guess;
mod inversion;
mod search;
mod served;
mod tail;

pub use curve::Curve;
pub use customers::Customers;
pub use distribution::{Span, Spread};
pub use envelope::{Envelope, Line};
pub use offered_load::{Load, Segment, Start, offered_load};
pub use priority::Class;
pub use promise::Promise;
pub use queue::{Abandoned, Performance, Queue, answered_within, performance};
pub use staffing::{MOST_SERVERS, StaffingError, staffing};
