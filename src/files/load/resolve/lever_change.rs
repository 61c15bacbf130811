//! What is otherwise when a lever is pulled that makes another case.

use super::report::Report;
use super::target;
use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::schema::lever::WrittenLever;
use planning::model::{Model, ModelChange, ServiceIntervals, ServiceKind};

/// The changes of a lever; `at` are the services that it names.
pub fn changes(
    id: &str,
    written: &WrittenLever,
    model: &Model,
    at: &[ServiceIntervals],
    report: &mut Report<'_>,
) -> Vec<ModelChange> {
    let mut changes = Vec::new();
    let path = |key| ["lever", id, key];
    for place in at {
        let service = place.service;
        if let Some(patience) = written.patience {
            let minutes = patience.minutes();
            let now = match &model.services[service].kind {
                ServiceKind::Queue(terms) => {
                    terms.classes.iter().filter_map(|class| class.patience).fold(terms.patience, longer)
                }
                ServiceKind::Deferrable(_) | ServiceKind::Appointment(_) => None,
            };
            if now.is_none_or(|now| minutes <= now) {
                let name = &model.services[service].id;
                let message = format!("the patience of `{name}` does not grow with the lever `{id}`");
                let help = "write a longer time than the service has; without `patience` nobody hangs up there";
                report.error(&path("patience"), codes::OUT_OF_RANGE, message, help);
            }
            changes.push(ModelChange::Patience { service, minutes });
        }
        if let Some(desired) = &written.desired {
            let patient =
                matches!(&model.services[service].kind, ServiceKind::Queue(terms) if terms.patience.is_some());
            let target = target::promise(&["lever", id, "desired"], desired, patient, report);
            changes.push(ModelChange::Desired { service, target });
        }
    }
    for (name, handle) in written.handle.iter().flat_map(|named| &named.entries) {
        let service =
            index(&["lever", id, "handle", name], "service", model.services.iter().map(|one| one.id.as_str()), report);
        if handle.minutes() <= 0.0 {
            let message = format!("a contact of `{name}` takes no time");
            report.error(&["lever", id, "handle", name], codes::OUT_OF_RANGE, message, "write a duration above zero");
        }
        changes.extend(service.map(|service| ModelChange::Handle { service, minutes: handle.minutes() }));
    }
    for (name, count) in written.count.iter().flat_map(|named| &named.entries) {
        let known = model.resources.iter().map(|one| one.id.as_str());
        let resource = index(&["lever", id, "count", name], "resource", known, report);
        changes.extend(resource.map(|resource| ModelChange::Count { resource, count: count.0 }));
    }
    for (key, flow, on) in [("start", &written.start, true), ("stop", &written.stop, false)] {
        let known: Vec<(&str, usize)> =
            model.flows.iter().enumerate().map(|(index, flow)| (flow.id.as_str(), index)).collect();
        if let Some(name) = flow {
            let meant = report.word(&path(key), "flow", name, &known);
            changes.extend(meant.into_iter().map(|flow| ModelChange::Flow { flow, on }));
        }
    }
    for (name, skills) in written.skills.iter().flat_map(|named| &named.entries) {
        let team = index(&["lever", id, "skills", name], "team", model.teams.iter().map(|one| one.id.as_str()), report);
        for (skill, worth) in &skills.entries {
            let known = model.services.iter().map(|one| one.id.as_str());
            let service = index(&["lever", id, "skills", name, skill], "service", known, report);
            let both = team.zip(service);
            changes.extend(both.map(|(team, service)| ModelChange::Skill { team, service, efficiency: worth.0 }));
        }
    }
    changes
}

/// The longer of two times, where there are any.
fn longer(one: Option<f64>, other: f64) -> Option<f64> {
    Some(one.map_or(other, |one| one.max(other)))
}

/// The index of an id that stands as a key.
fn index<'n>(
    path: &[&str],
    what: &str,
    known: impl Iterator<Item = &'n str> + Clone,
    report: &mut Report<'_>,
) -> Option<usize> {
    let name = path.last().copied().unwrap_or_default();
    let found = known.clone().position(|id| id == name);
    if found.is_none() {
        report.error(path, codes::UNKNOWN_ID, format!("there is no {what} `{name}`"), suggest(name, known));
    }
    found
}
