//! People, rooms or equipment are borrowed from another site, or lent to it.

use super::judging::{found, units};
use super::writing::{LeverColumn, account, of_kind, pay_once};
use crate::model::Case;
use crate::model::Lever;
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::money::Rate;
use mip::Expression;
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct ShareLever;

/// What people need to know.
pub static CARD: Card = Card {
    id: "share",
    title: "S6: people, rooms or equipment are borrowed from another site, or lent to it, by the hour",
    meaning: "In each window of `at` whole people join a team (with `price`) or leave it for others (with `earns`), at most \
              `at_most` at once, for the whole window. With `resources` it is rooms, counters or devices that come or go. \
              Borrowed people are worth what the team's are, and are there in person. Their hours are paid for, or earn, \
              on the account lever.ID.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "teams", "ids of teams"),
        Parameter::elsewhere("lever.ID", "resources", "ids of resources, in the place of teams"),
        Parameter::elsewhere("lever.ID", "at", "days and hours"),
        Parameter::elsewhere("lever.ID", "at_most", "heads, or things, at once"),
        Parameter::elsewhere("lever.ID", "price", "money a head-hour; for resources an hour (h)"),
        Parameter::elsewhere("lever.ID", "earns", "money a head-hour; for resources an hour (h)"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "A window through midnight is two, one on each date. Lent people are still paid by us.",
    bend: None,
};

impl StaffingRule for ShareLever {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let most = lever.at_most.unwrap_or(0.0);
            let lends = lever.earns.0 > 0;
            let (sign, rate) = if lends { (-1.0, -lever.earns.major()) } else { (1.0, lever.price.major()) };
            let mut cells = Vec::new();
            let mut due: BTreeMap<u32, Expression> = BTreeMap::new();
            for (of, effect) in shared(lever) {
                for block in &lever.blocks {
                    let amount = builder.lever_setting(CARD.id, (index, effect, block.from), most, true);
                    let hours = (block.until - block.from) as f64 * f64::from(case.model.calendar.interval) / 60.0;
                    *due.entry(block.day).or_default() += rate * hours * amount;
                    let moved = match effect {
                        LeverEffect::Borrowed(_) | LeverEffect::Lent(_) => &mut builder.lever_effects.joined,
                        _ => &mut builder.lever_effects.things,
                    };
                    for interval in block.from..block.until {
                        *moved.entry((of, interval)).or_default() += sign * amount;
                    }
                    cells.push(LeverColumn { of, interval: block.from, amount });
                }
            }
            for (day, due) in due {
                let about = RowSubject::day(ModelEntity::Lever(index), day);
                match lends {
                    true => builder.writer(CARD.id).pay(account(lever), about, due),
                    false => builder.pay_for_lever(CARD.id, account(lever), about, due),
                }
            }
            pay_once(builder, CARD.id, (index, lever), &cells, most * cells.len() as f64);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let length = i128::from(case.model.calendar.interval);
            let block_of = |at: usize| lever.blocks.iter().find(|block| block.from == at);
            found.only(findings, "heads or things", |setting| {
                let (of, all, right) = match setting.effect {
                    LeverEffect::Lent(team) => (team, &lever.teams, lever.earns.0 > 0),
                    LeverEffect::Borrowed(team) => (team, &lever.teams, lever.earns.0 == 0),
                    LeverEffect::ThingsLent(resource) => (resource, &lever.resources, lever.earns.0 > 0),
                    LeverEffect::ThingsBorrowed(resource) => (resource, &lever.resources, lever.earns.0 == 0),
                    _ => return false,
                };
                let whole = setting.micro % 1_000_000 == 0 && units(setting.micro) <= lever.at_most.unwrap_or(0.0);
                right && whole && all.contains(&of) && block_of(setting.interval).is_some()
            });
            let mut days: BTreeMap<u32, i128> = BTreeMap::new();
            for setting in found.lever_settings.iter().filter(|setting| setting.effect != LeverEffect::On) {
                let Some(block) = block_of(setting.interval) else { continue };
                let minutes = (block.until - block.from) as i128 * length;
                *days.entry(block.day).or_default() += minutes * i128::from(setting.micro);
            }
            let rate = if lever.earns.0 > 0 { Rate(-lever.earns.0) } else { lever.price };
            for (day, minutes) in days {
                found.charge_on(findings, day, rate.of(minutes, 60_000_000));
            }
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} borrows or lends {:.2} {} beyond what it may, in parts, or in other hours; keep to whole ones and its windows",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// The teams and resources of a lever, with what it does to each.
fn shared(lever: &Lever) -> Vec<(usize, LeverEffect)> {
    let lends = lever.earns.0 > 0;
    let team = |&team: &usize| (team, if lends { LeverEffect::Lent(team) } else { LeverEffect::Borrowed(team) });
    let thing = |&of: &usize| (of, if lends { LeverEffect::ThingsLent(of) } else { LeverEffect::ThingsBorrowed(of) });
    lever.teams.iter().map(team).chain(lever.resources.iter().map(thing)).collect()
}
