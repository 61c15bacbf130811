//! What a model becomes when volume flows from stage to stage, work is due, and levers are set.

pub mod deadlines;
pub mod displacement;
pub mod flows;
pub mod levers;
