//! At the peak optional tasks are left for later.

use super::judging::{found, lies_in};
use super::writing::{account, balanced, by_day, cells, of_kind, pay, pay_once};
use crate::model::Case;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct PeakRoutine;

/// What people need to know.
pub static CARD: Card = Card {
    id: "peak_routine",
    title: "S4: in peak intervals optional tasks wait; the postponed minutes come back later",
    meaning: "In the intervals of `from` up to the share `saves` of the work of each contact is left: filing, courtesy, a \
              second look. The share `back` of these minutes (all of them where nothing is said) is made up for in the \
              intervals of `to` on the same date, as work of the same service. Each minute left costs its price on the \
              account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "to", "days and hours of the same service"),
        Parameter::elsewhere("lever.ID", "saves", "share of the handle time"),
        Parameter::elsewhere("lever.ID", "back", "share of the minutes left"),
        Parameter::elsewhere("lever.ID", "price", "money a minute"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Minutes come back on their date, in no interval more than its own contacts take.",
    bend: None,
};

impl StaffingRule for PeakRoutine {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let work = |service: usize, interval: usize| {
                case.model.services[service].volume[interval] * case.model.services[service].handle
            };
            let most = |service: usize, interval: usize| lever.saves * work(service, interval);
            let put = cells(builder, CARD.id, index, &lever.from, LeverEffect::Put, &most);
            let taken = cells(builder, CARD.id, index, &lever.to, LeverEffect::Taken, &work);
            balanced(builder, CARD.id, index, &by_day(case, &put), &by_day(case, &taken), lever.back);
            pay(case, builder, CARD.id, (index, &account(lever)), &put, lever.price.major());
            let all: f64 = put.iter().map(|cell| most(cell.of, cell.interval)).sum();
            pay_once(builder, CARD.id, (index, lever), &put, all);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.only(findings, "minutes", |setting| match setting.effect {
                LeverEffect::Put(service) => lies_in(&lever.from, service, setting.interval),
                LeverEffect::Taken(service) => lies_in(&lever.to, service, setting.interval),
                _ => false,
            });
            found.up_to(findings, "minutes", |setting| {
                let (service, part) = match setting.effect {
                    LeverEffect::Put(service) => (service, lever.saves),
                    LeverEffect::Taken(service) => (service, 1.0),
                    _ => return None,
                };
                let terms = &case.model.services[service];
                Some(part * terms.volume[setting.interval] * terms.handle)
            });
            let left = found.sums(|setting| match setting.effect {
                LeverEffect::Put(service) => Some((service, found.day(setting.interval))),
                _ => None,
            });
            let back = found.sums(|setting| match setting.effect {
                LeverEffect::Taken(service) => Some((service, found.day(setting.interval))),
                _ => None,
            });
            found.conserved(findings, "minutes", lever.back, &left, &back);
            found.charge(
                findings,
                lever.price,
                1,
                |setting| matches!(setting.effect, LeverEffect::Put(_)).then_some(1),
                1,
            );
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} leaves {:.2} {} beyond what it may, or does not make up for them; leave less, or do it later that day",
            breach.subject, breach.amount, breach.unit
        )
    }
}
