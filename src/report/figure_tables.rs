//! The tables that follow from a plan: shifts, breaks, teams and cover.

use crate::report::figures::Figures;
use crate::report::shifts::start_clock;
use files::folder::table;
use files::text::number::clock;
use files::text::number::rounded;
use planning::model::Model;
use planning::plan::StaffingPlan;
use std::collections::BTreeMap;

/// `shifts.csv`: heads on each shift and date.
pub fn shifts(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let mut counts: BTreeMap<_, u32> = BTreeMap::new();
    for person in &plan.people {
        for shift in &person.shifts {
            *counts
                .entry((person.team, shift.template, start_clock(model, shift), shift.span, shift.day))
                .or_default() += 1;
        }
    }
    let rows = counts.into_iter().map(|((team, rule, start, span, day), heads)| {
        vec![
            model.teams[team].id.clone(),
            model.shifts[rule].id.clone(),
            clock(start),
            span.to_string(),
            model.calendar.date(day.into()).to_string(),
            heads.to_string(),
        ]
    });
    table(&["team", "shift", "start", "minutes", "date", "heads"], rows)
}

/// `breaks.csv`: heads on each break of each shift.
pub fn breaks(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let mut counts: BTreeMap<_, u32> = BTreeMap::new();
    for person in &plan.people {
        for shift in &person.shifts {
            for (which, rest) in shift.breaks.iter().enumerate() {
                let key =
                    (person.team, shift.template, start_clock(model, shift), shift.day, which, rest.begin, shift.start);
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let rows = counts.into_iter().map(|((team, rule, start, day, which, begin, minute), heads)| {
        let name = model.shifts[rule].breaks.get(which).map_or("", |rest| rest.name.as_str());
        vec![
            model.teams[team].id.clone(),
            model.shifts[rule].id.clone(),
            clock(start),
            model.calendar.date(day.into()).to_string(),
            name.to_owned(),
            model.calendar.stamp(minute + i64::from(begin)),
            heads.to_string(),
        ]
    });
    table(&["team", "shift", "start", "date", "break", "begin", "heads"], rows)
}

/// `teams.csv`: people and paid hours.
pub fn teams(figures: &Figures) -> Result<Vec<u8>, csv::Error> {
    let rows = figures.teams.iter().map(|team| {
        let hours = rounded(team.paid_minutes as f64 / 60.0, 4).to_string();
        vec![team.id.clone(), team.heads.to_string(), team.used.to_string(), team.shifts.to_string(), hours]
    });
    table(&["team", "heads", "people_used", "shifts", "paid_hours"], rows)
}

/// `cover.csv`: need and supply of each service in each interval.
pub fn cover(model: &Model, figures: &Figures) -> Result<Vec<u8>, csv::Error> {
    let rows = figures.services.iter().flat_map(|service| {
        service.cells.iter().map(move |cell| {
            let number = |value: f64| if value.is_finite() { rounded(value, 6).to_string() } else { String::new() };
            let level = |of: fn(&crate::report::cover::ServiceLevel) -> f64| {
                cell.level.map_or_else(String::new, |level| number(of(&level)))
            };
            vec![
                service.id.clone(),
                model.calendar.stamp(model.calendar.interval_start(cell.interval)),
                number(cell.volume),
                number(cell.load),
                cell.floor.to_string(),
                cell.desired.to_string(),
                number(cell.supply),
                number(cell.shortage),
                level(|level| level.answered.unwrap_or(f64::NAN)),
                level(|level| level.wait),
                level(|level| level.lost),
                level(|level| level.occupancy),
            ]
        })
    });
    let header = [
        "service",
        "start",
        "volume",
        "load",
        "floor",
        "desired",
        "supply",
        "shortage",
        "answered",
        "wait_minutes",
        "abandoned",
        "occupancy",
    ];
    table(&header, rows)
}
