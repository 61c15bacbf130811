//! Levers: places become intervals, prices rates, and what else is so when one is pulled. Which keys a kind reads is on its
//! card.

use super::lever_change::changes;
use super::lever_flows;
use super::lever_scope::{Where, blocks, places};
use super::report::Report;
use crate::load::codes;
use crate::load::nearest::{list, suggest};
use crate::load::quantity::WrittenMinutes;
use crate::load::schema::ModelFile;
use crate::load::schema::lever::{LeverKind, UnitPrice, WrittenLever};
use base::money::Rate;
use planning::model::{Calendar, Lever, Model, ServiceKind};
use planning::staffing::registry::is_switch;
use planning::staffing::registry::rule;

/// Keys that every kind has.
const ALWAYS: [&str; 3] = ["title", "kind", "on"];

/// Most levers that are pulled or not: each doubles the number of programs.
const MOST_SWITCHES: usize = 6;

/// All levers that are on, for a model that is complete but for them.
pub fn resolve(file: &ModelFile, model: &Model, report: &mut Report<'_>) -> Vec<Lever> {
    let on: Vec<&(String, WrittenLever)> = file.lever.entries.iter().filter(|(_, written)| written.on).collect();
    if let (Some((id, _)), false) = (on.first(), model.employees.is_empty()) {
        let help = "delete the lever, set `on = false`, or plan heads without names";
        let message = format!("the lever `{id}` is about heads, and people have names here");
        report.error(&["lever", id], codes::LEVER_AND_ROSTER, message, help);
        return Vec::new();
    }
    let switches = on.iter().filter(|(_, written)| is_switch(written.kind.id())).count();
    if switches > MOST_SWITCHES {
        let message = format!("{switches} levers are pulled or not; the limit is {MOST_SWITCHES}");
        report.error(&["lever"], codes::TOO_MANY, message, "set `on = false` for some of them");
    }
    let levers: Vec<Lever> = on.into_iter().filter_map(|(id, written)| lever(id, written, model, report)).collect();
    if switches <= MOST_SWITCHES {
        lever_flows::check(model, &levers, report);
    }
    levers
}

fn lever(id: &str, written: &WrittenLever, model: &Model, report: &mut Report<'_>) -> Option<Lever> {
    let before = report.count();
    check_keys(id, written, report);
    let kind = written.kind;
    let calendar = &model.calendar;
    let from =
        written.from.as_ref().map(|scope| places(&Where { id, key: "from", calendar, model }, scope, &[], report));
    let at = match (&written.at, kind) {
        (Some(scope), LeverKind::Participation | LeverKind::Comfort | LeverKind::Expectation) => {
            Some(places(&Where { id, key: "at", calendar, model }, scope, &[], report))
        }
        _ => None,
    };
    let mut from = from.or(at).unwrap_or_default();
    let same: Vec<usize> = from.iter().map(|place| place.service).collect();
    let to = match (&written.to, kind) {
        // Where the other services are not known, that was said.
        (Some(scope), _) if scope.service.is_none() && same.is_empty() && written.from.is_some() => Vec::new(),
        (Some(scope), _) => places(&Where { id, key: "to", calendar, model }, scope, &same, report),
        // Slots may lie wherever the service is open.
        (None, LeverKind::Appointments) => {
            places(&Where { id, key: "from", calendar, model }, &Default::default(), &same, report)
        }
        _ => Vec::new(),
    };
    check_services(id, kind, &from, &to, model, report);
    if let Some(WrittenMinutes(notice)) = written.notice {
        for place in &mut from {
            place.intervals.retain(|&interval| calendar.interval_start(interval) >= i64::from(notice));
        }
    }
    let at_path = |key| ["lever", id, key];
    let grid =
        |key, time: Option<WrittenMinutes>, report: &mut Report<'_>| on_grid(&at_path(key), time, calendar, report);
    let (price, hourly) = price(id, written, ("price", written.price), report);
    let (earns, _) = self::price(id, written, ("earns", written.earns), report);
    let ahead = grid("ahead", written.ahead, report) / calendar.interval;
    let later = (grid("later", written.later, report) + grid("after", written.after, report)) / calendar.interval;
    let minutes = grid("longer", written.longer, report) + grid("shorter", written.shorter, report);
    let whole = 1_000_000;
    let millionths =
        |share: Option<crate::load::quantity::WrittenShare>| share.map_or(0, |share| (share.0 * 1e6).round() as i64);
    let teams = written.teams.as_ref().map_or(Vec::new(), |words| {
        report.indices(&at_path("teams"), "team", words.all(), model.teams.iter().map(|team| team.id.as_str()))
    });
    let resources = written.resources.as_ref().map_or(Vec::new(), |words| {
        let known = model.resources.iter().map(|resource| resource.id.as_str());
        report.indices(&at_path("resources"), "resource", words.all(), known)
    });
    if hourly && kind == LeverKind::Subcontract && written.at_most.is_none() {
        let message = format!("the lever `{id}` hires people by the hour and does not say how many at most");
        report.error(&["lever", id], codes::MISSING_KEY, message, "add `at_most`: heads at once");
    }
    let lever = Lever {
        id: id.to_string(),
        title: written.title.as_ref().map_or(id.to_string(), |title| title.0.clone()),
        kind: kind.id().to_string(),
        to,
        teams,
        resources,
        blocks: match kind {
            LeverKind::Share | LeverKind::Schedule => blocks(calendar, written.at.as_ref()),
            _ => Vec::new(),
        },
        limit: written.limit.map_or(1.0, |limit| limit.0),
        at_most: written.at_most,
        at_least: written.at_least,
        price,
        earns,
        fixed: written.fixed.as_ref().map_or(Rate(0), |fixed| fixed.rate),
        saves: written.saves.map_or(0.0, |saves| saves.0),
        back: match kind {
            LeverKind::PeakRoutine => written.back.map_or(1.0, |back| back.0),
            LeverKind::Appointments => written.no_show.map_or(0.0, |share| share.0),
            _ => written.back.map_or(0.0, |back| back.0),
        },
        ahead,
        later,
        minutes,
        shorter: written.shorter.is_some(),
        pay: if written.shorter.is_some() {
            whole - millionths(written.keeps)
        } else {
            whole + millionths(written.add)
        },
        hourly,
        answered: written.answered.map(|share| share.0),
        changes: changes(id, written, model, &from, report),
        from,
    };
    (report.count() == before).then_some(lever)
}

/// The table of a lever, as cards name it.
const TABLE: &str = "lever.ID";

/// Keys that the kind does not read, and those that it needs.
fn check_keys(id: &str, written: &WrittenLever, report: &mut Report<'_>) {
    let kind = written.kind.id();
    let Some(card) = rule(kind).map(|rule| rule.card) else { return };
    let read: Vec<&str> =
        card.parameters.iter().filter(|parameter| parameter.table == TABLE).map(|parameter| parameter.key).collect();
    let fields = serde_json::to_value(written).unwrap_or_default();
    let given: Vec<String> = fields
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, _)| key.clone())
        .filter(|key| !ALWAYS.contains(&key.as_str()))
        .collect();
    for key in given.iter().filter(|key| !read.contains(&key.as_str())) {
        let message = format!("`{key}` means nothing to a lever of the kind `{kind}`");
        report.error(&["lever", id, key], codes::LEVER_KEY, message, suggest(key, read.iter().copied()));
    }
    for keys in needed(written.kind) {
        let count = keys.iter().filter(|key| given.iter().any(|given| given == *key)).count();
        if count == 0 {
            let message = format!("the lever `{id}` needs {}", list(keys.iter().copied()).replace(", ", " or "));
            let parameter = card.parameters.iter().find(|parameter| parameter.key == keys[0]);
            let help = format!("add `{}`: {}", keys[0], parameter.map_or_else(String::new, |found| found.form()));
            report.error(&["lever", id], codes::MISSING_KEY, message, help);
        }
        if count > 1 && EITHER.contains(keys) {
            let message = format!("the lever `{id}` has {}", list(keys.iter().copied()).replace(", ", " and "));
            report.error(&["lever", id, keys[1]], codes::LEVER_KEY, message, "make two levers of it");
        }
    }
}

/// Keys of which a lever has one and not both.
const EITHER: [&[&str]; 4] =
    [&["ahead", "later"], &["longer", "shorter"], &["price", "earns"], &["teams", "resources"]];

/// Keys of which a kind needs one of each row.
fn needed(kind: LeverKind) -> &'static [&'static [&'static str]] {
    match kind {
        LeverKind::Stock => &[&["from"], &["price"], &["ahead", "later"]],
        LeverKind::Schedule => &[&["teams"], &["longer", "shorter"]],
        LeverKind::Subcontract | LeverKind::Appointments | LeverKind::Substitute => &[&["from"], &["price"]],
        LeverKind::PeakRoutine => &[&["from"], &["to"], &["saves"], &["price"]],
        LeverKind::Participation => &[&["at"], &["saves"], &["price"]],
        LeverKind::Share => &[&["teams", "resources"], &["at_most"], &["price", "earns"]],
        LeverKind::Redesign => &[&["fixed"], &["handle", "count", "skills", "start", "stop"]],
        LeverKind::Comfort => &[&["at"], &["patience"], &["fixed"]],
        LeverKind::Diversify => &[&["to"], &["at_most"], &["earns"]],
        LeverKind::OffPeak | LeverKind::Promote => &[&["from"], &["to"], &["price"]],
        LeverKind::Expectation => &[&["at"], &["desired"], &["fixed"]],
    }
}

/// Kinds of services that a lever can be about.
fn check_services(
    id: &str,
    kind: LeverKind,
    from: &[planning::model::ServiceIntervals],
    to: &[planning::model::ServiceIntervals],
    model: &Model,
    report: &mut Report<'_>,
) {
    let waits = |service: usize| matches!(model.services[service].kind, ServiceKind::Deferrable(_));
    let (key, queues, works) = match kind {
        LeverKind::Stock => ("from", false, true),
        LeverKind::Subcontract | LeverKind::Substitute => ("from", true, true),
        LeverKind::Diversify => ("to", true, true),
        LeverKind::Participation | LeverKind::Comfort | LeverKind::Expectation => ("at", true, false),
        _ => ("from", true, false),
    };
    for place in from.iter().chain(to) {
        let waits = waits(place.service);
        let name = &model.services[place.service].id;
        let allowed = if waits { works || (kind == LeverKind::Substitute && key == "from") } else { queues };
        if !allowed {
            let what = if waits { "work that may wait" } else { "a queue" };
            let message = format!("`{name}` is {what}, and a lever of the kind `{}` is not for that", kind.id());
            report.error(&["lever", id, key], codes::WRONG_KIND, message, "name another service");
        }
        if waits && model.calendar.wrap {
            let message = format!("the lever `{id}` moves work of `{name}` in a plan that repeats");
            report.error(&["lever", id, key], codes::LEVER_AND_WRAP, message, "use `edges = \"cut\"`");
        }
    }
    let moves_elsewhere = kind == LeverKind::Substitute;
    for place in to.iter().filter(|_| moves_elsewhere) {
        if from.iter().any(|other| other.service == place.service) {
            let message = format!("the lever `{id}` sends contacts to the service they come from");
            report.error(&["lever", id, "to"], codes::BAD_VALUE, message, "name another service, or leave `to` out");
        }
    }
    if moves_elsewhere && to.len() > 1 {
        let message = format!("the lever `{id}` sends contacts to several services");
        report.error(&["lever", id, "to"], codes::BAD_VALUE, message, "make a lever for each of them");
    }
}

/// A time as a whole number of intervals, in minutes.
fn on_grid(path: &[&str; 3], time: Option<WrittenMinutes>, calendar: &Calendar, report: &mut Report<'_>) -> u32 {
    let Some(WrittenMinutes(minutes)) = time else { return 0 };
    if minutes % calendar.interval != 0 {
        let message = format!("`{}` of `{}` is not a whole number of intervals", path[2], path[1]);
        let help = format!("write a multiple of {} minutes", calendar.interval);
        report.error(path, codes::OFF_GRID, message, help);
    }
    if minutes == 0 && path[2] != "after" {
        let message = format!("`{}` of `{}` is no time", path[2], path[1]);
        report.error(path, codes::OUT_OF_RANGE, message, "write a duration above zero");
    }
    minutes
}

/// A price in the unit of the kind, and whether it is for a head-hour.
fn price(
    id: &str,
    lever: &WrittenLever,
    (key, written): (&'static str, Option<UnitPrice>),
    report: &mut Report<'_>,
) -> (Rate, bool) {
    let (rate, unit) = match written {
        None => return (Rate(0), false),
        Some(UnitPrice::Contact(price)) => (price.rate, "contact"),
        Some(UnitPrice::Minute(price)) => (price.rate, "minute"),
        Some(UnitPrice::HeadHour(price)) => (price.rate, "head-hour"),
        Some(UnitPrice::Hour(price)) => (price.rate, "h"),
    };
    let wanted: &[&str] = match lever.kind {
        LeverKind::PeakRoutine => &["minute"],
        LeverKind::Share if lever.resources.is_some() => &["h"],
        LeverKind::Share => &["head-hour"],
        LeverKind::Subcontract => &["contact", "head-hour"],
        _ => &["contact"],
    };
    if !wanted.contains(&unit) {
        let message = format!("`{key}` of the lever `{id}` is for each `{unit}`; here it is for each `{}`", wanted[0]);
        report.error(&["lever", id, key], codes::WRONG_UNIT, message, format!("write \"1.00/{}\"", wanted[0]));
    }
    (rate, unit == "head-hour")
}
