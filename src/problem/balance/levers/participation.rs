//! Customers do a part of the work themselves.

use super::super::facts::Facts;
use super::super::sheet::Sheet;
use super::judging::{found, lies_in};
use super::writing::{account, at_most_a_day, cells, of_kind, pay, pay_once};
use crate::plan::{Breach, Effect, Findings, StaffingPlan};
use crate::problem::case::Case;
use crate::problem::rule::{Card, Parameter, Rule};

/// See [`CARD`].
pub struct Participation;

/// What people need to know.
pub static CARD: Card = Card {
    id: "participation",
    title: "S5: a share of customers does part of the work; handle time falls for them",
    meaning: "Of the contacts of `at` up to `limit` fill in the form before they come, weigh and label themselves, look up \
              their number. For each of them the share `saves` of the handle time falls away, at a price on the account \
              lever.ID.",
    parameters: &[
        Parameter { path: "lever.ID.at", unit: "service, days and hours" },
        Parameter { path: "lever.ID.limit", unit: "share of the contacts of an interval" },
        Parameter { path: "lever.ID.at_most", unit: "contacts a day" },
        Parameter { path: "lever.ID.saves", unit: "share of the handle time" },
        Parameter { path: "lever.ID.price", unit: "money a contact" },
        Parameter { path: "lever.ID.fixed", unit: "money, once" },
    ],
    boundary: "Contacts count by the forecast, before other levers move them.",
    bend: None,
};

impl Rule for Participation {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, sheet: &mut Sheet) {
        for (index, lever) in of_kind(case, CARD.id) {
            let most = |service: usize, interval: usize| lever.limit * case.model.services[service].volume[interval];
            let helped = cells(sheet, CARD.id, index, &lever.from, Effect::Helped, &most);
            for cell in &helped {
                let saved = lever.saves * case.model.services[cell.of].handle;
                *sheet.shifted.minutes.entry((cell.of, cell.interval)).or_default() -= saved * cell.pulled;
            }
            at_most_a_day(case, sheet, CARD.id, (index, lever), &helped);
            pay(case, sheet, CARD.id, (index, &account(lever)), &helped, lever.price.major());
            let volume: f64 = lever.from.iter().map(|place| case.volume_of(place)).sum();
            pay_once(sheet, CARD.id, (index, lever), &helped, lever.limit * volume);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &Facts, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let helps = |effect: Effect| match effect {
                Effect::Helped(service) => Some(service),
                _ => None,
            };
            found.only(findings, "contacts", |pull| {
                helps(pull.effect).is_some_and(|service| lies_in(&lever.from, service, pull.interval))
            });
            found.up_to(findings, "contacts", |pull| {
                helps(pull.effect).map(|service| lever.limit * case.model.services[service].volume[pull.interval])
            });
            found.at_most_a_day(findings, "contacts", |pull| helps(pull.effect).is_some());
            found.charge(findings, lever.price, 1, |pull| helps(pull.effect).map(|_| 1), 1);
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} lets {:.2} {} help beyond its limit, or where they may not; ask fewer",
            breach.subject, breach.amount, breach.unit
        )
    }
}
