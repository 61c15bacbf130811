//! What other programs read and write: rosters as workbooks, calendars, tables and JSON, and instances of the public
//! benchmark.

pub mod nrp;
