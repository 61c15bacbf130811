//! What is said of all slots together: the template, what is booked, what repeats.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::{DayKey, WrittenClock as Shown};
use crate::load::schema::ModelFile;
use crate::load::schema::slots::TemplateRow;
use chrono::{Datelike, Weekday};
use planning::model::{Model, PeakPrice, SlotRules, TemplateSlot};

/// The rules of slots.
pub fn resolve(file: &ModelFile, model: &Model, report: &mut Report<'_>) -> SlotRules {
    let written = &file.slots;
    check_company(file, model, report);
    check_holds(file, model, report);
    if written.keep_template && written.template_rows.is_empty() {
        let message = "`slots.keep_template` keeps a template that is not there";
        report.error(&["slots", "keep_template"], codes::MISSING_KEY, message, "name a file under `template`");
    }
    let mut seen: Vec<Weekday> = Vec::new();
    for day in written.repeat.iter().flat_map(|days| &days.0) {
        if seen.contains(day) {
            let message = format!("{day} is in two groups of `slots.repeat`");
            report.error(&["slots", "repeat"], codes::DAY_TWICE, message, "name each day once");
        }
        seen.push(*day);
    }
    SlotRules {
        booked: rows("booked_rows", &written.booked_rows, model, report),
        template: rows("template_rows", &written.template_rows, model, report),
        keep_template: written.keep_template,
        repeat: written.repeat.iter().map(|days| days.0.clone()).collect(),
        level: written.level.as_ref().map(|level| PeakPrice { price: level.price.rate, over: level.over }),
    }
}

/// Slots are placed with heads of teams; nothing else moves them.
fn check_company(file: &ModelFile, model: &Model, report: &mut Report<'_>) {
    let Some(booked) = model.services.iter().find(|service| service.booking().is_some()) else { return };
    if let Some((id, _)) = file.lever.entries.iter().find(|(_, lever)| lever.on) {
        let message = format!("the lever `{id}` is on, and `{}` has appointments", booked.id);
        report.error(&["lever", id], codes::SLOTS_AND_LEVERS, message, "delete the lever, or set `on = false`");
    }
}

/// Slots of the days of the plan.
fn rows(list: &str, written: &[TemplateRow], model: &Model, report: &mut Report<'_>) -> Vec<TemplateSlot> {
    let mut slots = Vec::new();
    for (number, row) in written.iter().enumerate() {
        let number = number.to_string();
        let path = |key: &'static str| ["slots", list, &number, key].map(str::to_owned);
        let Some((service, team, held)) = whom(&path, row, model, report) else { continue };
        let of = &model.services[service];
        let days: Vec<u32> = (0..model.calendar.days).filter(|&day| is_on(&row.day, model, day)).collect();
        let fitting: Vec<u32> =
            days.iter().copied().filter(|&day| of.has_room_for_a_slot(&model.calendar, day, row.start.0)).collect();
        let dated = matches!(row.day, DayKey::Date(_));
        if (dated && days.is_empty()) || (fitting.is_empty() && !days.is_empty()) {
            let message = format!("a slot of `{}` at {} fits no session", row.service, Shown(row.start.0));
            let help = "let it begin and end within opening hours, on the grid of its `every`, on a day of the plan";
            let path = path("start");
            report.error(&path.each_ref().map(String::as_str), codes::SLOT_FITS_NOWHERE, message, help);
        }
        if row.extra > row.count {
            let message = format!("{} second places for {} slots", row.extra, row.count);
            let path = path("extra");
            let help = "a slot has at most one second place";
            report.error(&path.each_ref().map(String::as_str), codes::OUT_OF_RANGE, message, help);
        }
        let hold = held.and_then(|class| of.booking()?.classes.get(class)?.hold);
        if let Some(hold) = hold.filter(|hold| hold.days_before == 0 && row.start.0 < hold.at) {
            let message = format!("a slot at {} is held back until {}", Shown(row.start.0), Shown(hold.at));
            let path = path("held");
            let help = "leave out `held`, or release such slots before they begin";
            report.error(&path.each_ref().map(String::as_str), codes::RELEASE_AFTER_SLOT, message, help);
        }
        let slot =
            |day| TemplateSlot { service, day, start: row.start.0, team, count: row.count, extra: row.extra, held };
        slots.extend(fitting.into_iter().map(slot));
    }
    slots.sort();
    slots
}

/// Service, team and urgency that a row names.
fn whom(
    path: &dyn Fn(&'static str) -> [String; 4],
    row: &TemplateRow,
    model: &Model,
    report: &mut Report<'_>,
) -> Option<(usize, Option<usize>, Option<usize>)> {
    let here = |key| path(key);
    let known: Vec<(&str, usize)> = (model.services.iter().enumerate())
        .filter(|(_, service)| service.booking().is_some())
        .map(|(index, service)| (service.id.as_str(), index))
        .collect();
    let at = here("type");
    let service = report
        .word(&at.each_ref().map(String::as_str), "appointment service", &row.service, &known)
        .first()
        .copied()?;
    let team = match &row.team {
        None => None,
        Some(word) => {
            let able =
                |(_, team): &(usize, &planning::model::Team)| team.skills.iter().any(|&(able, _)| able == service);
            let teams = model.teams.iter().enumerate().filter(able);
            let known: Vec<(&str, usize)> = teams.map(|(index, team)| (team.id.as_str(), index)).collect();
            let at = here("team");
            let what = "team with this skill";
            Some(*report.word(&at.each_ref().map(String::as_str), what, word, &known).first()?)
        }
    };
    let held = match &row.held {
        None => None,
        Some(word) => {
            let classes = model.services[service].booking()?.classes.iter().enumerate();
            let held = classes.filter(|(_, class)| class.hold.is_some());
            let known: Vec<(&str, usize)> = held.map(|(index, class)| (class.id.as_str(), index)).collect();
            let at = here("held");
            let what = "urgency with `hold`";
            Some(*report.word(&at.each_ref().map(String::as_str), what, &word.0, &known).first()?)
        }
    };
    Some((service, team, held))
}

fn is_on(key: &DayKey, model: &Model, day: u32) -> bool {
    let date = model.calendar.date(i64::from(day));
    match key {
        DayKey::Date(only) => *only == date,
        DayKey::Week(days) => days.0.contains(&date.weekday()),
    }
}

/// A slot that is held back must be released before the last one of the day begins.
fn check_holds(file: &ModelFile, model: &Model, report: &mut Report<'_>) {
    for (index, (id, written)) in file.service.entries.iter().enumerate() {
        let (Some(booking), Some(requests)) = (model.services[index].booking(), &written.requests) else { continue };
        let starts = (0..1440u32).filter(|clock| clock.is_multiple_of(booking.every));
        let some_day = model.services[index].working_days(&model.calendar);
        let last = starts.rev().find(|&clock| {
            some_day.iter().any(|&day| model.services[index].has_room_for_a_slot(&model.calendar, day, clock))
        });
        let Some(last) = last else {
            let message = format!("an appointment of `{id}` fits no session: {} min are open nowhere", booking.length);
            let help = "shorten `length`, or open longer; check `every`";
            report.error(&["service", id, "length"], codes::SLOT_FITS_NOWHERE, message, help);
            continue;
        };
        for (class, terms) in &requests.entries {
            let Some(hold) = terms.hold.as_ref().filter(|hold| hold.days_before == 0 && hold.at.0 > last) else {
                continue;
            };
            let path = ["service", id, "requests", class, "hold", "at"];
            let message =
                format!("`{id}` releases slots at {}, after the last of them begins ({})", hold.at, Shown(last));
            report.error(&path, codes::RELEASE_AFTER_SLOT, message, "release them earlier");
        }
    }
}
