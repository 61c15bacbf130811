//! Automata that several rules share, each with as few states as tell lines apart.

pub mod gap;
pub mod run;
pub mod weekend_count;

pub use gap::{Gap, Spacing};
pub use run::Run;
pub use weekend_count::WeekendCount;

/// What an amount costs under a rule; `None`: it is not allowed. `price`: major units, `None` for a rule that must hold.
pub fn due(price: Option<f64>, amount: u32) -> Option<f64> {
    if amount == 0 { Some(0.0) } else { price.map(|price| f64::from(amount) * price) }
}
