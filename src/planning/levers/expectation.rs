//! Customers are promised something else.

use super::switching::Switching;
use crate::rule::{Card, Parameter};

/// See [`CARD`].
pub static EXPECTATION: Switching = Switching(&CARD);

/// What people need to know.
pub static CARD: Card = Card {
    id: "expectation",
    title: "D7: the promise is changed, for a fixed price",
    meaning: "What is aimed at in the services of `at` becomes `desired`: another share, another time, another span. The price is what the change costs to tell, or is worth in goodwill. Pulled or not, for the whole plan, on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "at", "service"),
        Parameter::elsewhere("lever.ID", "desired", "target"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Over the whole plan.",
    bend: None,
};
