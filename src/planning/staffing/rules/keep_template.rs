//! A template that is kept is opened as it stands, and nothing beside it.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::appointment_services;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct KeepTemplate;

/// What people need to know.
pub static CARD: Card = Card {
    id: "keep_template",
    title: "A template that is kept is opened as it stands, and nothing beside it",
    meaning: "With `slots.keep_template` every service has at every time exactly the slots, second places and held slots of the \
              template, and a team that it names serves at least its own. So today's book can be judged and priced like any \
              other, and compared.",
    parameters: &[
        Parameter::elsewhere("slots", "keep_template", "true or false"),
        Parameter::elsewhere("slots", "template", "file with type, day, start, team, count, extra, held"),
    ],
    boundary: "Rows for a day of the week hold on every such day of the plan on which the service is open then.",
    bend: None,
};

impl StaffingRule for KeepTemplate {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let rules = &case.model.slots;
        if !rules.keep_template {
            return;
        }
        for (service, terms, booking) in appointment_services(case) {
            for (rank, day) in terms.working_days(&case.model.calendar).into_iter().enumerate() {
                let about = RowSubject::day(ModelEntity::Service(service), day);
                let of_day = || rules.template.iter().filter(|row| (row.service, row.day) == (service, day));
                let mut opened: BTreeMap<u32, (Expression, Expression)> = BTreeMap::new();
                let places = builder.slots.extra.range((service, day, 0, 0)..(service, day + 1, 0, 0)).next().is_some();
                for ((start, team), slots) in builder.slots.starts_on(service, day) {
                    let least: u32 =
                        of_day().filter(|row| row.start == start && row.team == Some(team)).map(|row| row.count).sum();
                    if least > 0 {
                        builder.writer(CARD.id).promise(about, constraint!(slots.clone() >= f64::from(least)));
                    }
                    let entry = opened.entry(start).or_default();
                    entry.0 += slots;
                    if let Some(&extra) = builder.slots.extra.get(&(service, day, start, team)) {
                        entry.1 += extra;
                    }
                }
                // What nobody can serve is a promise that cannot be kept.
                for row in of_day() {
                    opened.entry(row.start).or_default();
                }
                for (start, (slots, extra)) in opened {
                    let count = |of: fn(&crate::model::TemplateSlot) -> u32| -> f64 {
                        f64::from(of_day().filter(|row| row.start == start).map(of).sum::<u32>())
                    };
                    let (wanted, second) = (count(|row| row.count), count(|row| row.extra));
                    let mut writer = builder.writer(CARD.id);
                    writer.promise(about, constraint!(slots == wanted));
                    if second > 0.0 || places {
                        writer.promise(about, constraint!(extra == second));
                    }
                }
                for class in 0..booking.classes.len() {
                    let Some(&held) = builder.slots.held.get(&(service, class, rank)) else { continue };
                    let wanted: u32 = of_day().filter(|row| row.held == Some(class)).map(|row| row.count).sum();
                    builder.writer(CARD.id).promise(about, constraint!(held == f64::from(wanted)));
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        if !model.slots.keep_template {
            return;
        }
        // Slots, second places and held slots, more than the template has.
        let mut beyond: BTreeMap<(usize, u32, i64), [i64; 3]> = BTreeMap::new();
        for slot in &plan.slots {
            let clock = slot.start - model.calendar.minute(i64::from(slot.day), 0);
            let entry = beyond.entry((slot.service, slot.day, clock)).or_default();
            let held = i64::from(slot.held.is_some());
            entry.iter_mut().zip([1, i64::from(slot.extra), held]).for_each(|(all, one)| *all += one);
        }
        for row in &model.slots.template {
            let entry = beyond.entry((row.service, row.day, i64::from(row.start))).or_default();
            let held = if row.held.is_some() { row.count } else { 0 };
            entry.iter_mut().zip([row.count, row.extra, held]).for_each(|(all, one)| *all -= i64::from(one));
        }
        for ((service, day, clock), differ) in beyond {
            let amount: i64 = differ.iter().map(|number| number.abs()).sum();
            if amount > 0 {
                let subject = Subject::of(&model.services[service].id)
                    .on(model.calendar.date(i64::from(day)))
                    .at(model.calendar.stamp(model.calendar.minute(i64::from(day), clock as u32)));
                findings.breach(CARD.id, subject, amount as f64, "slots or places");
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} differs from the template by {:.0} {}; keep it as it is, or set keep_template = false",
            breach.subject, breach.amount, breach.unit
        )
    }
}
