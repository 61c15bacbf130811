//! Customers are asked to come at another hour of the same day.

use super::judging::{found, leaves};
use super::writing::{at_most_a_day, balanced, by_day, cells, leaving, of_kind, pay_for_contacts};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct OffPeak;

/// What people need to know.
pub static CARD: Card = Card {
    id: "off_peak",
    title: "D5: contacts move to other hours of their day, at a price for each",
    meaning: "Of the contacts in the intervals of `from` up to `limit` accept to come in those of `to` instead, on the same \
              date. Each is paid for (a discount, a call back) on the account lever.ID. None is lost: what leaves the one \
              set of intervals arrives in the other.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "to", "days and hours of the same service"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of an interval"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "An interval belongs to the date on which it starts. A date without intervals in `to` keeps its contacts.",
    bend: None,
};

impl StaffingRule for OffPeak {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let left = leaving(case, builder, CARD.id, (index, lever));
            let put = cells(builder, CARD.id, index, &lever.to, LeverEffect::In, &|_, _| f64::INFINITY);
            balanced(builder, CARD.id, index, &by_day(case, &left), &by_day(case, &put), 1.0);
            at_most_a_day(case, builder, CARD.id, (index, lever), &left);
            pay_for_contacts(case, builder, CARD.id, (index, lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            found.moves(findings);
            found.conserved_by_day(findings);
            found.at_most_a_day(findings, "contacts", |setting| leaves(setting).is_some());
            found.charge_contacts(findings, leaves);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} moves {:.2} {} that it may not, or that do not arrive on the same date; move as many as leave, within its limit",
            breach.subject, breach.amount, breach.unit
        )
    }
}
