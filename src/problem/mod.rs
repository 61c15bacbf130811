//! Decision spaces and their rules.

pub mod balance;
pub mod case;
pub mod named;
pub mod roster;
pub mod rule;

pub use case::{Case, Need};
pub use rule::{Card, Parameter, Rule};
