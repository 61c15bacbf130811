//! A part of those who would walk in books a slot, and the program places the slots.

use super::judging::{arrives, found, leaves};
use super::writing::{balanced, by_day, cells, in_proportion, leaving, of_kind, pay_for_contacts};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct Appointments;

/// What people need to know.
pub static CARD: Card = Card {
    id: "appointments",
    title: "D2: a part of the walk-in demand books a slot, which the program places",
    meaning: "Up to `limit` of the contacts of a day book instead of walking in, from all hours of `from` alike. The program \
              opens slots for them in the intervals of `to` on the same date, at most `at_most` to an interval. The share \
              `no_show` does not come and is lost. Each booking costs its price on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "to", "days and hours of slots of the same service"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of a day"),
        Parameter::elsewhere("lever.ID", "at_most", "slots an interval"),
        Parameter::elsewhere("lever.ID", "no_show", "share of bookings"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "A slot lies on the date on which its interval starts. Booked contacts queue like others of their interval.",
    bend: None,
};

impl StaffingRule for Appointments {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let left = leaving(case, builder, CARD.id, (index, lever));
            let slots = lever.at_most.unwrap_or(f64::INFINITY);
            let put = cells(builder, CARD.id, index, &lever.to, LeverEffect::In, &|_, _| slots);
            in_proportion(case, builder, CARD.id, index, &left);
            balanced(builder, CARD.id, index, &by_day(case, &left), &by_day(case, &put), 1.0 - lever.back);
            pay_for_contacts(case, builder, CARD.id, (index, lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.moves(findings);
            found.up_to(findings, "contacts", |setting| arrives(setting).and(lever.at_most));
            found.in_proportion(findings, leaves, &lever.from);
            found.conserved_by_day(findings);
            found.charge_contacts(findings, leaves);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} books {:.2} {} beyond its limit or slots, or has no slots for them; open as many slots as are booked",
            breach.subject, breach.amount, breach.unit
        )
    }
}
