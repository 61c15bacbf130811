//! Room is held back for urgent requests of the day, until it is released.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::appointment_services;
use base::tolerance::VISITS;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct HoldSlots;

/// What people need to know.
pub static CARD: Card = Card {
    id: "hold_slots",
    title: "Room is held back for urgent requests of the day, until it is released",
    meaning: "Requests of a class with `hold` that are seen on the day they want take slots that are held back for them, if they \
              are made before the release. Their number is random (Poisson), so with so many slots on average only the expected \
              lesser of the two is seen; each further slot helps less than the one before. A held slot begins at or after its \
              release.",
    parameters: &[
        Parameter::elsewhere("service.ID", "requests.URGENCY.hold.days_before", "working days"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.hold.at", "time of day"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.hold.refill", "share of released slots that others take"),
    ],
    boundary: "Who is not seen on the day joins those who book ahead. A slot that begins when it is released may be held.",
    bend: None,
};

impl StaffingRule for HoldSlots {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&case.model.calendar);
            for (class, urgency) in booking.classes.iter().enumerate() {
                let Some(hold) = urgency.hold else { continue };
                let wanted = terms.wanted(&case.model.calendar, class);
                let before = terms.asked_before(&case.model.calendar, &hold);
                let asking = |day: usize| before[day] * wanted.iter().map(|of_lead| of_lead[day]).sum::<f64>();
                for (rank, &day) in days.iter().enumerate() {
                    let about = RowSubject::day(ModelEntity::Service(service), day);
                    let releasable = |start: u32| hold.days_before > 0 || start >= hold.at;
                    let able: Expression = builder
                        .slots
                        .on(service, day)
                        .filter(|opened| releasable(opened.start))
                        .map(|opened| opened.count)
                        .sum();
                    let held = builder.writer(CARD.id).whole(0, MOST_HELD);
                    let others: Expression = builder
                        .slots
                        .held
                        .range((service, 0, 0)..(service, class, 0))
                        .filter(|((.., of), _)| *of == rank)
                        .map(|(_, &other)| other)
                        .sum();
                    builder.slots.held.insert((service, class, rank), held);
                    builder.writer(CARD.id).define(about, constraint!(held + others <= able));
                    let come = asking(rank) * (1.0 - booking.cancelled);
                    let today: Expression = builder
                        .slots
                        .visits
                        .iter()
                        .filter(|seen| (seen.service, seen.class) == (service, class))
                        .filter(|seen| seen.wanted == rank && seen.seen == Some(rank))
                        .map(|seen| (1.0 - booking.cancelled) * seen.amount)
                        .sum();
                    // One more slot beyond `slots` is taken if more than that many ask.
                    let (mut taken, mut none, mut above) = (0.0, (-come).exp(), 1.0);
                    for slots in 0..MOST_HELD {
                        above -= none;
                        let line = taken + above.max(0.0) * (held - f64::from(slots));
                        builder.writer(CARD.id).define(about, constraint!(today.clone() <= line));
                        taken += above.max(0.0);
                        none *= come / f64::from(slots + 1);
                        if above < NEVER {
                            break;
                        }
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut held: BTreeMap<(usize, usize, u32), u32> = BTreeMap::new();
        for slot in &plan.slots {
            let Some(class) = slot.held else { continue };
            let terms = &model.services[slot.service];
            let subject = Subject::of(&terms.id).on(model.calendar.date(i64::from(slot.day)));
            let hold = terms.booking().and_then(|booking| booking.classes.get(class)?.hold);
            let clock = slot.start - model.calendar.minute(i64::from(slot.day), 0);
            match hold {
                None => findings.breach(CARD.id, subject, 1.0, "slots held back for nobody"),
                Some(hold) if hold.days_before == 0 && clock < i64::from(hold.at) => {
                    findings.breach(CARD.id, subject, 1.0, "slots that begin before they are released");
                }
                Some(_) => *held.entry((slot.service, class, slot.day)).or_default() += 1,
            }
        }
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&model.calendar);
            for (class, urgency) in booking.classes.iter().enumerate() {
                let Some(hold) = urgency.hold else { continue };
                let before = terms.asked_before(&model.calendar, &hold);
                let mut asking = vec![0.0; days.len()];
                for of_lead in terms.wanted(&model.calendar, class) {
                    asking.iter_mut().zip(of_lead).for_each(|(all, requests)| *all += requests);
                }
                for (rank, &day) in days.iter().enumerate() {
                    let of_day = plan.visits_of(service, class);
                    let today = of_day.filter(|visit| visit.wanted == rank as u32 && visit.seen == Some(rank as u32));
                    let today = today.map(|visit| visit.micro as f64 / 1e6).sum::<f64>() * (1.0 - booking.cancelled);
                    let slots = held.get(&(service, class, day)).copied().unwrap_or(0);
                    let beyond = today - lesser(asking[rank] * before[rank] * (1.0 - booking.cancelled), slots);
                    if beyond > VISITS {
                        let subject = Subject::of(&terms.id).on(model.calendar.date(i64::from(day)));
                        findings.breach(CARD.id, subject, beyond, "urgent visits without room held back");
                    }
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{}: {:.2} {}; hold more slots back, or release them later", breach.subject, breach.amount, breach.unit)
    }
}

/// More slots than a day ever holds back for one class.
const MOST_HELD: u32 = 500;

/// A further slot that is taken less often than this is worth nothing.
const NEVER: f64 = 0.000_1;

/// The expected lesser of a Poisson number and a number of slots: as many terms as there are slots, and the rest.
fn lesser(mean: f64, slots: u32) -> f64 {
    let (mut sum, mut exactly, mut below) = (0.0, (-mean).exp(), 0.0);
    for number in 0..slots {
        sum += f64::from(number) * exactly;
        below += exactly;
        exactly *= mean / f64::from(number + 1);
    }
    sum + f64::from(slots) * (1.0 - below)
}
