//! A roster from a table or a workbook that somebody wrote or changed.
//!
//! Of a workbook the sheet "Assignments" is the roster, unless a cell of the grid was changed and the assignments of that
//! person and date were not: then the cell is. What was changed is told by the hidden sheet "Original". Where both were
//! changed and say different things, or nothing tells which was, that is an error.

mod grid;
mod merge;
mod read;

pub use read::{TypedRoster, read};
