//! Slots fill the troughs of walk-in demand: the peak of both together has a price.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{Model, ServiceKind};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject, averaging_spans};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct LevelLoad;

/// What people need to know.
pub static CARD: Card = Card {
    id: "level_load",
    title: "Slots fill the troughs of walk-in demand: the peak of both together has a price",
    meaning: "The combined load of an interval is the load of all queues, in heads that are busy, and the slots under way. \
              Its largest value in each span costs the price of the level for each head, on the account price.level, so that \
              slots move to hours in which few walk in.",
    parameters: &[
        Parameter::elsewhere("slots", "level.price", "money a day, for each head of the peak"),
        Parameter::elsewhere("slots", "level.over", "day, week or horizon"),
    ],
    boundary: "Intervals in which any service is open. A week cut by the edge of the plan counts as one. The price is paid once \
               for each span, however long.",
    bend: None,
};

impl StaffingRule for LevelLoad {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let Some(level) = case.model.slots.level else { return };
        let mut loads: Vec<Expression> = vec![Expression::default(); case.model.calendar.intervals()];
        for (service, need) in case.model.services.iter().zip(&case.requirements) {
            if matches!(service.kind, ServiceKind::Queue(_)) {
                loads.iter_mut().zip(&need.load).for_each(|(all, load)| *all += *load);
            }
        }
        for opened in &builder.slots.columns {
            loads[opened.from..opened.until].iter_mut().for_each(|load| *load += opened.count);
        }
        for (day, span) in averaging_spans(&case.model, level.over, |interval| is_open(&case.model, interval)) {
            let about = RowSubject::day(ModelEntity::Plan, day);
            let mut writer = builder.writer(CARD.id);
            let peak = writer.amount(f64::INFINITY);
            for interval in span {
                writer.define(about, constraint!(peak >= loads[interval].clone()));
            }
            writer.pay(accounts::PRICE_LEVEL, about, level.price.major() * peak);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let Some(level) = model.slots.level else { return };
        let load = combined(case, plan);
        for (day, span) in averaging_spans(model, level.over, |interval| is_open(model, interval)) {
            let peak = span.into_iter().map(|interval| load[interval]).fold(0.0, f64::max);
            let due = level.price.of((peak * 1e6).round() as i128, 1_000_000);
            let subject = Subject::of("plan").on(model.calendar.date(i64::from(day)));
            findings.charge(CARD.id, accounts::PRICE_LEVEL, subject, due);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{}: {:.2} {} above the level; move slots to quieter hours", breach.subject, breach.amount, breach.unit)
    }
}

/// Heads that are busy in each interval: the load of all queues, and slots under way.
pub fn combined(case: &Case, plan: &StaffingPlan) -> Vec<f64> {
    let model = &case.model;
    let width = i64::from(model.calendar.interval);
    let mut load = vec![0.0; model.calendar.intervals()];
    for (index, service) in model.services.iter().enumerate() {
        let queue = matches!(service.kind, ServiceKind::Queue(_));
        load.iter_mut().zip(&case.requirements[index].load).for_each(|(all, of)| *all += if queue { *of } else { 0.0 });
    }
    for slot in &plan.slots {
        let length = model.services[slot.service].booking().map_or(0, |booking| i64::from(booking.length));
        for minute in (slot.start..slot.start + length).step_by(width as usize) {
            if let Some(load) = load.get_mut((minute / width) as usize) {
                *load += 1.0;
            }
        }
    }
    load
}

/// True if any service is open.
pub fn is_open(model: &Model, interval: usize) -> bool {
    model.services.iter().any(|service| service.open[interval])
}
