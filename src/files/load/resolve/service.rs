//! Streams of customer work.

use super::report::Report;
use super::{booking, chance, classes, demand, open, target};
use crate::load::codes;
use crate::load::files::Files;
use crate::load::quantity::WrittenDeadline as Deadline;
use crate::load::schema::calendar::Edges;
use crate::load::schema::service::{WrittenService, WrittenServiceKind, WrittenShortage};
use crate::load::schema::{ModelFile, SchemaKind, schema};
use crate::load::shape::SchemaShape;
use planning::model::{
    AbandonmentTreatment, Calendar, Deferrable, DueDate, LoadModel, Observed, QueueTerms, Service, ServiceKind,
    Shortage,
};
use queueing::distribution::Distribution;

/// All services, with their volumes.
pub fn resolve(file: &ModelFile, calendar: &Calendar, files: &mut Files, report: &mut Report<'_>) -> Vec<Service> {
    let week = open::windows(&file.open, &["open"], report);
    let mut services = Vec::new();
    for (id, written) in &file.service.entries {
        let path = ["service", id.as_str()];
        let week = match &written.open {
            Some(hours) => open::windows(hours, &["service", id, "open"], report),
            None => week.clone(),
        };
        let open = open::intervals(&week, calendar);
        if !open.contains(&true) {
            let message = format!("service `{id}` is never open in the plan");
            report.error(&["service", id, "open"], codes::NEVER_OPEN, message, "check `open`, `start` and `days`");
        }
        check_kind(&path, written, report);
        let (handle, of_handle) = chance::time(&[path[0], path[1], "handle"], &written.handle, files, report);
        check_handle(&path, handle, report);
        let at = [path[0], path[1], "patience"];
        let patience = written.patience.as_ref().map(|patience| chance::time(&at, patience, files, report));
        let (patience, of_patience) =
            patience.map_or((None, Distribution::default()), |(mean, spread)| (Some(mean), spread));
        let volume = demand::resolve(id, written, calendar, &open, files, report);
        let kind = match written.kind {
            WrittenServiceKind::Queue => ServiceKind::Queue(queue(&path, written, patience, report)),
            WrittenServiceKind::Deferrable => ServiceKind::Deferrable(deferrable(&path, written, file.edges, report)),
            WrittenServiceKind::Appointment => {
                ServiceKind::Appointment(booking::resolve(&path, written, calendar, report))
            }
        };
        services.push(Service {
            id: id.clone(),
            title: written.title.as_ref().map_or(id.clone(), |title| title.0.clone()),
            volume,
            open,
            open_days: open::open_days(&week),
            handle,
            minutes: Vec::new(),
            observed: Observed::default(),
            kind,
            minimum: written.minimum,
            shortage: shortage(&path, written, report),
            chance: chance::chance(&path, written, (of_handle, of_patience), report),
        });
    }
    services
}

/// What too few heads cost. Slots are not opened without heads, so appointments lack none.
fn shortage(path: &[&str; 2], written: &WrittenService, report: &mut Report<'_>) -> Shortage {
    match &written.shortage {
        Some(WrittenShortage::Priced(price)) => Shortage::Priced(price.rate),
        None if written.kind != WrittenServiceKind::Appointment => {
            let message = format!("`shortage` is missing in `service.{}`", path[1]);
            let help = "add `shortage`: write \"forbidden\" or money for each head-hour, such as \"120/head-hour\"";
            report.error(path, codes::MISSING_KEY, message, help);
            Shortage::Forbidden
        }
        _ => Shortage::Forbidden,
    }
}

/// Keys of the other kinds of service.
fn check_kind(path: &[&str; 2], written: &WrittenService, report: &mut Report<'_>) {
    let kind = match written.kind {
        WrittenServiceKind::Queue => "queue",
        WrittenServiceKind::Deferrable => "deferrable",
        WrittenServiceKind::Appointment => "appointment",
    };
    let fields = serde_json::to_value(written).unwrap_or_default();
    let root = SchemaShape::root(schema(SchemaKind::Model));
    let Some(service) = root.property("service").and_then(SchemaShape::values) else { return };
    for shape in service.alternatives() {
        for key in shape.keys() {
            let belongs = shape.property(key).is_none_or(|property| property.is_of_kind(kind));
            if !belongs && !fields[key].is_null() {
                let message = format!("`{key}` does not belong to the {kind} service `{}`", path[1]);
                let help = format!("leave out `{key}`, or change `kind`");
                report.error(&[path[0], path[1], key], codes::WRONG_KIND, message, help);
            }
        }
    }
}

fn check_handle(path: &[&str; 2], handle: f64, report: &mut Report<'_>) {
    if handle <= 0.0 {
        let message = format!("a contact of `{}` takes no time", path[1]);
        report.error(&[path[0], path[1], "handle"], codes::OUT_OF_RANGE, message, "write a duration above zero");
    }
}

fn queue(path: &[&str; 2], written: &WrittenService, patience: Option<f64>, report: &mut Report<'_>) -> QueueTerms {
    let at = |key| [path[0], path[1], key];
    if patience.is_some_and(|patience| patience <= 0.0) {
        let help = "write a duration above zero; without `patience` nobody hangs up";
        report.error(&at("patience"), codes::OUT_OF_RANGE, "a patience of zero lets nobody wait", help);
    }
    let occupancy = written.occupancy.as_ref().map(|limit| limit.max.0);
    if occupancy == Some(0.0) {
        let help = "write a share above 0, such as 0.90";
        report.error(&at("occupancy"), codes::OUT_OF_RANGE, "an occupancy of 0 allows no work", help);
    }
    let targets = (written.desired.as_ref(), written.adequate.as_ref());
    let (desired, adequate) = target::resolve(path, targets, patience.is_some(), report);
    QueueTerms {
        patience,
        abandoned: written.abandoned.unwrap_or(AbandonmentTreatment::Missed),
        load: written.load.unwrap_or(LoadModel::Steady),
        desired,
        adequate,
        occupancy,
        classes: classes::resolve(path, written, patience, report),
    }
}

fn deferrable(path: &[&str; 2], written: &WrittenService, edges: Edges, report: &mut Report<'_>) -> Deferrable {
    let at = |key| [path[0], path[1], key];
    let due = match written.due {
        Some(Deadline::WorkingDays(days)) => DueDate::OpenDays(days),
        Some(Deadline::After(minutes)) => {
            if minutes.0 == 0 {
                let help = "write a duration above zero, or `kind = \"queue\"`";
                report.error(&at("due"), codes::OUT_OF_RANGE, "work cannot be due when it arrives", help);
            }
            DueDate::Minutes(minutes.0)
        }
        None => {
            let message = format!("`due` is missing in the deferrable service `{}`", path[1]);
            report.error(path, codes::MISSING_KEY, message, "add `due`: such as \"same day\" or \"2 working days\"");
            DueDate::OpenDays(0)
        }
    };
    if written.backlog.is_some() && edges == Edges::Wrap {
        let message = format!("`{}` has a backlog and the plan repeats", path[1]);
        let help = "leave out `backlog`, or use `edges = \"cut\"`";
        report.error(&at("backlog"), codes::WRAP_WITH_BACKLOG, message, help);
    }
    let backlog = written.backlog.clone().unwrap_or_default();
    Deferrable { due, backlog_start: backlog.start, backlog_end: backlog.end }
}
