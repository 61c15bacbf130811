//! From a checked session file to a session.

use super::chance;
use super::report::Report;
use crate::load::asked_session::AskedSession;
use crate::load::codes;
use crate::load::files::Files;
use crate::load::node::TomlNode;
use crate::load::schema::session::SessionFile;
use base::diagnostic::Diagnostics;
use queueing::distribution::RandomDuration;
use queueing::session::check::does_not_fit;
use queueing::session::{CostWeights, Session, check};

/// Makes the session; `None` if an error was found.
pub fn session(
    root: &TomlNode,
    file: &SessionFile,
    name: &str,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<AskedSession> {
    let report = &mut Report::new(root, diagnostics);
    let mut span = |path: &[&str], written, report: &mut Report<'_>| {
        let (mean, spread) = chance::time(path, written, files, report);
        RandomDuration { mean, distribution: spread }
    };
    let service = span(&["service"], &file.service, report);
    let urgent = file.emergencies.as_ref();
    let of_urgent = urgent.and_then(|urgent| urgent.service.as_ref());
    let urgent_service = of_urgent.map(|written| span(&["emergencies", "service"], written, report));
    let whole = |long: u32, short: u32| short > 0 && long.is_multiple_of(short);
    for (key, long, short, help) in [
        ("length", file.length.0, file.slot.0, "write a whole number of slots"),
        ("slot", file.slot.0, file.step.0, "write a whole number of steps, or a shorter `step`"),
    ] {
        if !whole(long, short) {
            let of = if key == "length" { "slots" } else { "steps" };
            let message = format!("`{key}` of {long} minutes is no whole number of {of} of {short} minutes");
            report.error(&[key], codes::OFF_GRID, message, help);
        }
    }
    let session = Session {
        people: file.people,
        slots: file.length.0.checked_div(file.slot.0).unwrap_or(0),
        slot: file.slot.0,
        steps: file.slot.0.checked_div(file.step.0).unwrap_or(0),
        no_show: file.no_show.0,
        urgent: urgent.map_or(0.0, |urgent| urgent.per_hour),
        urgent_service: urgent_service.unwrap_or_else(|| service.clone()),
        service,
        weights: CostWeights {
            waiting: file.weights.waiting,
            idle: file.weights.idle,
            overtime: file.weights.overtime,
        },
    };
    // What is off the grid has been told, and so have times that are none.
    if report.count() > 0 {
        return None;
    }
    for problem in check(&session) {
        let path: Vec<&str> = match problem.field {
            "urgent" => vec!["emergencies", "per_hour"],
            "urgent_service" => vec!["emergencies", "service"],
            "slots" | "steps" => vec!["length"],
            field => field.split('.').collect(),
        };
        report.error(&path, codes::OUT_OF_RANGE, problem.message, problem.help);
    }
    let templates = templates(file, &session, report);
    if report.count() > 0 {
        return None;
    }
    if let Some(beyond) = does_not_fit(&session) {
        let message = format!("those who come need {beyond:.0} minutes more than the session has");
        report.warning(&["people"], codes::DOES_NOT_FIT, message, "book fewer people, or a longer session");
    }
    let title = file.title.as_ref().map_or(name, |title| &title.0).to_owned();
    Some(AskedSession { title, begin: file.begin.0, session, templates, warnings: Diagnostics::default() })
}

fn templates(file: &SessionFile, session: &Session, report: &mut Report<'_>) -> Vec<(String, Vec<u32>)> {
    let mut templates = Vec::new();
    for (name, counts) in &file.template.entries {
        let path = ["template", name.as_str()];
        let people: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        if people != u64::from(session.people) {
            let message = format!("the template `{name}` books {people} people, and {} are to come", session.people);
            report.error(&path, codes::TEMPLATE_DIFFERS, message, "book as many as `people` says");
        }
        if counts.len() > session.slots as usize {
            let message =
                format!("the template `{name}` has {} slots, and the session {}", counts.len(), session.slots);
            report.error(&path, codes::TEMPLATE_DIFFERS, message, "leave out those behind the end");
        }
        let mut template = counts.clone();
        template.resize(session.slots as usize, 0);
        templates.push((name.clone(), template));
    }
    templates
}
