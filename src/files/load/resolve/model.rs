//! The whole model, part by part.

use super::people_context::PeopleContext;
use super::report::Report;
use super::{calendar, cover, employee, flow, lever, policy, providers, resource, rules, service, shift, slots, team};
use crate::load::codes;
use crate::load::files::Files;
use crate::load::node::TomlNode;
use crate::load::schema::ModelFile;
use base::diagnostic::Diagnostics;
use base::limits;
use planning::model::{Calendar, Cover, Employee, Model, Policy, ShiftTemplate, SlotRules, Team};

/// Makes the model; `None` if an error was found.
pub fn resolve(root: &TomlNode, file: &ModelFile, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut found = Diagnostics::default();
    let report = &mut Report::new(root, &mut found);
    let small = check_sizes(file, report);
    let calendar = calendar::resolve(file, report).filter(|_| small);
    let shifts = shift::resolve(file, report);
    let teams = team::resolve(file, report);
    let roster = calendar.as_ref().map(|calendar| Roster::resolve(file, calendar, &shifts, &teams, report));
    let (employees, covers, policies) =
        roster.map_or_else(Default::default, |all| (all.employees, all.covers, all.policies));
    let mut resolved = Model {
        title: file.title.0.clone(),
        currency: file.currency.0.clone(),
        services: calendar.as_ref().map_or(Vec::new(), |calendar| service::resolve(file, calendar, files, report)),
        teams,
        shifts,
        resources: resource::resolve(file, report),
        rules: rules::resolve(file, report),
        employees,
        covers,
        policies,
        flows: Vec::new(),
        levers: Vec::new(),
        slots: SlotRules::default(),
        calendar: calendar.clone().unwrap_or_else(calendar::placeholder),
    };
    team::check_coverage(file, report);
    // Levers name what is sound by now, or say that it is not there.
    if calendar.is_some() && resolved.services.len() == file.service.entries.len() {
        resolved.flows = flow::resolve(file, &resolved, report);
        if report.count() == 0 {
            flow::fill(&mut resolved);
        }
        resolved.levers = lever::resolve(file, &resolved, report);
        providers::add(file, &mut resolved, report);
        resolved.slots = slots::resolve(file, &resolved, report);
    }
    let broken = found.has_errors();
    diagnostics.extend(found);
    (!broken).then_some(resolved)
}

/// Named people and what is asked of them.
struct Roster {
    employees: Vec<Employee>,
    covers: Vec<Cover>,
    policies: Vec<Policy>,
}

impl Roster {
    fn resolve(
        file: &ModelFile,
        calendar: &Calendar,
        shifts: &[ShiftTemplate],
        teams: &[Team],
        report: &mut Report<'_>,
    ) -> Roster {
        let plain = PeopleContext { file, calendar, shifts, teams, words: shift::words(file) };
        let employees = employee::resolve(&plain, report);
        let covers = cover::resolve(&plain, &employees, report);
        let policies = policy::resolve(&plain, &employees, report);
        Roster { employees, covers, policies }
    }
}

/// What is not bounded cannot be computed in bounded time.
fn check_sizes(file: &ModelFile, report: &mut Report<'_>) -> bool {
    if file.service.entries.is_empty() && file.cover.entries.is_empty() {
        let help = "write a `[service.ID]` for each stream of work, or a `[cover.ID]` for heads wanted on shifts";
        report.error(&[], codes::NO_SERVICE, "the model has no service and no cover", help);
    }
    let sizes = [
        ("service", file.service.entries.len(), limits::SERVICES),
        ("team", file.team.entries.len(), limits::TEAMS),
        ("employee", file.employee.entries.len(), limits::EMPLOYEES),
    ];
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
