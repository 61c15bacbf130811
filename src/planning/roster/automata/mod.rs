//! Automata that several rules share, each with as few states as tell lines apart.

pub mod pattern;
pub mod rest;
pub mod run_length;
pub mod tabulated;
pub mod weekend_count;

pub use pattern::PatternAutomaton;
pub use rest::RestAutomaton;
pub use run_length::RunAutomaton;
pub use tabulated::{TabulatedAutomaton, TransitionFunction, tabulate};
pub use weekend_count::WeekendAutomaton;

/// What an amount costs under a rule; `None`: it is not allowed. `price`: major units, `None` for a rule that must hold.
pub fn due(price: Option<f64>, amount: u32) -> Option<f64> {
    if amount == 0 { Some(0.0) } else { price.map(|price| f64::from(amount) * price) }
}
