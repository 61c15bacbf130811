//! Models, plans, rosters and appointment books in files: what people write becomes a model, what was planned becomes tables,
//! workbooks and calendars, and those are read again.

pub mod exchange;
pub mod folder;
pub mod load;
pub mod roster;
pub mod slot_difference;
pub mod text;
