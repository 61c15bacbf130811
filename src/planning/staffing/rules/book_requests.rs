//! Every request is seen on some day, or shown as unmet.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::{VisitColumn, appointment_services};
use base::money::Rate;
use base::tolerance::VISITS;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct BookRequests;

/// What people need to know.
pub static CARD: Card = Card {
    id: "book_requests",
    title: "Every request is seen on some day, or shown as unmet",
    meaning: "The waiting list is carried from day to day: requests of a class that want a day are seen on it or later, or \
              still wait when the plan ends. Each working day of delay costs its price on the account price.delay; who still \
              waits at the end, beyond what may, costs the price of an unmet request on price.unmet; each visit that takes \
              place earns its revenue, which stands below zero on the account revenue, and each booking costs its reminders on \
              the account booking.",
    parameters: &[
        Parameter::elsewhere("service.ID", "demand", "requests, when they are made"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.share", "share of the requests"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.lead", "shares by working days ahead"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.unmet", "money a contact"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.delay", "money a day"),
        Parameter::elsewhere("service.ID", "backlog", "requests at the start and the end"),
        Parameter::elsewhere("service.ID", "revenue", "money a contact"),
        Parameter::elsewhere("service.ID", "per_booking", "money a contact"),
    ],
    boundary: "Days are working days of the service; who asks on another day wants the next one. Requests that want a day \
               after the plan stand for those who asked before it. The delay of who still waits is counted to the end.",
    bend: None,
};

impl StaffingRule for BookRequests {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&case.model.calendar).len();
            let about = RowSubject::all(ModelEntity::Service(service));
            let [mut delay, mut unmet, mut earned, mut made]: [Expression; 4] =
                std::array::from_fn(|_| Expression::default());
            for (class, urgency) in booking.classes.iter().enumerate() {
                let mut waiting = Expression::default();
                for (lead, wanted) in terms.wanted(&case.model.calendar, class).into_iter().enumerate() {
                    for (day, requests) in wanted.into_iter().enumerate().filter(|(_, requests)| *requests > 0.0) {
                        let mut all = Expression::default();
                        for seen in (day..days).map(Some).chain([None]) {
                            let amount = builder.writer(CARD.id).amount(requests);
                            builder.slots.visits.push(VisitColumn { service, class, lead, wanted: day, seen, amount });
                            all += amount;
                            delay += urgency.delay.major() * (seen.unwrap_or(days) - day) as f64 * amount;
                            match seen {
                                None => waiting += amount,
                                Some(seen) => {
                                    let ahead = urgency.lead[lead].0 + (seen - day) as u32;
                                    let come = (1.0 - booking.cancelled) * (1.0 - booking.no_show_at(ahead));
                                    earned += -booking.revenue.major() * come * amount;
                                    made += booking.per_booking.major() * amount;
                                }
                            }
                        }
                        builder.writer(CARD.id).define(about, constraint!(all == requests));
                    }
                }
                let left = builder.writer(CARD.id).amount(f64::INFINITY);
                let allowed = urgency.share * booking.backlog_end;
                builder.writer(CARD.id).define(about, constraint!(left >= waiting - allowed));
                unmet += urgency.unmet.major() * left;
            }
            let mut writer = builder.writer(CARD.id);
            writer.pay(accounts::PRICE_DELAY, about, delay);
            writer.pay(accounts::PRICE_UNMET, about, unmet);
            writer.pay(accounts::REVENUE, about, earned);
            writer.pay(accounts::BOOKING, about, made);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut told: BTreeMap<(usize, usize, usize, u32), u64> = BTreeMap::new();
        for visit in &plan.visits {
            *told.entry((visit.service, visit.class, visit.lead, visit.wanted)).or_default() += visit.micro;
            if visit.seen.is_some_and(|seen| seen < visit.wanted) {
                let subject = Subject::of(&model.services[visit.service].id);
                findings.breach(CARD.id, subject, visit.micro as f64 / 1e6, "requests seen before they want it");
            }
        }
        for (service, terms, booking) in appointment_services(case) {
            let subject = || Subject::of(&terms.id);
            let days = terms.working_days(&model.calendar);
            for (class, _) in booking.classes.iter().enumerate() {
                for (lead, wanted) in terms.wanted(&model.calendar, class).into_iter().enumerate() {
                    for (day, requests) in wanted.into_iter().enumerate() {
                        let all = told.remove(&(service, class, lead, day as u32)).unwrap_or(0) as f64 / 1e6;
                        let differ = (all - requests).abs();
                        if differ > VISITS {
                            let on = subject().on(model.calendar.date(i64::from(days[day])));
                            findings.breach(CARD.id, on, differ, "requests lost or made up");
                        }
                    }
                }
            }
            let money = |rate: Rate, amount: f64| rate.of((amount * 1e6).round() as i128, 1_000_000);
            let (mut delay, mut unmet, mut earned, mut made) = (0.0, 0.0, 0.0, 0.0);
            for (class, urgency) in booking.classes.iter().enumerate() {
                let mut left = 0u64;
                for visit in plan.visits_of(service, class) {
                    let amount = visit.micro as f64 / 1e6;
                    let end = visit.seen.unwrap_or(days.len() as u32);
                    let late = end.saturating_sub(visit.wanted);
                    delay += urgency.delay.major() * f64::from(late) * amount;
                    let Some((ahead, _)) = urgency.lead.get(visit.lead) else { continue };
                    match visit.seen {
                        None => left += visit.micro,
                        Some(_) => {
                            let missing =
                                booking.cancelled + (1.0 - booking.cancelled) * booking.no_show_at(ahead + late);
                            earned += (1.0 - missing) * amount;
                            made += amount;
                        }
                    }
                }
                unmet += urgency.unmet.major() * (left as f64 / 1e6 - booking.backlog_end * urgency.share).max(0.0);
            }
            let one = Rate::from_major(1.0);
            findings.charge(CARD.id, accounts::PRICE_DELAY, subject(), money(one, delay));
            findings.charge(CARD.id, accounts::PRICE_UNMET, subject(), money(one, unmet));
            findings.charge(CARD.id, accounts::REVENUE, subject(), -money(booking.revenue, earned));
            findings.charge(CARD.id, accounts::BOOKING, subject(), money(booking.per_booking, made));
        }
        for ((service, ..), micro) in told {
            let subject = Subject::of(&model.services[service].id);
            findings.breach(CARD.id, subject, micro as f64 / 1e6, "requests lost or made up");
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: {:.3} {}; every request is seen once, or waits when the plan ends",
            breach.subject, breach.amount, breach.unit
        )
    }
}
