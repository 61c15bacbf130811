//! Customers are won over to another day.

use super::judging::{arrives, found, leaves};
use super::writing::{LeverColumn, at_most_a_day, balanced, cells, in_proportion, leaving, of_kind, pay_for_contacts};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct Promote;

/// What people need to know.
pub static CARD: Card = Card {
    id: "promote",
    title: "D6: contacts move to other days, at a fixed price and a price for each",
    meaning: "A promotion moves up to `limit` of the contacts of the days of `from` to those of `to`, within the plan. \
              Whoever moves comes from all hours of the day alike and arrives as that day's customers do, in proportion to \
              volume. The campaign costs its fixed price once, each contact its own, on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "to", "days and hours of the same service"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of a day"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Contacts stay inside the plan. A day without volume has no hours to follow, so nobody moves there.",
    bend: None,
};

impl StaffingRule for Promote {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let left = leaving(case, builder, CARD.id, (index, lever));
            let has_volume = |service: usize, interval: usize| case.model.services[service].volume[interval] * f64::MAX;
            let put = cells(builder, CARD.id, index, &lever.to, LeverEffect::In, &has_volume);
            in_proportion(case, builder, CARD.id, index, &left);
            in_proportion(case, builder, CARD.id, index, &put);
            balanced(builder, CARD.id, index, &by_service(&left), &by_service(&put), 1.0);
            at_most_a_day(case, builder, CARD.id, (index, lever), &left);
            pay_for_contacts(case, builder, CARD.id, (index, lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.moves(findings);
            found.in_proportion(findings, leaves, &lever.from);
            found.in_proportion(findings, arrives, &lever.to);
            found.conserved(findings, "contacts", 1.0, &found.sums(leaves), &found.sums(arrives));
            found.at_most_a_day(findings, "contacts", |setting| leaves(setting).is_some());
            found.charge_contacts(findings, leaves);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} moves {:.2} {} that it may not, or not as the days' volumes run; move as many as leave, within its limit",
            breach.subject, breach.amount, breach.unit
        )
    }
}

fn by_service(cells: &[LeverColumn]) -> BTreeMap<usize, Vec<LeverColumn>> {
    let mut services: BTreeMap<usize, Vec<LeverColumn>> = BTreeMap::new();
    cells.iter().for_each(|cell| services.entry(cell.of).or_default().push(*cell));
    services
}
