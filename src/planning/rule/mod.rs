//! What rules of a staffing plan, rules of a roster and levers have in common: a card for people, and the keys that set
//! them, as data.

pub mod card;
pub mod parameter;
pub mod registry;
pub mod unit;
pub mod words;

pub use card::{Bend, Card};
pub use parameter::{Parameter, PeriodKind, Presence, ValueKind};
pub(crate) use registry::register;
pub use registry::{Registered, find};
pub use unit::Unit;
