//! Appointment scheduling within one session of a provider: who starts when, so that people wait little, the provider is idle
//! little, and works little overtime.
//!
//! Plain mathematics of plain data: no files, no solver. People are booked to slots of a grid, some do not come, service
//! times are random, emergencies may arrive in between. Expected costs are exact on the computing grid, and the best template is
//! proved to be optimal; the page on sessions of the manual describes how.
//!
//! | file | what it holds |
//! |---|---|
//! | [`session`](mod@session), [`mod@check`] | a session, and what is wrong with it |
//! | [`discretisation`] | a random duration in steps of the grid, its mean kept |
//! | [`workload`], [`cost_to_go`] | the distribution of work at a moment, and its expected cost from there on |
//! | [`evaluation`], [`neighbour_costs`] | the expected cost of a template, and of its neighbours |
//! | [`neighbourhood`], [`minimum_norm_point`] | the multimodular neighbourhood, and a lower bound on all of it |
//! | [`local_search`], [`mod@baselines`] | the optimal template, and templates in common use |
//!
//! ```
//! use queueing::distribution::{RandomDuration, Distribution};
//! use queueing::session::{CostWeights, Session, SessionGrid, baselines, optimal_template};
//!
//! let session = Session {
//!     people: 6,
//!     slots: 12,
//!     slot: 10,
//!     steps: 5, // of two minutes
//!     service: RandomDuration { mean: 18.0, distribution: Distribution::Gamma { cv: 0.5 } },
//!     no_show: 0.1,
//!     urgent: 0.0,
//!     urgent_service: RandomDuration { mean: 18.0, distribution: Distribution::Exponential },
//!     weights: CostWeights { waiting: 1.0, idle: 1.0, overtime: 2.0 },
//! };
//! let grid = SessionGrid::new(&session);
//! let best = optimal_template(&grid);
//! assert_eq!(best.template.iter().sum::<u32>(), 6);
//! for baseline in baselines(&session) {
//!     assert!(best.expected.cost <= grid.expect(&baseline.template).cost);
//! }
//! ```

pub mod baselines;
pub mod check;
pub mod cost_to_go;
pub mod discretisation;
pub mod evaluation;
pub mod local_search;
pub mod minimum_norm_point;
pub mod neighbour_costs;
pub mod neighbourhood;
#[expect(clippy::module_inception, reason = "the folder is named after its main type")]
pub mod session;
pub mod workload;

pub use baselines::{Baseline, baselines};
pub use check::{SessionError, check};
pub use evaluation::{Expected, SessionGrid};
pub use local_search::{OptimalTemplate, optimal_template};
pub use session::{CostWeights, Session};
