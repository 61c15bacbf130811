//! Another process: other handle times, resources and skills.

use super::super::facts::Facts;
use super::super::sheet::Sheet;
use super::switching;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::problem::case::Case;
use crate::problem::rule::{Card, Parameter, Rule};

/// See [`CARD`].
pub struct Redesign;

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

impl Rule for Redesign {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, sheet: &mut Sheet) {
        switching::pay(case, sheet, CARD.id);
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &Facts, findings: &mut Findings) {
        switching::charge(case, plan, findings, CARD.id);
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} is pulled or not, and nothing between or beside it; it has {:.2} {} more",
            breach.subject, breach.amount, breach.unit
        )
    }
}
