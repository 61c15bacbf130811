//! What rules of a staffing plan, rules of a roster and levers have in common: a card for people, and the keys that set
//! them, as data.

pub mod card;
pub mod noun;
pub mod parameter;
pub mod registry;
pub mod words;

pub use card::{Bend, Card};
pub use noun::Noun;
pub use parameter::{KeyPresence, Parameter, PeriodKind, ValueKind};
pub(crate) use registry::register;
pub use registry::{Registered, find};
