//! Independent checking: every rule judges the finished plan, and the books are closed. Knows no solver.

pub mod books;
pub mod judge;

pub use books::{Imbalance, close};
pub use judge::judge;
