//! People who are interchangeable.

use super::report::Report;
use super::{chance, shift};
use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::quantity::WrittenPremiumDays;
use crate::load::schema::ModelFile;
use crate::load::schema::service::{WrittenServiceKind, WrittenShortage};
use crate::load::schema::shift::WrittenShift;
use crate::load::schema::team::{WrittenCount, WrittenPremium, WrittenTeam};
use base::money::Rate;
use planning::model::{Capacity, ContractHoursTerms, DaysOffTerms, OvertimeTerms, Premium, PremiumDays, Team};
use std::collections::BTreeSet;

/// All teams.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> Vec<Team> {
    file.team.entries.iter().map(|(id, written)| team(id, written, file, report)).collect()
}

fn team(id: &str, written: &WrittenTeam, file: &ModelFile, report: &mut Report<'_>) -> Team {
    let at = |key| ["team", id, key];
    if written.shrinkage.0 >= 1.0 {
        let message = format!("with a shrinkage of 1 nobody of `{id}` is ever there");
        report.error(&at("shrinkage"), codes::OUT_OF_RANGE, message, "write a share below 1, such as 0.12");
    }
    let hours = written.hours.as_ref();
    if written.overtime.is_some() && hours.is_none() {
        let message = format!("`{id}` has overtime above contract hours that are not given");
        let help = "write `hours = { per_week = \"40h\" }`";
        report.error(&at("overtime"), codes::OVERTIME_WITHOUT_HOURS, message, help);
    }
    if hours.is_some_and(|hours| hours.per_week.0 > 168 * 60) {
        let message = format!("the contract of `{id}` has more hours than the week");
        report.error(&at("hours"), codes::OUT_OF_RANGE, message, "write at most 168h");
    }
    Team {
        id: id.to_string(),
        title: written.title.as_ref().map_or(id.to_string(), |title| title.0.clone()),
        heads: heads(id, written, file, report),
        skills: skills(id, written, file, report),
        shrinkage: written.shrinkage.0,
        wage: written.wage.rate,
        premiums: premiums(id, written, report),
        shifts: report.words(&at("shifts"), "shift", &written.shifts, &shift::words(file)),
        days_off: written
            .days_off
            .as_ref()
            .map(|off| DaysOffTerms { per_week: off.per_week, consecutive: off.consecutive }),
        hours: hours.map(|hours| ContractHoursTerms { per_week: hours.per_week.0, guaranteed: hours.guaranteed }),
        overtime: written
            .overtime
            .as_ref()
            .map(|overtime| OvertimeTerms { up_to: overtime.up_to.0, add: overtime.add.on(written.wage.rate) }),
        routing: chance::routing(id, written, file, report),
    }
}

/// The number given, decided, or counted where the team has employees.
fn heads(id: &str, written: &WrittenTeam, file: &ModelFile, report: &mut Report<'_>) -> Capacity {
    let path = ["team", id, "heads"];
    let employees = file.employee.entries.iter().filter(|(_, employee)| employee.team == id).count() as u32;
    let (bounds, price) = match &written.heads {
        None if employees > 0 => return Capacity::Given(employees),
        None => {
            let message = format!("`heads` is missing in `team.{id}`, and nobody of `[employee]` is of this team");
            let help = "add `heads`: write a whole number, or a table with `min`, `max`, `price`; or name employees";
            report.error(&path[..2], codes::MISSING_KEY, message, help);
            return Capacity::Given(0);
        }
        Some(WrittenCount::Given(count)) => ((*count, *count), None),
        Some(WrittenCount::Decided(decided)) => ((decided.min, decided.max), Some(decided.price.rate)),
    };
    let count = count(&path, bounds, price, report);
    if employees > 0 && count != Capacity::Given(employees) {
        let message = format!("the team `{id}` has {employees} employees and other `heads`");
        report.error(&path, codes::HEADS_DIFFER, message, "leave out `heads`: they are the employees");
    }
    count
}

/// A number given or decided; the bounds must be in order.
pub fn count(path: &[&str; 3], (min, max): (u32, u32), price: Option<Rate>, report: &mut Report<'_>) -> Capacity {
    if min > max {
        let message = format!("`{}` goes from {min} down to {max}", path.join("."));
        report.error(path, codes::MIN_ABOVE_MAX, message, "exchange `min` and `max`");
    }
    price.map_or(Capacity::Given(max), |price| Capacity::Decided { min, max, price })
}

fn skills(id: &str, written: &WrittenTeam, file: &ModelFile, report: &mut Report<'_>) -> Vec<(usize, f64)> {
    let mut skills = Vec::new();
    for (service, efficiency) in &written.skills.entries {
        let path = ["team", id, "skills", service];
        match file.service.position(service) {
            Some(index) => skills.push((index, efficiency.0)),
            None => {
                let message = format!("there is no service `{service}`");
                report.error(&path, codes::UNKNOWN_ID, message, suggest(service, file.service.keys()));
            }
        }
        if !(0.001..=100.0).contains(&efficiency.0) {
            let message = format!("`{}` is an efficiency of {}", path.join("."), efficiency.0);
            let help = "write a factor from 0.001 to 100; leave the skill out if they cannot do it";
            report.error(&path, codes::OUT_OF_RANGE, message, help);
        }
    }
    if !file.service.entries.is_empty() && written.skills.entries.is_empty() {
        let message = format!("the team `{id}` has no skill");
        report.error(&["team", id, "skills"], codes::EMPTY_LIST, message, "name at least one service");
    }
    skills
}

fn premiums(id: &str, written: &WrittenTeam, report: &mut Report<'_>) -> Vec<Premium> {
    let mut names = BTreeSet::new();
    let mut premiums = Vec::new();
    for (number, premium) in written.premium.iter().enumerate() {
        let number = number.to_string();
        if !names.insert(&premium.name.0) {
            let message = format!("`{id}` has two premiums named `{}`", premium.name.0);
            let help = "give each its own name; it is an account of the ledger";
            report.error(&["team", id, "premium", &number], codes::DUPLICATE_ENTRY, message, help);
        }
        let window = window(premium);
        if window.is_some_and(|(from, to)| from == to) {
            let message = format!("the premium `{}` begins when it ends", premium.name.0);
            let help = "leave out `from` and `to` for the whole day";
            report.error(&["team", id, "premium", &number], codes::BAD_VALUE, message, help);
        }
        premiums.push(Premium {
            name: premium.name.0.clone(),
            window,
            days: match &premium.days {
                WrittenPremiumDays::Weekend => PremiumDays::Weekend,
                WrittenPremiumDays::Holiday => PremiumDays::Holiday,
                WrittenPremiumDays::On(days) if days.0.len() == 7 => PremiumDays::All,
                WrittenPremiumDays::On(days) => PremiumDays::On(days.0.clone()),
            },
            add: premium.add.on(written.wage.rate),
            of_wage: premium.add.of_wage(),
        });
    }
    premiums
}

/// The window of a premium; an end that is left out is midnight.
fn window(premium: &WrittenPremium) -> Option<(u32, u32)> {
    match (premium.from, premium.to) {
        (None, None) => None,
        (from, to) => Some((from.map_or(0, |clock| clock.0), to.map_or(1440, |clock| clock.0))),
    }
}

/// Services that nobody can do, and shifts that nobody works.
pub fn check_coverage(file: &ModelFile, report: &mut Report<'_>) {
    let teams = || file.team.entries.iter().map(|(_, team)| team);
    for (id, service) in &file.service.entries {
        if service.providers.is_none() && !teams().any(|team| team.skills.position(id).is_some()) {
            let message = format!("no team can do the service `{id}`");
            let help = format!("add `{id}` to the `skills` of a team");
            match service.shortage {
                Some(WrittenShortage::Priced(_)) => {
                    report.warning(&["service", id], codes::NOBODY_CAN_SERVE, message, help)
                }
                _ if service.kind == WrittenServiceKind::Appointment => {
                    let help = format!("add `{id}` to the `skills` of a team, or write `providers`");
                    report.error(&["service", id], codes::NOBODY_CAN_SERVE, message, help);
                }
                _ => report.error(&["service", id], codes::NOBODY_CAN_SERVE, message, help),
            }
        }
    }
    let works = |written: &WrittenShift, id: &str| {
        let named = |word: &String| word == id || written.tags.iter().any(|tag| tag.0 == *word);
        teams().any(|team| team.shifts.iter().any(named))
    };
    for (id, _) in file.shift.entries.iter().filter(|(id, written)| !works(written, id)) {
        let message = format!("no team works the shift `{id}`");
        report.warning(&["shift", id], codes::UNUSED, message, "add it to the `shifts` of a team, or delete it");
    }
}
