//! A simulation for programs.

use super::figures::{ServicePlayed, TeamPlayed, TeamSpan};
use super::formulas::{Formula, Formulas};
use super::table::worst_of;
use crate::report::simulation::figures::{PlanPlayed, PlayedSpan};
use crate::report::simulation::promise::PromiseKept;
use files::text::json::{Object, fixed};
use planning::model::Calendar;
use serde_json::{Value, json};
use simulation::Estimate;

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-simulation/1";

/// Worst intervals named for each service.
const WORST: usize = 20;

/// The whole simulation but its intervals, which are in CSV.
pub fn json(name: &str, title: &str, played: &PlanPlayed, calendar: &Calendar) -> Value {
    json!({
        "schema": SCHEMA,
        "name": name,
        "title": title,
        "seed": played.effort.seed,
        "confidence": fixed(played.effort.confidence, 6),
        "precision": fixed(played.effort.precision, 6),
        "replications": played.replications,
        "as_sure_as_asked": played.sure,
        "events": played.events,
        "services": played.services.iter().map(|of| service(of, calendar)).collect::<Value>(),
        "teams": played.teams.iter().map(|of| team(of, calendar)).collect::<Value>(),
    })
}

fn estimate(found: Estimate) -> Value {
    json!({ "mean": fixed(found.mean, 6), "half": fixed(found.half, 6) })
}

fn service(of: &ServicePlayed, calendar: &Calendar) -> Value {
    let date = |span: &PlayedSpan| with("date", json!(calendar.date(span.index as i64)), level(span, of));
    let worst = worst_of(of)
        .into_iter()
        .take(WORST)
        .map(|span| with("start", json!(calendar.stamp(calendar.interval_start(span.index))), level(span, of)));
    json!({
        "service": of.id,
        "title": of.title,
        "kind": if of.deferrable { "deferrable" } else { "queue" },
        "within_minutes": of.within.map_or(Value::Null, |within| fixed(within, 6)),
        "targets": of.promises.iter().map(promise).collect::<Value>(),
        "all": level(&of.all, of),
        "days": of.days.iter().map(date).collect::<Value>(),
        "worst_intervals": worst.collect::<Value>(),
    })
}

fn with(key: &str, value: Value, rest: Object) -> Object {
    let mut object = Object::new();
    object.insert(key.to_owned(), value);
    object.extend(rest);
    object
}

fn level(of: &PlayedSpan, service: &ServicePlayed) -> Object {
    let mut object = Object::new();
    let mut add = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    add("contacts", fixed(of.contacts, 4));
    add("again", fixed(of.again, 4));
    add("heads", fixed(of.heads, 4));
    let known = service.deferrable || service.within.is_some();
    add("in_time", if known { estimate(of.in_time) } else { Value::Null });
    add("wait_minutes", estimate(of.wait));
    add("wait_95_minutes", estimate(of.wait_95));
    add("abandoned", estimate(of.lost));
    add("backlog", estimate(of.backlog));
    add("late", if service.deferrable { fixed(of.late, 4) } else { Value::Null });
    add("formulas", of.formulas.as_ref().map_or(Value::Null, formulas));
    object
}

fn formulas(of: &Formulas) -> Value {
    let formula = |of: &Formula| json!({ "in_time": fixed(of.in_time, 6), "wait_minutes": fixed(of.wait, 6), "abandoned": fixed(of.lost, 6) });
    json!({
        "erlang_c": formula(&of.erlang_c),
        "erlang_a": of.erlang_a.as_ref().map_or(Value::Null, formula),
        "carried_load": formula(&of.carried),
    })
}

fn promise(of: &PromiseKept) -> Value {
    let [yes, no, perhaps] = of.spans;
    json!({
        "level": of.level, "target": of.text, "surely_kept": yes, "surely_missed": no, "too_close_to_tell": perhaps,
        "reached": estimate(of.all),
    })
}

fn team(of: &TeamPlayed, calendar: &Calendar) -> Value {
    let span = |of: &TeamSpan| {
        let mut object = Object::new();
        object.insert("hours".to_owned(), fixed(of.hours, 4));
        object.insert("occupancy".to_owned(), estimate(of.occupancy));
        object.insert("overtime_minutes".to_owned(), estimate(of.overtime));
        object
    };
    let days = of.days.iter().map(|day| with("date", json!(calendar.date(day.index as i64)), span(day)));
    let days: Vec<Object> = days.collect();
    json!({ "team": of.id, "all": span(&of.all), "days": days })
}
