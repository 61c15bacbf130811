//! Another process: other handle times, resources and skills.

use super::switching::Switching;
use crate::rule::{Card, Parameter};

/// See [`CARD`].
pub static REDESIGN: Switching = Switching(&CARD);

/// What people need to know.
pub static CARD: Card = Card {
    id: "redesign",
    title: "S7: another process, for a fixed price",
    meaning: "Other handle times (`handle`, by service), other numbers of resources (`count`, by resource), skills that teams learn (`skills`, by team and service), one flow in the place of another (`start`, `stop`). Pulled or not, for the whole plan, at its fixed price on the account lever.ID.",
    parameters: &[
        Parameter { path: "lever.ID.handle", unit: "times by service" },
        Parameter { path: "lever.ID.count", unit: "numbers by resource" },
        Parameter { path: "lever.ID.start", unit: "id of a flow" },
        Parameter { path: "lever.ID.stop", unit: "id of a flow" },
        Parameter { path: "lever.ID.skills", unit: "effective heads by team and service" },
        Parameter { path: "lever.ID.fixed", unit: "money, once" },
    ],
    boundary: "Over the whole plan, from its first interval.",
    bend: None,
};
