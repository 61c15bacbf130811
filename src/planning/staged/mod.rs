//! Named people who serve services: heads on shifts first, then names for them, then breaks and skills. Each stage is a
//! program of its own; what they share is written here.

pub mod fixed;
pub mod floor;
pub mod groups;
pub mod guide;
pub mod heads;
pub mod targets;
pub mod whole;

pub use floor::floor;
pub use guide::guide;
pub use heads::{GroupColumn, HeadcountProgram, heads};
