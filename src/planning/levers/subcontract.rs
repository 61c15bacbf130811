//! Suppliers take contacts, or send people for some hours.

use super::judging::{found, lies_in, units};
use super::writing::{
    LeverColumn, account, at_most_a_day, by_day, cells, leaving, of_kind, pay, pay_for_contacts, pay_once, sum,
};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::PULL;
use mip::constraint;

/// See [`CARD`].
pub struct Subcontract;

/// What people need to know.
pub static CARD: Card = Card {
    id: accounts::SUBCONTRACT,
    title: "S3: suppliers take contacts, or send people by the hour, at a price",
    meaning: "With a price for a contact, a supplier takes up to `limit` of the contacts of `from`, at most `at_most` a day, \
              and on a day on which it takes any at least `at_least`. Where the supplier's own share `answered` in time is \
              given, its contacts count towards our promise with that share; otherwise they leave it. With a price for a \
              head-hour the supplier sends up to `at_most` heads to the service of `from`. The account is subcontract.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of an interval"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day, or heads at once"),
        Parameter::elsewhere("lever.ID", "at_least", "contacts on a day on which it is used"),
        Parameter::elsewhere("lever.ID", "answered", "share that the supplier answers in time"),
        Parameter::elsewhere("lever.ID", "notice", "time from the begin of the plan"),
        Parameter::elsewhere("lever.ID", "price", "money a contact or a head-hour"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Within the time of notice from the begin of the plan nothing can be ordered. A contact is taken in the interval \
               in which it arrives.",
    bend: None,
};

impl StaffingRule for Subcontract {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            if lever.hourly {
                let most = lever.at_most.unwrap_or(0.0);
                let hired = cells(builder, CARD.id, index, &lever.from, LeverEffect::Hired, &|_, _| most);
                let hours = f64::from(case.model.calendar.interval) / 60.0;
                pay(case, builder, CARD.id, (index, &account(lever)), &hired, lever.price.major() * hours);
                pay_once(builder, CARD.id, (index, lever), &hired, most * hired.len() as f64);
                continue;
            }
            let left = leaving(case, builder, CARD.id, (index, lever));
            at_most_a_day(case, builder, CARD.id, (index, lever), &left);
            if let Some(answered) = lever.answered {
                for cell in &left {
                    let (sent, in_time) = builder.lever_effects.sent.entry((cell.of, cell.interval)).or_default();
                    *sent += cell.amount;
                    *in_time += answered * cell.amount;
                }
            }
            if let Some(least) = lever.at_least.filter(|_| builder.settings_are_free()) {
                for ((_, day), cells) in by_day(case, &left) {
                    let about = RowSubject::day(ModelEntity::Lever(index), day);
                    let mut writer = builder.writer(CARD.id);
                    let used = writer.whole(0, 1);
                    let there = |cell: &LeverColumn| lever.limit * case.model.services[cell.of].volume[cell.interval];
                    let most: f64 = cells.iter().map(there).sum();
                    writer.define(about, constraint!(sum(&cells) <= most * used));
                    writer.define(about, constraint!(sum(&cells) >= least * used));
                    builder.integer_settings.push(used);
                }
            }
            pay_for_contacts(case, builder, CARD.id, (index, lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let by_the_hour = lever.hourly;
            let counts = |effect: LeverEffect| match effect {
                LeverEffect::Out(service) if !by_the_hour => Some(service),
                LeverEffect::Hired(service) if by_the_hour => Some(service),
                _ => None,
            };
            found.only(findings, "contacts or heads", |setting| {
                counts(setting.effect).is_some_and(|service| lies_in(&lever.from, service, setting.interval))
            });
            found.up_to(findings, "contacts or heads", |setting| match by_the_hour {
                true => lever.at_most,
                false => counts(setting.effect)
                    .map(|service| lever.limit * case.model.services[service].volume[setting.interval]),
            });
            if by_the_hour {
                let minutes = i128::from(case.model.calendar.interval);
                found.charge(findings, lever.price, 1, |setting| counts(setting.effect).map(|_| minutes), 60);
            } else {
                found.at_most_a_day(findings, "contacts", |setting| counts(setting.effect).is_some());
                let days =
                    found.sums(|setting| counts(setting.effect).map(|service| (service, found.day(setting.interval))));
                for (micro, lever_settings) in days.into_values() {
                    let lacking = lever.at_least.unwrap_or(0.0) - units(micro);
                    if lacking > PULL * lever_settings as f64 {
                        found.breach(findings, lacking, "contacts");
                    }
                }
                found.charge(findings, lever.price, 1, |setting| counts(setting.effect).map(|_| 1), 1);
            }
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} is given {:.2} {} more than it takes, fewer than it wants, or within its notice",
            breach.subject, breach.amount, breach.unit
        )
    }
}
