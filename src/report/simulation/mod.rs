//! What a simulation found, beside what the formulas promised: figures, tables, files, a picture, a trace.

pub mod checked;
pub mod figures;
pub mod formulas;
pub mod json;
pub mod picture;
pub mod promise;
pub mod table;
pub mod tables;
pub mod trace;

pub use figures::{PlanPlayed, PlayedSpan, ServicePlayed, TeamPlayed, TeamSpan};
pub use formulas::{Formula, Formulas};
