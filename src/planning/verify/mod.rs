//! Independent checking: every rule judges the finished plan, and the ledger is reconciled. Knows no solver.

pub mod judge;
pub mod judge_roster;
pub mod reconcile;

pub use judge::judge;
pub use judge_roster::{judge_lines, judge_roster};
pub use reconcile::{Imbalance, reconcile};
