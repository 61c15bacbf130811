//! The figures of a plan as JSON: stable keys in a stable order.

use super::classes::ClassFigures;
use super::conflict;
use super::figures::Figures;
use super::levers;
use super::promise::spans_name;
use super::service::ServiceFigures;
use super::slots;
use super::zone::Zones;
use crate::report::promise::PromiseFigures;
use crate::run::Failure;
use files::text::json::{Object, fixed};
use mip::outcome::{Ending, Verdict};
use serde_json::{Value, json};

fn maybe(value: Option<f64>, digits: i32) -> Value {
    value.map_or(Value::Null, |value| fixed(value, digits))
}

/// The figures of a plan; `seconds` is how long it took, left out where bytes must not depend on the clock.
pub fn plan(name: &str, title: &str, figures: &Figures, seconds: Option<f64>) -> Object {
    let mut object = Object::new();
    let mut add = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    add("name", json!(name));
    add("title", json!(title));
    add("verdict", json!(figures.outcome.verdict));
    add("ending", json!(figures.outcome.ending));
    add("currency", json!(figures.currency));
    add("objective", json!(figures.cost.total.major()));
    add("bound", fixed(figures.outcome.bound, 2));
    add("gap", fixed(figures.outcome.gap, 9));
    add("seconds", maybe(seconds, 3));
    add("paid_hours", fixed(figures.paid_hours(), 4));
    add("cost", cost(figures));
    add("peak", json!({ "heads": fixed(figures.peak.heads, 4), "when": figures.peak_when }));
    let productivity = json!({
        "weighted": fixed(figures.weighted(), 3),
        "weighted_per_paid_hour": fixed(figures.weighted_per_paid_hour(), 6),
        "weighted_per_100_cash": fixed(figures.weighted_per_cash() * 100.0, 6),
        "in_time": fixed(figures.in_time(), 3),
        "per_paid_hour": fixed(figures.in_time_per_paid_hour(), 6),
        "per_100_cash": fixed(figures.in_time_per_cash() * 100.0, 6),
    });
    add("productivity", productivity);
    add("services", figures.services.iter().map(service).collect());
    let teams = figures.teams.iter().map(|team| {
        json!({
            "team": team.id, "title": team.title, "heads": team.heads, "people_used": team.used,
            "shifts": team.shifts, "paid_hours": fixed(team.paid_minutes as f64 / 60.0, 4),
        })
    });
    add("teams", teams.collect());
    let resources = figures.resources.iter().map(|(id, count)| json!({ "resource": id, "count": count }));
    add("resources", resources.collect());
    let shifts = figures.shifts.iter().map(|shift| {
        json!({
            "shift": shift.shift, "start": files::text::number::clock(shift.start),
            "end": files::text::number::clock(shift.start + shift.span), "minutes": shift.span, "heads": shift.heads,
        })
    });
    add("shifts", shifts.collect());
    if !figures.levers.is_empty() {
        add("levers", levers::json(&figures.levers));
        add("without_levers", figures.without_levers.map_or(Value::Null, |without| json!(without.major())));
    }
    if let Some(found) = &figures.contributions {
        add("contributions", levers::contributions_json(found));
    }
    if let Some(slots) = &figures.slots {
        add("slots", slots::table::json(slots));
    }
    if let Some(roster) = &figures.roster {
        let rules: Object = roster.rules.iter().map(|(rule, amount)| (rule.clone(), json!(amount.major()))).collect();
        let figures = json!({
            "shifts": roster.shifts, "heads_missing": roster.missing, "heads_too_many": roster.surplus,
            "wishes": roster.wishes, "wishes_unmet": roster.unmet, "rules": rules,
        });
        add("roster", figures);
    }
    object
}

fn cost(figures: &Figures) -> Value {
    let accounts: Object =
        figures.cost.accounts.iter().map(|(name, amount)| (name.clone(), json!(amount.major()))).collect();
    json!({ "cash": figures.cost.cash.major(), "priced": figures.cost.priced.major(), "accounts": accounts })
}

fn service(service: &ServiceFigures) -> Value {
    json!({
        "service": service.id,
        "title": service.title,
        "kind": kind(service),
        "volume": fixed(service.volume, 3),
        "in_time": fixed(service.in_time, 3),
        "weighted": fixed(service.weighted, 3),
        "within_minutes": maybe(service.within, 6),
        "answered": maybe(service.answered, 6),
        "wait_minutes": maybe(service.wait, 6),
        "abandoned": maybe(service.lost, 6),
        "missed": if service.deferrable { fixed(service.missed, 3) } else { Value::Null },
        "occupancy": fixed(service.occupancy, 6),
        "floor_hours": fixed(service.floor_hours, 4),
        "supply_hours": fixed(service.supply_hours, 4),
        "shortage_hours": fixed(service.shortage_hours, 4),
        "zone": service.zone.name(),
        "targets": service.promises.iter().map(promise).collect::<Value>(),
        "zones": service.zones.iter().map(zones).collect::<Value>(),
        "classes": service.classes.iter().map(class).collect::<Value>(),
    })
}

fn class(class: &ClassFigures) -> Value {
    json!({
        "class": class.id,
        "title": class.title,
        "volume": fixed(class.volume, 3),
        "in_time": fixed(class.in_time, 3),
        "weighted": fixed(class.weighted, 3),
        "within_minutes": maybe(class.within, 6),
        "answered": maybe(class.answered, 6),
        "wait_minutes": fixed(class.wait, 6),
        "abandoned": fixed(class.lost, 6),
        "zone": class.zone.name(),
        "targets": class.promises.iter().map(promise).collect::<Value>(),
        "zones": class.zones.iter().map(zones).collect::<Value>(),
    })
}

fn zones(zones: &Zones) -> Value {
    json!({ "over": spans_name(zones.scope), "below": zones.below, "within": zones.within, "desired": zones.above })
}

fn kind(service: &ServiceFigures) -> &'static str {
    match (service.booked, service.deferrable) {
        (true, _) => "appointment",
        (false, true) => "deferrable",
        (false, false) => "queue",
    }
}

fn promise(promise: &PromiseFigures) -> Value {
    json!({
        "level": promise.level, "target": promise.text, "goal": fixed(promise.goal, 6),
        "reached": fixed(promise.reached, 6), "over": promise.unit, "spans": promise.spans, "kept": promise.kept,
    })
}

/// What is left to say where there is no plan.
pub fn failure(name: &str, title: &str, failure: &Failure, seconds: Option<f64>) -> Object {
    let (verdict, ending) = match failure {
        Failure::Infeasible(_) => (json!(Verdict::Infeasible), json!(Ending::Conflict)),
        Failure::Stopped(ending) => (json!(Verdict::Nothing), json!(ending)),
        Failure::Bug(_) => (json!("error"), Value::Null),
    };
    let mut object = Object::new();
    for (key, value) in [("name", json!(name)), ("title", json!(title)), ("verdict", verdict), ("ending", ending)] {
        object.insert(key.to_owned(), value);
    }
    for key in ["objective", "bound", "gap"] {
        object.insert(key.to_owned(), Value::Null);
    }
    object.insert("seconds".to_owned(), maybe(seconds, 3));
    match failure {
        Failure::Infeasible(found) => object.insert("conflict".to_owned(), conflict::json(found)),
        Failure::Stopped(_) => None,
        Failure::Bug(what) => object.insert("error".to_owned(), json!(what)),
    };
    object
}
