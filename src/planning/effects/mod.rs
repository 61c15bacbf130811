//! What a model becomes when volume flows from stage to stage, work is due, and levers are pulled.

pub mod deadlines;
pub mod displacement;
pub mod flows;
pub mod levers;
