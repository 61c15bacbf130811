//! Better waiting: customers stay longer.

use super::switching::Switching;
use crate::rule::{Card, Parameter};

/// See [`CARD`].
pub static COMFORT: Switching = Switching(&CARD);

/// What people need to know.
pub static CARD: Card = Card {
    id: "comfort",
    title: "D1: better waiting; patience grows, for a fixed price",
    meaning: "Seats, a place in the line that is told, a call back: customers of the services of `at` wait as long as `patience` says, on average, before they give up. Pulled or not, for the whole plan, at its fixed price on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "at", "service"),
        Parameter::elsewhere("lever.ID", "patience", "mean time until a waiting customer hangs up"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Over the whole plan.",
    bend: None,
};
