//! Extra work that earns money is accepted when there is room.

use super::judging::{found, lies_in};
use super::writing::{account, at_most_a_day, cells, of_kind, pay, pay_once};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct Diversify;

/// What people need to know.
pub static CARD: Card = Card {
    id: "diversify",
    title: "D4: extra work that earns money is accepted when there is room",
    meaning: "Up to `at_most` contacts a day are taken on in the intervals of `to`, beyond the forecast: orders of others, \
              calls that we make ourselves. Each earns money, booked with a minus on the account lever.ID, and each is \
              served under the promises of its service.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "to", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day"),
        Parameter::elsewhere("lever.ID", "earns", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "By the date on which the interval starts.",
    bend: None,
};

impl StaffingRule for Diversify {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let most = lever.at_most.unwrap_or(0.0);
            let taken = cells(builder, CARD.id, index, &lever.to, LeverEffect::In, &|_, _| most);
            at_most_a_day(case, builder, CARD.id, (index, lever), &taken);
            pay(case, builder, CARD.id, (index, &account(lever)), &taken, -lever.earns.major());
            pay_once(builder, CARD.id, (index, lever), &taken, most * f64::from(case.model.calendar.days));
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let arrives = |effect: LeverEffect| matches!(effect, LeverEffect::In(_));
            found.only(findings, "contacts", |setting| match setting.effect {
                LeverEffect::In(service) => lies_in(&lever.to, service, setting.interval),
                _ => false,
            });
            found.at_most_a_day(findings, "contacts", |setting| arrives(setting.effect));
            found.charge(findings, lever.earns, -1, |setting| arrives(setting.effect).then_some(1), 1);
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} takes on {:.2} {} beyond what it may, or where it may not; accept fewer",
            breach.subject, breach.amount, breach.unit
        )
    }
}
