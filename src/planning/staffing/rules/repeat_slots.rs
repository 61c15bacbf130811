//! Days of the week that shall be alike have the same slots.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{Model, Service};
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::{appointment_services, slot_starts};
use chrono::{Datelike, Weekday};
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct RepeatSlots;

/// What people need to know.
pub static CARD: Card = Card {
    id: "repeat_slots",
    title: "Days of the week that shall be alike have the same slots",
    meaning: "Days of one group of `slots.repeat` have as many slots of each service and team at each time as the day of the \
              group before it, week after week: a template that people can learn. So do second places and slots held back.",
    parameters: &[Parameter::elsewhere("slots", "repeat", "list of days of the week, one entry for each group")],
    boundary: "Only times at which the service is open on both days count. Groups go on over weeks; the first day of a group \
               has no day before it.",
    bend: None,
};

impl StaffingRule for RepeatSlots {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&case.model.calendar);
            let mut open: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (day, start, _) in slot_starts(&case.model.calendar, terms, booking) {
                open.entry(day).or_default().push(start);
            }
            for (day, next) in pairs(&case.model, &days) {
                let about = RowSubject::day(ModelEntity::Service(service), next);
                let both = |start: &u32| open.get(&day).is_some_and(|other| other.contains(start));
                let [these, those] = [day, next].map(|day| builder.slots.starts_on(service, day));
                for &start in open.get(&next).into_iter().flatten().filter(|start| both(start)) {
                    for team in 0..case.model.teams.len() {
                        let at = |all: &BTreeMap<(u32, usize), Expression>| all.get(&(start, team)).cloned();
                        if at(&these).is_none() && at(&those).is_none() {
                            continue;
                        }
                        let differ = at(&these).unwrap_or_default() - at(&those).unwrap_or_default();
                        builder.writer(CARD.id).define(about, constraint!(differ == 0.0));
                        let place = |day: u32| builder.slots.extra.get(&(service, day, start, team)).copied();
                        if let (Some(one), Some(other)) = (place(day), place(next)) {
                            builder.writer(CARD.id).define(about, constraint!(one == other));
                        }
                    }
                }
                for class in 0..booking.classes.len() {
                    let rank = |day: u32| days.iter().position(|&known| known == day);
                    let held = |day: u32| builder.slots.held.get(&(service, class, rank(day)?)).copied();
                    if let (Some(one), Some(other)) = (held(day), held(next)) {
                        builder.writer(CARD.id).define(about, constraint!(one == other));
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut counts: BTreeMap<(usize, u32, i64, usize), i64> = BTreeMap::new();
        for slot in &plan.slots {
            let clock = slot.start - model.calendar.minute(i64::from(slot.day), 0);
            // A second place differs from a second slot.
            *counts.entry((slot.service, slot.day, clock, slot.team)).or_default() += 1_000 + i64::from(slot.extra);
        }
        for (service, terms) in model.services.iter().enumerate().filter(|(_, terms)| terms.booking().is_some()) {
            let mut before: BTreeMap<usize, u32> = BTreeMap::new();
            for day in terms.working_days(&model.calendar) {
                let weekday = model.calendar.date(i64::from(day)).weekday();
                let Some(group) = model.slots.repeat.iter().position(|days| days.contains(&weekday)) else { continue };
                let Some(earlier) = before.insert(group, day) else { continue };
                for clock in 0..1440 {
                    if !(begins(model, terms, earlier, clock) && begins(model, terms, day, clock)) {
                        continue;
                    }
                    for team in 0..model.teams.len() {
                        let at = |day: u32| counts.get(&(service, day, clock, team)).copied().unwrap_or(0);
                        let differ = (at(earlier) - at(day)).abs();
                        if differ > 0 {
                            let subject = Subject::of(&terms.id)
                                .on(model.calendar.date(i64::from(day)))
                                .at(model.calendar.stamp(model.calendar.minute(i64::from(day), clock as u32)));
                            findings.breach(CARD.id, subject, (differ as f64 / 1_000.0).ceil(), "slots");
                        }
                    }
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} differs by {:.0} {} from the day before it in its group; let both days be the same",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// Each working day of a group with the one before it.
fn pairs(model: &Model, days: &[u32]) -> Vec<(u32, u32)> {
    let in_group = |group: &[Weekday], day: u32| group.contains(&model.calendar.date(i64::from(day)).weekday());
    let mut pairs = Vec::new();
    for group in &model.slots.repeat {
        let of_group: Vec<u32> = days.iter().copied().filter(|&day| in_group(group, day)).collect();
        pairs.extend(of_group.windows(2).map(|pair| (pair[0], pair[1])));
    }
    pairs
}

/// True if a slot that begins at a time of a day lies in opening hours.
fn begins(model: &Model, terms: &Service, day: u32, clock: i64) -> bool {
    let Some(booking) = terms.booking().filter(|booking| clock % i64::from(booking.every) == 0) else { return false };
    let width = i64::from(model.calendar.interval);
    let start = model.calendar.minute(i64::from(day), clock as u32);
    let open = |minute: i64| terms.open.get((minute / width) as usize).is_some_and(|open| *open);
    start % width == 0 && (start..start + i64::from(booking.length)).step_by(width as usize).all(open)
}
