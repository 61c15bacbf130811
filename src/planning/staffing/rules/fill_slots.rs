//! No more are booked on a day than there are places, and places in which nobody comes are idle.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::{VisitColumn, appointment_services};
use base::tolerance::VISITS;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct FillSlots;

/// What people need to know.
pub static CARD: Card = Card {
    id: "fill_slots",
    title: "No more are booked on a day than there are places, and places in which nobody comes are idle",
    meaning: "Places are the slots of the day and the second places of overbooked ones, less those that are held back or booked \
              already; the share `fill` of them is filled, and of held slots that nobody urgent takes the share `refill`. \
              Bookings that are cancelled in time leave their place to others. Slots in which nobody comes are charged for \
              their length on the account price.idle.",
    parameters: &[
        Parameter::elsewhere("service.ID", "fill", "share of the places"),
        Parameter::elsewhere("service.ID", "cancelled", "share of the bookings"),
        Parameter::elsewhere("service.ID", "no_show", "share of bookings, by working days ahead"),
        Parameter::elsewhere("service.ID", "idle", "money an hour"),
    ],
    boundary: "Averages over a day: a day with more slots than visits is idle for the rest. What is booked already comes.",
    bend: None,
};

impl StaffingRule for FillSlots {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let given = |service: usize, day: u32| -> f64 {
            let booked = case.model.slots.booked.iter().filter(|slot| (slot.service, slot.day) == (service, day));
            booked.map(|slot| f64::from(slot.count + slot.extra)).sum()
        };
        for (service, terms, booking) in appointment_services(case) {
            for (rank, day) in terms.working_days(&case.model.calendar).into_iter().enumerate() {
                let about = RowSubject::day(ModelEntity::Service(service), day);
                let held_for = |class: usize| builder.slots.held.get(&(service, class, rank)).copied();
                let stays = 1.0 - booking.cancelled;
                let urgent = |seen: &VisitColumn| seen.wanted == rank && held_for(seen.class).is_some();
                let ahead = builder.slots.visits_on(service, rank, |seen| if urgent(seen) { 0.0 } else { stays });
                let (slots, extra) = (builder.slots.slots_on(service, day), builder.slots.extra_on(service, day));
                let mut places = slots.clone() + extra - given(service, day);
                let mut released = Expression::default();
                for (class, terms) in booking.classes.iter().enumerate() {
                    let (Some(hold), Some(held)) = (terms.hold, held_for(class)) else { continue };
                    let taken = builder
                        .slots
                        .visits_on(service, rank, |seen| if urgent(seen) && seen.class == class { stays } else { 0.0 });
                    places -= held;
                    released += hold.refill * (held - taken);
                }
                let come = |seen: &VisitColumn| {
                    let lead = booking.classes[seen.class].lead[seen.lead].0 + (rank - seen.wanted) as u32;
                    stays * (1.0 - booking.no_show_at(lead))
                };
                let visits = builder.slots.visits_on(service, rank, come) + given(service, day);
                let mut writer = builder.writer(CARD.id);
                writer.define(about, constraint!(ahead <= booking.fill * (places + released)));
                if booking.idle.0 > 0 {
                    let idle = writer.amount(f64::INFINITY);
                    writer.define(about, constraint!(idle >= slots - visits));
                    writer.pay(
                        accounts::PRICE_IDLE,
                        about,
                        booking.idle.major() * f64::from(booking.length) / 60.0 * idle,
                    );
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        for (service, terms, booking) in appointment_services(case) {
            for (rank, day) in (0u32..).zip(terms.working_days(&model.calendar)) {
                let of_day: Vec<_> =
                    plan.slots.iter().filter(|slot| (slot.service, slot.day) == (service, day)).collect();
                let held = of_day.iter().filter(|slot| slot.held.is_some()).count() as f64;
                let extra: u32 = of_day.iter().map(|slot| slot.extra).sum();
                let before: u32 = model
                    .slots
                    .booked
                    .iter()
                    .filter(|slot| slot.service == service && slot.day == day)
                    .map(|slot| slot.count + slot.extra)
                    .sum();
                let (mut ahead, mut visits, mut released) = (0.0, f64::from(before), 0.0);
                for slot in &of_day {
                    let hold = slot.held.and_then(|class| booking.classes.get(class)?.hold);
                    released += hold.map_or(0.0, |hold| hold.refill);
                }
                for visit in plan.visits.iter().filter(|visit| visit.service == service && visit.seen == Some(rank)) {
                    let Some(class) = booking.classes.get(visit.class) else { continue };
                    let amount = visit.micro as f64 / 1e6 * (1.0 - booking.cancelled);
                    match class.hold {
                        Some(hold) if visit.wanted == rank => released -= hold.refill * amount,
                        _ => ahead += amount,
                    }
                    let lead = class.lead.get(visit.lead).map_or(0, |(days, _)| *days);
                    visits += amount - amount * booking.no_show_at(lead + rank.saturating_sub(visit.wanted));
                }
                let places = of_day.len() as f64 + f64::from(extra) - f64::from(before) - held;
                let beyond = ahead - (places + released) * booking.fill;
                let subject = Subject::of(&terms.id).on(model.calendar.date(i64::from(day)));
                if beyond > VISITS {
                    findings.breach(CARD.id, subject.clone(), beyond, "visits without a place");
                }
                let idle = (of_day.len() as f64 - visits).max(0.0) * f64::from(booking.length);
                let due = booking.idle.of((idle * 1e6).round() as i128, 60_000_000);
                findings.charge(CARD.id, accounts::PRICE_IDLE, subject, due);
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} has {:.2} {}; open more slots, or see fewer", breach.subject, breach.amount, breach.unit)
    }
}
