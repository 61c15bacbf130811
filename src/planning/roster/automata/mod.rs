//! Automata that several rules share, each with as few states as tell lines apart.

pub mod gap;
pub mod pattern;
pub mod run;
pub mod tabled;
pub mod weekend_count;

pub use gap::Spacing;
pub use pattern::Pattern;
pub use run::Run;
pub use tabled::{Stepper, Tabled, tabled};
pub use weekend_count::WeekendCount;

/// What an amount costs under a rule; `None`: it is not allowed. `price`: major units, `None` for a rule that must hold.
pub fn due(price: Option<f64>, amount: u32) -> Option<f64> {
    if amount == 0 { Some(0.0) } else { price.map(|price| f64::from(amount) * price) }
}
