//! What other programs read and write: rosters and appointment books as workbooks, calendars, tables and JSON, there and back; and instances of
//! the public benchmark.

pub mod calendars;
pub mod chosen;
pub mod json;
pub mod nrp;
pub mod roster;
pub mod slots;
pub mod workbook;

pub use chosen::Chosen;
