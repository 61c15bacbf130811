//! Customers are promised something else.

use super::super::facts::Facts;
use super::super::sheet::Sheet;
use super::switching;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::problem::case::Case;
use crate::problem::rule::{Card, Parameter, Rule};

/// See [`CARD`].
pub struct Expectation;

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

impl Rule for Expectation {
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
