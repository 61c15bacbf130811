//! A part of those who would walk in books a slot, and the program places the slots.

use super::super::facts::Facts;
use super::super::sheet::Sheet;
use super::judging::{found, lies_in};
use super::writing::{account, balanced, by_day, cells, in_proportion, leaving, of_kind, pay, pay_once};
use crate::plan::{Breach, Effect, Findings, StaffingPlan};
use crate::problem::case::Case;
use crate::problem::rule::{Card, Parameter, Rule};

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
        Parameter { path: "lever.ID.from", unit: "service, days and hours" },
        Parameter { path: "lever.ID.to", unit: "days and hours of slots of the same service" },
        Parameter { path: "lever.ID.limit", unit: "share of the contacts of a day" },
        Parameter { path: "lever.ID.at_most", unit: "slots an interval" },
        Parameter { path: "lever.ID.no_show", unit: "share of bookings" },
        Parameter { path: "lever.ID.price", unit: "money a contact" },
        Parameter { path: "lever.ID.fixed", unit: "money, once" },
    ],
    boundary: "A slot lies on the date on which its interval starts. Booked contacts queue like others of their interval.",
    bend: None,
};

impl Rule for Appointments {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, sheet: &mut Sheet) {
        for (index, lever) in of_kind(case, CARD.id) {
            let left = leaving(case, sheet, CARD.id, (index, lever));
            let slots = lever.at_most.unwrap_or(f64::INFINITY);
            let put = cells(sheet, CARD.id, index, &lever.to, Effect::In, &|_, _| slots);
            in_proportion(case, sheet, CARD.id, index, &left);
            balanced(sheet, CARD.id, index, &by_day(case, &left), &by_day(case, &put), 1.0 - lever.back);
            pay(case, sheet, CARD.id, (index, &account(lever)), &left, lever.price.major());
            let volume: f64 = lever.from.iter().map(|place| case.volume_of(place)).sum();
            pay_once(sheet, CARD.id, (index, lever), &left, lever.limit * volume);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &Facts, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let leaves = |effect: Effect| match effect {
                Effect::Out(service) => Some(service),
                _ => None,
            };
            found.only(findings, "contacts", |pull| match pull.effect {
                Effect::Out(service) => lies_in(&lever.from, service, pull.interval),
                Effect::In(service) => lies_in(&lever.to, service, pull.interval),
                _ => false,
            });
            found.up_to(findings, "contacts", |pull| match pull.effect {
                Effect::Out(service) => Some(lever.limit * case.model.services[service].volume[pull.interval]),
                _ => lever.at_most,
            });
            found.in_proportion(findings, |pull| leaves(pull.effect), &lever.from);
            let out = found.sums(|pull| leaves(pull.effect).map(|service| (service, found.day(pull.interval))));
            let into = found.sums(|pull| match pull.effect {
                Effect::In(service) => Some((service, found.day(pull.interval))),
                _ => None,
            });
            found.conserved(findings, "contacts", 1.0 - lever.back, &out, &into);
            found.charge(findings, lever.price, 1, |pull| leaves(pull.effect).map(|_| 1), 1);
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} books {:.2} {} beyond its limit or slots, or has no slots for them; open as many slots as are booked",
            breach.subject, breach.amount, breach.unit
        )
    }
}
