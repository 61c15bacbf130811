//! `levers.csv`: how far each lever is pulled, interval by interval.

use crate::folder::clock::interval;
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::{Diagnostic, Diagnostics};
use planning::model::Model;
use planning::plan::{LeverEffect, LeverSetting, StaffingPlan};

/// Columns that are read.
pub const READ: &[&str] = &["lever", "effect", "of", "start", "amount"];

/// Name of the file.
pub const FILE: &str = "levers.csv";

/// Of what an effect is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Lever,
    Service,
    Team,
    Resource,
}

/// What an effect is called, and of what it is.
const EFFECTS: [(&str, Of); 14] = [
    ("used", Of::Lever),
    ("contacts-out", Of::Service),
    ("contacts-in", Of::Service),
    ("contacts-helped", Of::Service),
    ("minutes-left", Of::Service),
    ("minutes-back", Of::Service),
    ("contacts-ahead", Of::Service),
    ("heads-borrowed", Of::Team),
    ("heads-lent", Of::Team),
    ("heads-hired", Of::Service),
    ("heads-longer", Of::Team),
    ("heads-shorter", Of::Team),
    ("things-borrowed", Of::Resource),
    ("things-lent", Of::Resource),
];

/// The number of an effect in [`EFFECTS`], and the service, team or resource that it is about.
fn number(effect: LeverEffect) -> (usize, Option<usize>) {
    match effect {
        LeverEffect::On => (0, None),
        LeverEffect::Out(service) => (1, Some(service)),
        LeverEffect::In(service) => (2, Some(service)),
        LeverEffect::Helped(service) => (3, Some(service)),
        LeverEffect::Put(service) => (4, Some(service)),
        LeverEffect::Taken(service) => (5, Some(service)),
        LeverEffect::Made(service) => (6, Some(service)),
        LeverEffect::Borrowed(team) => (7, Some(team)),
        LeverEffect::Lent(team) => (8, Some(team)),
        LeverEffect::Hired(service) => (9, Some(service)),
        LeverEffect::Longer(team) => (10, Some(team)),
        LeverEffect::Shorter(team) => (11, Some(team)),
        LeverEffect::ThingsBorrowed(resource) => (12, Some(resource)),
        LeverEffect::ThingsLent(resource) => (13, Some(resource)),
    }
}

fn effect(number: usize, of: usize) -> LeverEffect {
    match number {
        0 => LeverEffect::On,
        1 => LeverEffect::Out(of),
        2 => LeverEffect::In(of),
        3 => LeverEffect::Helped(of),
        4 => LeverEffect::Put(of),
        5 => LeverEffect::Taken(of),
        6 => LeverEffect::Made(of),
        7 => LeverEffect::Borrowed(of),
        8 => LeverEffect::Lent(of),
        9 => LeverEffect::Hired(of),
        10 => LeverEffect::Longer(of),
        11 => LeverEffect::Shorter(of),
        12 => LeverEffect::ThingsBorrowed(of),
        _ => LeverEffect::ThingsLent(of),
    }
}

/// What an effect is called in files.
pub fn name(effect: LeverEffect) -> &'static str {
    EFFECTS[number(effect).0].0
}

/// The table.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn write(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let rows = plan.lever_settings.iter().map(|setting| {
        let (number, of) = number(setting.effect);
        let (called, kind) = EFFECTS[number];
        let id = |of: usize| match kind {
            Of::Lever => String::new(),
            Of::Service => model.services[of].id.clone(),
            Of::Team => model.teams[of].id.clone(),
            Of::Resource => model.resources[of].id.clone(),
        };
        vec![
            model.levers[setting.lever].id.clone(),
            called.to_owned(),
            of.map_or_else(String::new, id),
            model.calendar.stamp(model.calendar.interval_start(setting.interval)),
            format!("{}.{:06}", setting.micro / 1_000_000, setting.micro % 1_000_000),
        ]
    });
    table(READ, rows)
}

/// The pulls of a table.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<LeverSetting> {
    let mut lever_settings: Vec<LeverSetting> = Vec::new();
    for row in file.rows() {
        let mut refuse = |problem: Diagnostic| problems.push(problem);
        let lever = row.index_of("lever", model.levers.iter().map(|lever| lever.id.as_str()), &mut refuse);
        let number = row.index_of("effect", EFFECTS.iter().map(|(name, _)| *name), &mut refuse);
        let of = number.and_then(|number| whom(model, &row, number, &mut refuse));
        let interval = interval(model, &row, &mut refuse);
        let amount = row.text("amount").parse::<f64>().ok().filter(|amount| (0.0..=1e9).contains(amount));
        if amount.is_none() {
            let message = format!("\"{}\" is not an amount", row.text("amount"));
            refuse(row.problem("bad-number", "amount", message, "write a number like 12.5"));
        }
        let (Some(lever), Some(number), Some(of), Some(interval), Some(amount)) = (lever, number, of, interval, amount)
        else {
            continue;
        };
        let setting =
            LeverSetting { lever, effect: effect(number, of), interval, micro: (amount * 1e6).round() as u64 };
        let same =
            |other: &LeverSetting| (other.lever, other.effect, other.interval) == (lever, setting.effect, interval);
        if lever_settings.iter().any(same) {
            let message = "lever, effect and interval are listed twice";
            problems.push(row.problem("duplicate-row", "start", message, "add the rows up"));
        } else if setting.micro > 0 {
            lever_settings.push(setting);
        }
    }
    lever_settings.sort_unstable();
    lever_settings
}

/// The service, team or resource that a row is about; any number where it is about none.
fn whom(model: &Model, row: &TableRow, number: usize, refuse: &mut impl FnMut(Diagnostic)) -> Option<usize> {
    match EFFECTS[number].1 {
        Of::Lever => Some(0),
        Of::Service => row.index_of("of", model.services.iter().map(|service| service.id.as_str()), refuse),
        Of::Team => row.index_of("of", model.teams.iter().map(|team| team.id.as_str()), refuse),
        Of::Resource => row.index_of("of", model.resources.iter().map(|resource| resource.id.as_str()), refuse),
    }
}
