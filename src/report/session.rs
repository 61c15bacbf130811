//! The best template of a session beside those that people use.

use super::calibration::table::name;
use super::grid::wrapped;
use crate::report::grid::TextTable;
use files::load::AskedSession;
use files::text::json::fixed;
use files::text::number::{clock, number, percent, rounded};
use queueing::session::{Expected, OptimalTemplate, SessionGrid, baselines, optimal_template};
use serde_json::{Value, json};

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-session/1";

/// What is shown of a session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SessionResult {
    /// The best template.
    pub best: OptimalTemplate,
    /// The best one, then others, the cheapest first.
    pub templates: Vec<Template>,
}

/// A template and what may be expected of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Template {
    /// Its name.
    pub name: String,
    /// How it is made; empty where somebody wrote it.
    pub how: &'static str,
    /// People in each slot.
    pub template: Vec<u32>,
    /// What may be expected.
    pub expected: Expected,
}

impl SessionResult {
    /// Finds the best template and evaluates the others.
    pub fn of(asked: &AskedSession) -> SessionResult {
        let grid = SessionGrid::new(&asked.session);
        let best = optimal_template(&grid);
        let known = baselines(&asked.session).into_iter();
        let known = known.map(|baseline| (baseline.name.to_owned(), baseline.how, baseline.template));
        let written = asked.templates.iter().map(|(name, template)| (name.clone(), "", template.clone()));
        let mut templates: Vec<Template> = known
            .chain(written)
            .map(|(name, how, template)| Template { expected: grid.expect(&template), name, how, template })
            .collect();
        templates.sort_by(|one, other| one.expected.cost.total_cmp(&other.expected.cost));
        let first = Template {
            name: "best".to_owned(),
            how: "proved: no template costs less",
            template: best.template.clone(),
            expected: best.expected,
        };
        templates.insert(0, first);
        SessionResult { best, templates }
    }
}

/// Everything on one screen.
pub fn text(asked: &AskedSession, found: &SessionResult) -> String {
    let session = &asked.session;
    let come = f64::from(session.people) * (1.0 - session.no_show);
    let urgent = match session.urgent > 0.0 {
        true => format!("; {} emergencies an hour", number(session.urgent, 2)),
        false => String::new(),
    };
    let about = format!(
        "{} people in {} minutes, slots of {} minutes; service {} minutes ({}), {} stay away{urgent}. A minute of waiting \
         weighs {}, of idle time {}, of overtime {}.",
        session.people,
        session.length(),
        session.slot,
        number(session.service.mean, 1),
        name(&session.service.distribution),
        percent(session.no_show, 0),
        session.weights.waiting,
        session.weights.idle,
        session.weights.overtime
    );
    let mut text = format!("{}\n{}\n", asked.title, wrapped(&about, 0));
    let mut grid = TextTable::new(&["template", "cost", "a wait", "idle", "overtime", "more than the best"], 1);
    let least = found.best.expected.cost;
    for template in &found.templates {
        let Expected { waiting, idle, overtime, cost, .. } = template.expected;
        let minutes = |minutes: f64| format!("{} min", number(minutes, 1));
        let more =
            if template.name == "best" || least <= 0.0 { "-".to_owned() } else { percent(cost / least - 1.0, 1) };
        let cost = number(cost, 2);
        grid.row([template.name.clone(), cost, minutes(waiting / come), minutes(idle), minutes(overtime), more]);
    }
    text.push_str(&grid.text());
    text.push('\n');
    for template in &found.templates {
        let how = if template.how.is_empty() { String::new() } else { format!(" ({})", template.how) };
        text.push_str(&wrapped(&format!("{}{how}: {}", template.name, starts(asked, template)), 2));
    }
    text
}

/// `08:00 2, 08:15, 08:25`.
fn starts(asked: &AskedSession, template: &Template) -> String {
    let booked = template.template.iter().enumerate().filter(|(_, count)| **count > 0);
    let starts = booked.map(|(slot, count)| {
        let at = clock(asked.begin + slot as u32 * asked.session.slot);
        if *count == 1 { at } else { format!("{at} ×{count}") }
    });
    starts.collect::<Vec<_>>().join(", ")
}

/// A row for each slot: its start, and the people of each template.
pub fn csv(asked: &AskedSession, found: &SessionResult) -> String {
    let names: Vec<&str> = found.templates.iter().map(|template| template.name.as_str()).collect();
    let mut text = format!("start,minute,{}\n", names.join(","));
    for slot in 0..asked.session.slots {
        let minute = slot * asked.session.slot;
        let counts = found.templates.iter().map(|template| template.template[slot as usize].to_string());
        let counts: Vec<String> = counts.collect();
        text.push_str(&format!("{},{minute},{}\n", clock(asked.begin + minute), counts.join(",")));
    }
    text
}

/// Everything for programs; minutes, and costs in the unit of the weights.
pub fn json(asked: &AskedSession, found: &SessionResult) -> Value {
    let session = &asked.session;
    let template = |template: &Template| {
        let expected = &template.expected;
        json!({
            "name": template.name,
            "people": template.template,
            "cost": fixed(expected.cost, 9),
            "waiting": fixed(expected.waiting, 9),
            "idle": fixed(expected.idle, 9),
            "overtime": fixed(expected.overtime, 9),
            "emergencies_waiting": fixed(expected.urgent_waiting, 9),
        })
    };
    json!({
        "schema": SCHEMA,
        "title": asked.title,
        "people": session.people,
        "begin": clock(asked.begin),
        "slot_minutes": session.slot,
        "slots": session.slots,
        "step_minutes": rounded(f64::from(session.slot) / f64::from(session.steps), 6),
        "service": { "mean": fixed(session.service.mean, 6), "spread": name(&session.service.distribution) },
        "no_show": fixed(session.no_show, 6),
        "emergencies_per_hour": fixed(session.urgent, 6),
        "weights": {
            "waiting": session.weights.waiting, "idle": session.weights.idle, "overtime": session.weights.overtime,
        },
        "bound": fixed(found.best.bound, 9),
        "templates": found.templates.iter().map(template).collect::<Value>(),
    })
}
