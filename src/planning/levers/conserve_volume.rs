//! Nothing leaves that is not there, whatever levers are pulled together.

use crate::effects::flows::{active_links, onward_arrivals};
use crate::effects::levers::in_range;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::Card;
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::subject_of_interval;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::PART_OF_A_PULL;
use mip::{Expression, Variable, constraint};
use std::collections::{BTreeMap, BTreeSet};

/// See [`CARD`].
pub struct ConserveVolume;

/// What people need to know.
pub static CARD: Card = Card {
    id: "conserve_volume",
    title: "What leaves an interval was there, and arrives somewhere or is lost at its price",
    meaning: "Several levers together take no more contacts from an interval than arrive in it, and save no more work than \
              there is. What each lever takes and puts adds up, lever by lever; what it loses it pays for. Where flows run, what changes at one stage goes on to the next.",
    parameters: &[],
    boundary: "Interval by interval; levers count in millionths of a contact.",
    bend: None,
};

impl StaffingRule for ConserveVolume {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        follow(case, builder);
        if !builder.settings_are_free() {
            return;
        }
        for ((service, interval), change) in builder.lever_effects.contacts.clone() {
            let about = RowSubject::interval(ModelEntity::Service(service), interval);
            let there = case.model.services[service].volume[interval];
            builder.writer(CARD.id).define(about, constraint!(change + there >= 0.0));
        }
        for ((service, interval), change) in builder.lever_effects.minutes.clone() {
            let about = RowSubject::interval(ModelEntity::Service(service), interval);
            let terms = &case.model.services[service];
            let moved = builder.lever_effects.contacts.get(&(service, interval)).cloned();
            let work = (moved.unwrap_or_else(Expression::default) + terms.volume[interval]) * terms.handle;
            builder.writer(CARD.id).define(about, constraint!(change + LEAST_WORK * work >= 0.0));
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        for (index, service) in model.services.iter().enumerate() {
            for (interval, there) in service.volume.iter().enumerate() {
                let left = there + coverage.lever_effects.contacts(index, interval);
                let work = left * service.handle + coverage.lever_effects.minutes(index, interval);
                if left < -PART_OF_A_PULL || work < -PART_OF_A_PULL * service.handle {
                    let subject = subject_of_interval(Subject::of(&service.id), model, interval);
                    findings.breach(CARD.id, subject, (-left).max(-work / service.handle), "contacts");
                }
            }
        }
        for setting in plan.lever_settings.iter().filter(|setting| !in_range(model, setting)) {
            findings.breach(CARD.id, Subject::of("levers"), setting.micro as f64 / 1e6, "contacts");
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: levers take {:.2} {} more than there are; pull one of them less far",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// Changes at one stage go on to the next: a column for each service and interval that they reach, which is what levers do
/// there and what comes from the stages before.
fn follow(case: &Case, builder: &mut StaffingBuilder) {
    let model = &case.model;
    // By service and interval.
    type Place = (usize, usize);
    let mut reached: BTreeSet<Place> = builder.lever_effects.contacts.keys().copied().collect();
    let mut into: BTreeMap<Place, Vec<(Place, f64)>> = BTreeMap::new();
    let mut fresh: Vec<Place> = reached.iter().copied().collect();
    while let Some((service, interval)) = fresh.pop() {
        for link in active_links(model).filter(|link| link.from == service) {
            for (at, part) in onward_arrivals(model, link, interval) {
                into.entry((link.to, at)).or_default().push(((service, interval), part));
                if reached.insert((link.to, at)) {
                    fresh.push((link.to, at));
                }
            }
        }
    }
    if into.is_empty() {
        return;
    }
    let mut columns: BTreeMap<Place, Variable> = BTreeMap::new();
    for &place in &reached {
        columns.insert(place, builder.writer(CARD.id).between(-MOST_CONTACTS, MOST_CONTACTS));
    }
    for (&place, &column) in &columns {
        let own = builder.lever_effects.contacts.get(&place).cloned().unwrap_or_default();
        let before: Expression = into.get(&place).into_iter().flatten().map(|(from, part)| *part * columns[from]).sum();
        let about = RowSubject::interval(ModelEntity::Service(place.0), place.1);
        builder.writer(CARD.id).define(about, constraint!(column == own + before));
    }
    builder.lever_effects.contacts = columns.into_iter().map(|(place, column)| (place, column.into())).collect();
}

/// More contacts than levers move in an interval.
const MOST_CONTACTS: f64 = 1e7;

/// Part of the work of an interval that levers may save at most: something is left to do for every contact.
const LEAST_WORK: f64 = 0.95;
