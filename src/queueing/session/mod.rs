//! Within one provider's session: who starts when, so that people wait little, the provider idles little and goes home in time.
//!
//! Plain mathematics of plain data: no files, no solver. People come booked to slots of a grid, some stay away, service
//! times are random, emergencies may come between. The expectation is exact on the computing grid, and the best template is
//! proved to be the best; the page on sessions of the book says how.
//!
//! | file | what it answers |
//! |---|---|
//! | [`mod@check`] | what is wrong with a session |
//! | [`steps`] | a random time in steps of a grid, its mean kept |
//! | [`ahead`], [`toll`] | the work that lies ahead, and what it will cost |
//! | [`grid`] | what a template may be expected to cost, exactly |
//! | [`base`] | the same for the neighbours of a template, from what they have in common with it |
//! | [`shift`](mod@shift), [`submodular`] | the neighbourhood in which a local optimum is a global one, and the proof that it holds nothing better |
//! | [`mod@best`], [`mod@baselines`] | the best template, and those that people use |
//!
//! ```
//! use crate::distribution::{Span, Spread};
//! use crate::session::{Grid, Session, Weights, baselines, best};
//!
//! let session = Session {
//!     people: 6,
//!     slots: 12,
//!     slot: 10,
//!     steps: 5, // of two minutes
//!     service: Span { mean: 18.0, spread: Spread::Gamma { cv: 0.5 } },
//!     no_show: 0.1,
//!     urgent: 0.0,
//!     urgent_service: Span { mean: 18.0, spread: Spread::Exponential },
//!     weights: Weights { waiting: 1.0, idle: 1.0, overtime: 2.0 },
//! };
//! let grid = Grid::new(&session);
//! let best = best(&grid);
//! assert_eq!(best.template.iter().sum::<u32>(), 6);
//! for baseline in baselines(&session) {
//!     assert!(best.expected.cost <= grid.expect(&baseline.template).cost);
//! }
//! ```

pub mod ahead;
pub mod base;
pub mod baselines;
pub mod best;
pub mod check;
pub mod grid;
pub mod shift;
pub mod steps;
pub mod submodular;
pub mod toll;

pub use baselines::{Baseline, baselines};
pub use best::{Best, best};
pub use check::{Problem, check};
pub use grid::{Expected, Grid};

use crate::distribution::Span;

/// One provider's session.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// People who are booked.
    pub people: u32,
    /// Slots, at whose begins people may be booked; the session ends with the last.
    pub slots: u32,
    /// Minutes of a slot.
    pub slot: u32,
    /// Steps of the computing grid in a slot.
    pub steps: u32,
    /// Service of one who comes.
    pub service: Span,
    /// Share of those booked who stay away, each for himself; 0 to below 1.
    pub no_show: f64,
    /// Emergencies an hour (Poisson) while the session lasts. They join those who wait and are served in the order of coming.
    pub urgent: f64,
    /// Service of an emergency.
    pub urgent_service: Span,
    /// What a minute costs.
    pub weights: Weights,
}

/// What a minute costs, in any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of one booked person who waits.
    pub waiting: f64,
    /// Of the session in which the provider has nobody, also at its end: he is paid for it all the same.
    pub idle: f64,
    /// Of work behind the end of the session.
    pub overtime: f64,
}

impl Session {
    /// Minutes from the first start to the end.
    pub fn length(&self) -> u32 {
        self.slots * self.slot
    }
}
