//! No more people serve at once than there are counters, rooms or desks.

use super::super::coverage::PlanCoverage;
use crate::model::Capacity;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::subject_of_interval;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::MICRO_HEAD;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct ShareResources;

/// What people need to know.
pub static CARD: Card = Card {
    id: "share_resources",
    title: "No more people serve at once than there are counters, rooms or desks",
    meaning: "Every head at work for one of the services that use a resource occupies one of it. Heads count as they are, \
              whatever their efficiency. Where the number is a decision, each one costs its price for each day, on the \
              account resource.ID.",
    parameters: &[
        Parameter::elsewhere("resource.ID", "count", "number, or min, max and price for a day"),
        Parameter::elsewhere("resource.ID", "used_by", "ids of services"),
    ],
    boundary: "Averaged over the interval. Every day of the horizon is paid.",
    bend: Some(Bend { phrase: "add {amount} to {who}", unit: "of it", together: true, whole: true, in_hours: false }),
};

impl StaffingRule for ShareResources {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let days = f64::from(case.model.calendar.days);
        for (index, resource) in case.model.resources.iter().enumerate() {
            let count = builder.count(CARD.id, RowSubject::all(ModelEntity::Resource(index)), resource.count);
            if let Capacity::Decided { price, .. } = resource.count {
                let account = accounts::resource(&resource.id);
                builder.writer(CARD.id).pay(
                    account,
                    RowSubject::all(ModelEntity::Resource(index)),
                    price.major() * days * count,
                );
            }
            builder.counts.push(count);
            for interval in 0..case.model.calendar.intervals() {
                let range = (interval, 0, 0)..(interval + 1, 0, 0);
                let serving: Vec<_> = builder
                    .split
                    .range(range)
                    .filter(|((_, service, _), _)| resource.used_by.contains(service))
                    .map(|(_, &heads)| heads)
                    .collect();
                let moved = builder.lever_effects.things.get(&(index, interval)).cloned();
                if !serving.is_empty() || moved.is_some() {
                    let serving: Expression = serving.into_iter().sum();
                    let about = RowSubject::interval(ModelEntity::Resource(index), interval);
                    let there = moved.unwrap_or_default() + count;
                    builder.writer(CARD.id).define(about, constraint!(serving <= there));
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        for (index, resource) in case.model.resources.iter().enumerate() {
            let count = plan.resources[index];
            let (least, most) = match resource.count {
                Capacity::Given(count) => (count, count),
                Capacity::Decided { min, max, .. } => (min, max),
            };
            if !(least..=most).contains(&count) {
                let amount = least.saturating_sub(count) + count.saturating_sub(most);
                findings.breach(CARD.id, Subject::of(&resource.id), f64::from(amount), "of it");
            }
            for interval in 0..case.model.calendar.intervals() {
                let serving: u64 = resource.used_by.iter().map(|&service| coverage.serving[service][interval]).sum();
                // Each share is rounded to a millionth of a head.
                let forgiven = MICRO_HEAD * (1 + plan.heads.len() * resource.used_by.len()) as f64;
                // With what levers borrow, and without what they lend.
                let amount =
                    serving as f64 * MICRO_HEAD - f64::from(count) - coverage.lever_effects.things(index, interval);
                if amount > forgiven {
                    let subject = subject_of_interval(Subject::of(&resource.id), &case.model, interval);
                    findings.breach(CARD.id, subject, amount, "heads");
                }
            }
            if let Capacity::Decided { price, .. } = resource.count {
                let amount = price.of(i128::from(count) * i128::from(case.model.calendar.days), 1);
                findings.charge(CARD.id, &accounts::resource(&resource.id), Subject::of(&resource.id), amount);
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: {:.3} more people serve than it has room for; add one or move work to another hour",
            breach.subject, breach.amount
        )
    }
}
