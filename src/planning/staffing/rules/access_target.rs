//! A share of the requests of each urgency is seen within so many working days.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{AccessPromise, Booking};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::appointment_services;
use base::money::Rate;
use base::tolerance::VISITS;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct AccessTarget;

/// What people need to know.
pub static CARD: Card = Card {
    id: "access_target",
    title: "A share of the requests of each urgency is seen within so many working days",
    meaning: "Of all requests whose last day lies within the plan, at least the share is seen within so many working days of \
              the day that they want. Each request short of it is charged at the price of the promise on the account \
              price.access; without a price it must hold.",
    parameters: &[
        Parameter::elsewhere("service.ID", "requests.URGENCY.access.share", "share of the requests"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.access.within", "working days"),
        Parameter::elsewhere("service.ID", "requests.URGENCY.access.price", "money a contact"),
    ],
    boundary: "The day that is wanted is day 0. Over the whole plan; requests whose last day comes after it are left out.",
    bend: Some(Bend {
        phrase: "let {amount} requests of {who} wait too long",
        unit: "requests",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

impl StaffingRule for AccessTarget {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&case.model.calendar).len();
            let about = RowSubject::all(ModelEntity::Service(service));
            let mut missed = Expression::default();
            for (class, access) in promised(booking) {
                let within = access.within as usize;
                let of_class =
                    || builder.slots.visits.iter().filter(|seen| (seen.service, seen.class) == (service, class));
                let counted = || of_class().filter(|seen| seen.wanted + within < days);
                let all: f64 = terms
                    .wanted(&case.model.calendar, class)
                    .iter()
                    .map(|wanted| wanted[..days.saturating_sub(within)].iter().sum::<f64>())
                    .sum();
                let late = counted().filter(|seen| seen.seen.is_none_or(|day| day > seen.wanted + within));
                let late: Expression = late.map(|seen| seen.amount).sum();
                let allowed = (1.0 - access.share) * all;
                match access.price {
                    None => builder.writer(CARD.id).promise(about, constraint!(late <= allowed)),
                    Some(price) => {
                        let miss = builder.writer(CARD.id).amount(f64::INFINITY);
                        builder.writer(CARD.id).define(about, constraint!(late - miss <= allowed));
                        missed += price.major() * miss;
                    }
                }
            }
            builder.writer(CARD.id).pay(accounts::PRICE_ACCESS, about, missed);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        for (service, terms, booking) in appointment_services(case) {
            let days = terms.working_days(&model.calendar).len() as u32;
            let mut due = 0.0;
            for (class, access) in promised(booking) {
                let (mut all, mut late) = (0u64, 0u64);
                for visit in plan.visits_of(service, class) {
                    let last = visit.wanted + access.within;
                    if last >= days {
                        continue;
                    }
                    all += visit.micro;
                    if visit.seen.is_none_or(|seen| seen > last) {
                        late += visit.micro;
                    }
                }
                let miss = (late as f64 - (1.0 - access.share) * all as f64).max(0.0) / 1e6;
                match access.price {
                    Some(price) => due += price.major() * miss,
                    None if miss > VISITS => {
                        findings.breach(CARD.id, Subject::of(&terms.id), miss, "requests seen too late");
                    }
                    None => {}
                }
            }
            let due = Rate::from_major(1.0).of((due * 1e6).round() as i128, 1_000_000);
            findings.charge(CARD.id, accounts::PRICE_ACCESS, Subject::of(&terms.id), due);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: {:.2} {}; open slots earlier, price the promise, or promise less",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// The classes of a service to which something is promised.
fn promised(booking: &Booking) -> impl Iterator<Item = (usize, AccessPromise)> {
    booking.classes.iter().enumerate().filter_map(|(class, urgency)| Some((class, urgency.access?)))
}
