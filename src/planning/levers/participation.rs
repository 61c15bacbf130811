//! Customers do a part of the work themselves.

use super::judging::{found, lies_in};
use super::writing::{at_most_a_day, cells, of_kind, pay_for_contacts};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, LeverSetting, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

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
        Parameter::elsewhere("lever.ID", "at", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of an interval"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day"),
        Parameter::elsewhere("lever.ID", "saves", "share of the handle time"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Contacts count by the forecast, before other levers move them.",
    bend: None,
};

impl StaffingRule for Participation {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let most = |service: usize, interval: usize| lever.limit * case.model.services[service].volume[interval];
            let helped = cells(builder, CARD.id, index, &lever.from, LeverEffect::Helped, &most);
            for cell in &helped {
                let saved = lever.saves * case.model.services[cell.of].handle;
                *builder.lever_effects.minutes.entry((cell.of, cell.interval)).or_default() -= saved * cell.amount;
            }
            at_most_a_day(case, builder, CARD.id, (index, lever), &helped);
            pay_for_contacts(case, builder, CARD.id, (index, lever), &helped);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let helps = |setting: &LeverSetting| match setting.effect {
            LeverEffect::Helped(service) => Some(service),
            _ => None,
        };
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.only(findings, "contacts", |setting| {
                helps(setting).is_some_and(|service| lies_in(&lever.from, service, setting.interval))
            });
            found.up_to_its_part(findings, helps);
            found.at_most_a_day(findings, "contacts", |setting| helps(setting).is_some());
            found.charge_contacts(findings, helps);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} lets {:.2} {} help beyond its limit, or where they may not; ask fewer",
            breach.subject, breach.amount, breach.unit
        )
    }
}
