//! What call records say, on a screen and as files that a model can use.

pub mod json;
pub mod table;
pub mod tables;
