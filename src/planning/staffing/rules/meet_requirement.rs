//! In every interval the heads that a service needs are on the floor.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::Shortage;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::subject_of_interval;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::HEADS;
use mip::{Expression, Variable, constraint};

/// See [`CARD`].
pub struct MeetRequirement;

/// What people need to know.
pub static CARD: Card = Card {
    id: "meet_requirement",
    title: "In every interval the heads that a service needs are on the floor",
    meaning: "The requirement of an interval is the fewest heads that keep the adequate target, every target that must \
              hold over the interval by itself, the occupancy limit and the minimum. Missing heads are charged for the \
              length of the interval on the account price.shortage, or forbidden.",
    parameters: &[
        Parameter::elsewhere("service.ID", "desired", "target"),
        Parameter::elsewhere("service.ID", "adequate", "target"),
        Parameter::elsewhere("service.ID", "occupancy.max", "share of one"),
        Parameter::elsewhere("service.ID", "minimum", "heads"),
        Parameter::elsewhere("service.ID", "shortage", "money a head-hour, or forbidden"),
    ],
    boundary: "An interval that is open for a part counts whole. Heads are effective heads: after shrinkage, times \
               efficiency.",
    bend: Some(Bend {
        phrase: "accept {amount} head-hours of shortage in {who}",
        unit: "head-hours",
        together: false,
        whole: false,
        in_hours: true,
    }),
};

impl StaffingRule for MeetRequirement {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let calendar = &case.model.calendar;
        let hours = f64::from(calendar.interval) / 60.0;
        for (service, need) in case.requirements.iter().enumerate() {
            let mut missing = vec![Expression::default(); calendar.days as usize];
            for (interval, &floor) in need.minimum.iter().enumerate() {
                let about = RowSubject::interval(ModelEntity::Service(service), interval);
                if let Some(floors) = moving_floors(case, builder, service, interval) {
                    let short = short_of(case, builder, service, interval, &floors);
                    if let (Shortage::Priced(price), Some(short)) = (case.model.services[service].shortage, short) {
                        builder.short.insert((service, interval), short);
                        missing[calendar.day_of_interval(interval) as usize] += price.major() * hours * short;
                    }
                    continue;
                }
                if floor == 0 {
                    continue;
                }
                let supply = builder.supply[&(service, interval)];
                match case.model.services[service].shortage {
                    Shortage::Forbidden => {
                        builder.writer(CARD.id).promise(about, constraint!(supply >= f64::from(floor)));
                    }
                    Shortage::Priced(price) => {
                        let short = builder.writer(CARD.id).amount(f64::from(floor));
                        builder.short.insert((service, interval), short);
                        builder.writer(CARD.id).define(about, constraint!(supply + short >= f64::from(floor)));
                        missing[calendar.day_of_interval(interval) as usize] += price.major() * hours * short;
                    }
                }
            }
            for (day, due) in missing.into_iter().enumerate() {
                builder.writer(CARD.id).pay(
                    accounts::PRICE_SHORTAGE,
                    RowSubject::day(ModelEntity::Service(service), day as u32),
                    due,
                );
            }
        }
    }

    fn judge(&self, case: &Case, _plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for (service, (terms, need)) in case.model.services.iter().zip(&case.requirements).enumerate() {
            let short =
                |interval: usize| (f64::from(need.minimum[interval]) - coverage.supply[service][interval]).max(0.0);
            let Shortage::Priced(price) = terms.shortage else {
                for interval in (0..calendar.intervals()).filter(|&interval| short(interval) > HEADS) {
                    let subject = subject_of_interval(Subject::of(&terms.id), &case.model, interval);
                    findings.breach(CARD.id, subject, short(interval), "heads");
                }
                continue;
            };
            for day in 0..calendar.days {
                let of_day = (0..calendar.intervals()).filter(|&interval| calendar.day_of_interval(interval) == day);
                let micro_heads: i128 = of_day.map(|interval| (short(interval) * 1e6).round() as i128).sum();
                let amount = price.of(micro_heads * i128::from(calendar.interval), 60_000_000);
                let subject = Subject::of(&terms.id).on(calendar.date(i64::from(day)));
                findings.charge(CARD.id, accounts::PRICE_SHORTAGE, subject, amount);
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} lacks {:.2} heads; add people there, price the shortage, or lower the promise",
            breach.subject, breach.amount
        )
    }
}

/// The heads that must be there where levers move volume or work: a whole number that carries the load, and what steep
/// curves ask for. `None` where no lever reaches.
///
/// Heads carry load with growing ease (each further one carries more), so the line through what `heads` and one more carry
/// never promises too much for any whole number; it is exact around the load for which it was drawn.
fn moving_floors(
    case: &Case,
    builder: &mut StaffingBuilder,
    service: usize,
    interval: usize,
) -> Option<Vec<Expression>> {
    let point = case.requirements[service].linearisations.get(interval).copied().flatten()?;
    let (terms, length) = (&case.model.services[service], f64::from(case.model.calendar.interval));
    let least = f64::from(terms.minimum);
    let mut floors = vec![Expression::from(least)];
    let ratio = builder.volume_against(case, service, interval, point.contacts);
    if point.marginal_capacity > 0.0 {
        let minutes = builder.lever_effects.minutes.get(&(service, interval)).cloned().unwrap_or_default();
        let load = point.load * ratio.clone() + (minutes - point.minutes * ratio.clone()) / length;
        let about = RowSubject::interval(ModelEntity::Service(service), interval);
        let mut writer = builder.writer(CARD.id);
        let heads = writer.whole(terms.minimum, MOST_HEADS);
        let from = f64::from(point.heads);
        writer.define(about, constraint!(load <= point.capacity + point.marginal_capacity * (heads - from)));
        floors = vec![heads.into()];
    }
    if point.least_heads > 0 {
        floors.push(f64::from(point.least_heads) * ratio);
    }
    Some(floors)
}

/// More heads than any interval of a program asks for.
const MOST_HEADS: u32 = 1_000_000;

/// Rows that keep the supply above every floor, or a column for what it may fall short.
fn short_of(
    case: &Case,
    builder: &mut StaffingBuilder,
    service: usize,
    interval: usize,
    floors: &[Expression],
) -> Option<Variable> {
    let about = RowSubject::interval(ModelEntity::Service(service), interval);
    let supply = builder.supply[&(service, interval)];
    let mut writer = builder.writer(CARD.id);
    match case.model.services[service].shortage {
        Shortage::Forbidden => {
            for floor in floors {
                writer.promise(about, constraint!(supply >= floor.clone()));
            }
            None
        }
        Shortage::Priced(_) => {
            let short = writer.amount(f64::INFINITY);
            for floor in floors {
                writer.define(about, constraint!(supply + short >= floor.clone()));
            }
            Some(short)
        }
    }
}
