//! The appointment book for people and programs.

use super::{LevelFigures, SlotFigures, TypeFigures, level_of, of_template};
use crate::report::grid::TextTable;
use crate::report::slots::UrgencyFigures;
use chrono::Timelike;
use files::slot_difference::SlotDifference;
use files::text::json::fixed;
use files::text::number::{number, percent};
use planning::model::Case;
use planning::model::{Model, TemplateSlot};
use planning::plan::StaffingPlan;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The appointment book for people.
pub fn text(figures: &SlotFigures) -> String {
    let mut slots = TextTable::new(&["appointments", "slots", "held", "second", "visits", "no-shows"], 1);
    for of in &figures.types {
        let counts = [of.slots, of.held, of.extra].map(|count| count.to_string());
        slots.row([of.id.clone()].into_iter().chain(counts).chain([number(of.visits, 1), number(of.no_shows, 1)]));
    }
    let headings = ["access", "urgency", "promised", "reached", "requests", "days", "waiting"];
    let mut access = TextTable::new(&headings, 3);
    for (of, class) in figures.types.iter().flat_map(|of| of.classes.iter().map(move |class| (of, class))) {
        access.row([
            of.id.clone(),
            class.id.clone(),
            promised(class),
            class.in_time.map_or("-".to_owned(), |share| percent(share, 1)),
            number(class.requests, 1),
            number(class.delay, 1),
            number(class.waiting, 1),
        ]);
    }
    format!("{}\n{}{}", slots.text(), access.text(), level(figures))
}

/// Slots of each day, hour by hour, for people: how many begin then.
pub fn days(model: &Model, plan: &StaffingPlan) -> String {
    let mut text = String::new();
    let mut begins: BTreeMap<u32, BTreeMap<(usize, u32), u32>> = BTreeMap::new();
    for slot in &plan.slots {
        let hour = model.calendar.local(slot.start).hour();
        *begins.entry(slot.day).or_default().entry((slot.service, hour)).or_default() += 1;
    }
    let hours: Vec<u32> = begins.values().flat_map(|day| day.keys().map(|&(_, hour)| hour)).collect();
    let (Some(&first), Some(&last)) = (hours.iter().min(), hours.iter().max()) else {
        return "  no slots are opened\n".to_owned();
    };
    let shown: Vec<String> = (first..=last).map(|hour| format!("{hour:02}")).collect();
    let headings = ["day", "slots begin"].into_iter().chain(shown.iter().map(String::as_str));
    let mut grid = TextTable::new(&headings.collect::<Vec<_>>(), 2);
    for (day, counts) in begins.into_iter().take(DAYS) {
        let services: BTreeSet<usize> = counts.keys().map(|&(service, _)| service).collect();
        for service in services {
            let date = model.calendar.date(i64::from(day)).format("%a %-d %b").to_string();
            let at = |hour: u32| counts.get(&(service, hour)).map_or("·".to_owned(), u32::to_string);
            grid.row([date, model.services[service].id.clone()].into_iter().chain((first..=last).map(at)));
        }
    }
    text.push_str(&grid.text());
    if plan.slots.last().is_some_and(|slot| slot.day >= DAYS as u32) {
        text.push_str("  ... and later days, in slots.csv\n");
    }
    text
}

/// Days that are shown.
const DAYS: usize = 7;

/// How another appointment book differs.
pub fn against(case: &Case, found: &[SlotDifference], other: &[TemplateSlot]) -> String {
    let headings = ["against the other", "places", "other", "slots in both", "only here", "only there"];
    let mut grid = TextTable::new(&headings, 1);
    for SlotDifference { service, places, both, only } in found {
        let counts = [places[0], places[1], *both, only[0], only[1]].map(|count| count.to_string());
        grid.row([service.clone()].into_iter().chain(counts));
    }
    let load = level_of(case, &of_template(&case.model, other));
    format!("\n{}  combined load of the other, peak to mean: {}\n", grid.text(), told(&load))
}

/// The promise in words.
fn promised(class: &UrgencyFigures) -> String {
    match class.promised {
        None => "-".to_owned(),
        Some((share, 0)) => format!("{} the same day", percent(share, 0)),
        Some((share, 1)) => format!("{} in 1 day", percent(share, 0)),
        Some((share, days)) => format!("{} in {days} days", percent(share, 0)),
    }
}

fn level(figures: &SlotFigures) -> String {
    let before =
        figures.today.as_ref().map_or_else(String::new, |today| format!("; with today's template {}", told(today)));
    format!("  combined load, peak to mean: {}{before}\n", told(&figures.level))
}

fn told(level: &LevelFigures) -> String {
    let (peak, mean) = (number(level.peak, 1), number(level.mean, 1));
    format!("{} (peak {peak} heads, mean {mean})", number(level.ratio(), 2))
}

/// The appointment book for programs.
pub fn json(figures: &SlotFigures) -> Value {
    json!({
        "types": figures.types.iter().map(of_type).collect::<Value>(),
        "combined_load": of_level(&figures.level),
        "combined_load_today": figures.today.as_ref().map(of_level),
    })
}

fn of_level(level: &LevelFigures) -> Value {
    json!({ "peak": fixed(level.peak, 6), "mean": fixed(level.mean, 6), "peak_to_mean": fixed(level.ratio(), 6) })
}

fn of_type(of: &TypeFigures) -> Value {
    let class = |class: &UrgencyFigures| {
        json!({
            "urgency": class.id, "requests": fixed(class.requests, 6),
            "promised_share": class.promised.map(|(share, _)| share),
            "promised_days": class.promised.map(|(_, days)| days),
            "in_time": class.in_time.map_or(Value::Null, |share| fixed(share, 6)),
            "mean_delay_days": fixed(class.delay, 6), "waiting": fixed(class.waiting, 6),
        })
    };
    json!({
        "service": of.id, "slots": of.slots, "second_places": of.extra, "held": of.held,
        "visits": fixed(of.visits, 6), "no_shows": fixed(of.no_shows, 6),
        "urgencies": of.classes.iter().map(class).collect::<Value>(),
    })
}
