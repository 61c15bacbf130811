//! Some slots have a second place, where no-shows make it pay.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{Booking, Model, Service};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::appointment_services;
use base::money::Rate;
use base::tolerance::VISITS;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct OverbookSlots;

/// What people need to know.
pub static CARD: Card = Card {
    id: "overbook_slots",
    title: "Some slots have a second place, where no-shows make it pay",
    meaning: "At most the share `overbook` of the slots of a day has a second place. If both come, the second waits for the \
              length of the slot, and so does everybody after them until somebody does not come; if everybody comes, the \
              session ends later by that length. What that is worth on average, for one place alone, is charged on the \
              accounts price.waiting and price.overtime.",
    parameters: &[
        Parameter::elsewhere("service.ID", "overbook", "share of the slots of a day"),
        Parameter::elsewhere("service.ID", "no_show", "share of bookings, by working days ahead"),
        Parameter::elsewhere("service.ID", "waiting", "money an hour of waiting"),
        Parameter::elsewhere("service.ID", "overtime", "money an hour after closing"),
    ],
    boundary: "A template that is kept keeps its second places, however many. A session ends where the opening hours around the slot end. No-shows count as if everybody were seen on the \
               day they want.",
    bend: Some(Bend {
        phrase: "overbook {who} by {amount} more",
        unit: "places",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl StaffingRule for OverbookSlots {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let calendar = &case.model.calendar;
        for (service, terms, booking) in appointment_services(case) {
            if booking.overbook <= 0.0 && case.model.slots.template.iter().all(|slot| slot.extra == 0) {
                continue;
            }
            for day in terms.working_days(calendar) {
                let (mut waiting, mut late) = (Expression::default(), Expression::default());
                for ((start, team), slots) in builder.slots.starts_on(service, day) {
                    let about = RowSubject::day(ModelEntity::Service(service), day);
                    let extra = builder.writer(CARD.id).whole(0, case.model.teams[team].heads.most());
                    builder.slots.extra.insert((service, day, start, team), extra);
                    builder.writer(CARD.id).define(about, constraint!(extra <= slots));
                    let come = 1.0 - booking.usual_no_show();
                    let after = slots_after(&case.model, terms, booking, day, start) as i32;
                    // A geometric series: 1 + come + come^2 + ...
                    let waits =
                        if come < 1.0 { (1.0 - come.powi(after + 1)) / (1.0 - come) } else { f64::from(after + 1) };
                    let hours = f64::from(booking.length) / 60.0;
                    waiting += booking.waiting.major() * hours * come * come * waits * extra;
                    late += booking.overtime.major() * hours * come.powi(after + 2) * extra;
                }
                let about = RowSubject::day(ModelEntity::Service(service), day);
                let (extra, slots) = (builder.slots.extra_on(service, day), builder.slots.slots_on(service, day));
                let mut writer = builder.writer(CARD.id);
                if !case.model.slots.keep_template {
                    writer.promise(about, constraint!(extra <= booking.overbook * slots));
                }
                writer.pay(accounts::PRICE_WAITING, about, waiting);
                writer.pay(accounts::PRICE_OVERTIME, about, late);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut days: BTreeMap<(usize, u32), (u32, u32, f64, f64)> = BTreeMap::new();
        for slot in &plan.slots {
            let terms = &model.services[slot.service];
            let Some(booking) = terms.booking() else { continue };
            let entry = days.entry((slot.service, slot.day)).or_default();
            entry.0 += 1;
            entry.1 += slot.extra;
            let come = 1.0 - booking.usual_no_show();
            let width = i64::from(model.calendar.interval);
            let mut left = 0;
            let mut minute = slot.start + i64::from(booking.length);
            while terms.open.get((minute / width) as usize).is_some_and(|open| *open) {
                left += width;
                minute += width;
            }
            // Both come, and then one after the other until somebody does not.
            let mut delayed = come * come;
            let mut waits = delayed;
            for _ in 0..left / i64::from(booking.length) {
                delayed *= come;
                waits += delayed;
            }
            let minutes = f64::from(slot.extra * booking.length);
            entry.2 += minutes * waits;
            entry.3 += minutes * delayed;
        }
        for ((service, day), (slots, extra, waiting, late)) in days {
            let terms = &model.services[service];
            let Some(booking) = terms.booking() else { continue };
            let subject = Subject::of(&terms.id).on(model.calendar.date(i64::from(day)));
            let allowed = booking.overbook * f64::from(slots);
            if !model.slots.keep_template && f64::from(extra) > allowed + VISITS {
                findings.breach(CARD.id, subject.clone(), f64::from(extra) - allowed, "places too many");
            }
            let price = |rate: Rate, minutes: f64| rate.of((minutes * 1e6).round() as i128, 60_000_000);
            findings.charge(CARD.id, accounts::PRICE_WAITING, subject.clone(), price(booking.waiting, waiting));
            findings.charge(CARD.id, accounts::PRICE_OVERTIME, subject, price(booking.overtime, late));
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} has {:.2} {}; overbook fewer slots, or allow more", breach.subject, breach.amount, breach.unit)
    }
}

/// How many whole slots fit behind one before the service closes.
fn slots_after(model: &Model, terms: &Service, booking: &Booking, day: u32, start: u32) -> u32 {
    let width = model.calendar.interval;
    let end = model.calendar.minute(i64::from(day), start + booking.length) / i64::from(width);
    let open = terms.open.iter().skip(end as usize).take_while(|open| **open).count() as u32;
    open * width / booking.length
}
