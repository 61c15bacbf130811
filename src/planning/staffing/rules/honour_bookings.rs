//! What is booked already keeps its slot.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct HonourBookings;

/// What people need to know.
pub static CARD: Card = Card {
    id: "honour_bookings",
    title: "What is booked already keeps its slot",
    meaning: "At every time for which visits are booked at least as many slots of that service are opened, with the team that \
              was named. Their places are not for new requests.",
    parameters: &[Parameter::elsewhere("slots", "booked", "file with type, day, start, team, count, extra")],
    boundary: "Only days of the plan. Second places that are booked need a slot only for the first.",
    bend: Some(Bend {
        phrase: "call off {amount} bookings of {who}",
        unit: "bookings",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

type Key = (usize, u32, u32, Option<usize>);

impl StaffingRule for HonourBookings {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let mut wanted: BTreeMap<Key, u32> = BTreeMap::new();
        for row in &case.model.slots.booked {
            // Those of a named team count among those of any.
            *wanted.entry((row.service, row.day, row.start, None)).or_default() += row.count;
            if row.team.is_some() {
                *wanted.entry((row.service, row.day, row.start, row.team)).or_default() += row.count;
            }
        }
        for ((service, day, start, team), count) in wanted {
            let starts = builder.slots.starts_on(service, day);
            let fits = |(at, of): &(u32, usize)| *at == start && team.is_none_or(|team| team == *of);
            let slots: Expression = starts.into_iter().filter(|(key, _)| fits(key)).map(|(_, slots)| slots).sum();
            let about = RowSubject::day(ModelEntity::Service(service), day);
            builder.writer(CARD.id).promise(about, constraint!(slots >= f64::from(count)));
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        for row in &model.slots.booked {
            let same = |other: &&crate::model::TemplateSlot| {
                (other.service, other.day, other.start) == (row.service, row.day, row.start)
                    && (row.team.is_none() || other.team == row.team)
            };
            let booked: u32 = model.slots.booked.iter().filter(same).map(|other| other.count).sum();
            let start = model.calendar.minute(i64::from(row.day), row.start);
            let opened = plan.slots.iter().filter(|slot| {
                slot.service == row.service && slot.start == start && row.team.is_none_or(|team| team == slot.team)
            });
            let missing = i64::from(booked) - opened.count() as i64;
            if missing > 0 {
                let subject = Subject::of(&model.services[row.service].id)
                    .on(model.calendar.date(i64::from(row.day)))
                    .at(model.calendar.stamp(start));
                findings.breach(CARD.id, subject, missing as f64, "bookings");
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} has no slot for {:.0} {} that were made; open it again, or call them off",
            breach.subject, breach.amount, breach.unit
        )
    }
}
