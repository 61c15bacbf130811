//! A part of the volume goes to another service or out of the house, and some of it comes back.

use super::judging::{found, leaves, lies_in};
use super::writing::{at_most_a_day, leaving, of_kind, pay_for_contacts};
use crate::effects::displacement::arrivals_elsewhere;
use crate::model::Case;
use crate::model::{Lever, Model};
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct Substitute;

/// What people need to know.
pub static CARD: Card = Card {
    id: "substitute",
    title: "D3: a part of the contacts goes to another service or channel; some come back",
    meaning: "Of the contacts of `from` up to `limit` use the service of `to` instead, or, where `to` is left out, something \
              that needs none of our people (a machine, a page). The share `back` is not helped there and comes to the \
              first service `after` that time. Each that leaves costs its price on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "service, days and hours"),
        Parameter::elsewhere("lever.ID", "to", "another service"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of an interval"),
        Parameter::elsewhere("lever.ID", "at_most", "contacts a day"),
        Parameter::elsewhere("lever.ID", "back", "share of those who leave"),
        Parameter::elsewhere("lever.ID", "after", "time until they come back"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Contacts arrive in the same interval, or when the other service opens next; so do those who come back. Who would \
               arrive after the plan does not leave; in a plan that repeats they arrive at its begin.",
    bend: None,
};

impl StaffingRule for Substitute {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let ways = |service: usize, at: usize| {
                (landing(&case.model, lever, at), returning(&case.model, lever, service, at))
            };
            let mut lever = lever.clone();
            for place in &mut lever.from {
                place.intervals.retain(|&at| {
                    let (there, again) = ways(place.service, at);
                    (lever.to.is_empty() || there.is_some()) && (lever.back == 0.0 || again.is_some())
                });
            }
            let left = leaving(case, builder, CARD.id, (index, &lever));
            for cell in &left {
                let (there, again) = ways(cell.of, cell.interval);
                if let Some(place) = there {
                    *builder.lever_effects.contacts.entry(place).or_default() += cell.amount;
                }
                if let Some(at) = again.filter(|_| lever.back > 0.0) {
                    *builder.lever_effects.contacts.entry((cell.of, at)).or_default() += lever.back * cell.amount;
                }
            }
            at_most_a_day(case, builder, CARD.id, (index, &lever), &left);
            pay_for_contacts(case, builder, CARD.id, (index, &lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.only(findings, "contacts", |setting| match setting.effect {
                LeverEffect::Out(service) => {
                    // Everybody must arrive: at the other service, and again here if some come back.
                    let wanted = usize::from(!lever.to.is_empty()) + usize::from(lever.back > 0.0);
                    lies_in(&lever.from, service, setting.interval)
                        && arrivals_elsewhere(&case.model, lever, service, setting.interval).len() == wanted
                }
                _ => false,
            });
            found.up_to_its_part(findings, leaves);
            found.at_most_a_day(findings, "contacts", |setting| leaves(setting).is_some());
            found.charge_contacts(findings, leaves);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} sends away {:.2} {} beyond its limit, or that arrive nowhere; send fewer, or where the other service opens",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// Where those arrive who leave in an interval, for the program.
fn landing(model: &Model, lever: &Lever, at: usize) -> Option<(usize, usize)> {
    let place = lever.to.first()?;
    let later = place.intervals.iter().copied().find(|&interval| interval >= at);
    let again = place.intervals.first().copied().filter(|_| model.calendar.wrap);
    later.or(again).map(|interval| (place.service, interval))
}

/// When those come back whom the other way did not help, for the program.
fn returning(model: &Model, lever: &Lever, service: usize, at: usize) -> Option<usize> {
    let end = model.calendar.intervals();
    let from = at + lever.later as usize;
    let open = &model.services[service].open;
    let found = (from..from + end).find(|interval| open[interval % end])?;
    (found < end || model.calendar.wrap).then_some(found % end)
}
