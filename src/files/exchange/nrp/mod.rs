//! The public shift-scheduling benchmark of Curtois and Qu: its text files become a model and a scenario.

mod instance;
mod lines;
mod read;
mod toml;
mod write;

pub use instance::{Instance, NrpCover, NrpRequest, NrpShift, NrpStaff};
pub use read::{parse, read};
pub use write::files;
