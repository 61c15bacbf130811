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
        Parameter { path: "lever.ID.at", unit: "service" },
        Parameter { path: "lever.ID.desired", unit: "target" },
        Parameter { path: "lever.ID.fixed", unit: "money, once" },
    ],
    boundary: "Over the whole plan.",
    bend: None,
};
