//! A roster as a workbook: a grid to hand out, a row for each assignment, the ledger, and formulas that add them up.

mod assignments;
mod block;
mod grid;
mod layout;
mod ledger;
mod original;
mod read;
pub mod sheets;
pub(super) mod style;
mod view;
mod write;

pub use layout::AND as GRID_AND;
pub use read::{Worksheets, read};
pub use sheets::{ASSIGNMENTS, LEDGER, ORIGINAL, ROSTER};
pub use write::{EXPORT, write};
