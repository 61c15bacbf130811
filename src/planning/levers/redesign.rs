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
        Parameter::elsewhere("lever.ID", "handle", "times by service"),
        Parameter::elsewhere("lever.ID", "count", "numbers by resource"),
        Parameter::elsewhere("lever.ID", "start", "id of a flow"),
        Parameter::elsewhere("lever.ID", "stop", "id of a flow"),
        Parameter::elsewhere("lever.ID", "skills", "effective heads by team and service"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Over the whole plan, from its first interval.",
    bend: None,
};
