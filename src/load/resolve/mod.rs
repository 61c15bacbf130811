//! From checked files to the model: ids become indices, quantities whole units, demand volumes by interval.

mod calendar;
mod demand;
mod open;
mod report;
mod resource;
mod rules;
mod service;
mod shift;
mod target;
mod team;

use super::codes;
use super::files::Files;
use super::node::Node;
use super::schema::ModelFile;
use crate::base::diag::Diagnostics;
use crate::base::limits;
use crate::model::Model;
use report::Report;

/// Makes the model; `None` if an error was found.
pub fn resolve(root: &Node, file: &ModelFile, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut found = Diagnostics::default();
    let report = &mut Report::new(root, &mut found);
    let small = check_sizes(file, report);
    let calendar = calendar::resolve(file, report).filter(|_| small);
    let resolved = Model {
        title: file.title.0.clone(),
        currency: file.currency.0.clone(),
        services: calendar.as_ref().map_or(Vec::new(), |calendar| service::resolve(file, calendar, files, report)),
        teams: team::resolve(file, report),
        shifts: shift::resolve(file, report),
        resources: resource::resolve(file, report),
        rules: rules::resolve(file, report),
        employees: Vec::new(),
        covers: Vec::new(),
        policies: Vec::new(),
        calendar: calendar.clone().unwrap_or_else(calendar::placeholder),
    };
    team::check_coverage(file, report);
    let broken = found.has_errors();
    diagnostics.extend(found);
    (!broken).then_some(resolved)
}

/// What is not bounded cannot be computed in bounded time.
fn check_sizes(file: &ModelFile, report: &mut Report<'_>) -> bool {
    if file.service.entries.is_empty() {
        let help = "write a `[service.ID]` for each stream of work";
        report.error(&[], codes::NO_SERVICE, "the model has no service", help);
    }
    let sizes =
        [("service", file.service.entries.len(), limits::SERVICES), ("team", file.team.entries.len(), limits::TEAMS)];
    let mut small = true;
    for (what, count, limit) in sizes.into_iter().filter(|(_, count, limit)| count > limit) {
        small = false;
        let message = format!("there are {count} {what}s; the limit is {limit}");
        report.error(&[what], codes::TOO_MANY, message, "split the model");
    }
    let cells = file.service.entries.len() * file.days as usize * 1440 / (file.interval.0.max(5) as usize);
    if cells > limits::ENTRIES {
        let message = format!("services times intervals are {cells}; the limit is {}", limits::ENTRIES);
        report.error(&["days"], codes::TOO_MANY, message, "plan fewer days, or choose a longer interval");
    }
    small && cells <= limits::ENTRIES
}
