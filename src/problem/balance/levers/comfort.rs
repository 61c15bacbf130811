//! Better waiting: customers stay longer.

use super::super::facts::Facts;
use super::super::sheet::Sheet;
use super::switching;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::problem::case::Case;
use crate::problem::rule::{Card, Parameter, Rule};

/// See [`CARD`].
pub struct Comfort;

/// What people need to know.
pub static CARD: Card = Card {
    id: "comfort",
    title: "D1: better waiting; patience grows, for a fixed price",
    meaning: "Seats, a place in the line that is told, a call back: customers of the services of `at` wait as long as `patience` says, on average, before they give up. Pulled or not, for the whole plan, at its fixed price on the account lever.ID.",
    parameters: &[
        Parameter { path: "lever.ID.at", unit: "service" },
        Parameter { path: "lever.ID.patience", unit: "mean time until a waiting customer hangs up" },
        Parameter { path: "lever.ID.fixed", unit: "money, once" },
    ],
    boundary: "Over the whole plan.",
    bend: None,
};

impl Rule for Comfort {
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
