//! The requirement as a table, as JSON and as CSV.

use super::plan_table::period;
use super::requirement::{RequirementFigures, Totals};
use crate::report::grid::TextTable;
use base::money::grouped;
use files::text::json::{Object, fixed};
use files::text::number::number;
use planning::model::Calendar;
use planning::model::Case;
use serde_json::{Value, json};

/// For people.
pub fn text(title: &str, case: &Case, requirement: &RequirementFigures, intervals: bool) -> String {
    let calendar = &case.model.calendar;
    let mut text = format!("{title}\n{}\n", period(calendar));
    for service in &requirement.services {
        let mut grid = TextTable::new(&["day", "contacts", "mean load", "most heads", "at", "head-hours"], 1);
        for (day, totals) in
            service.days.iter().enumerate().filter(|(_, totals)| totals.volume + totals.head_hours > 0.0)
        {
            let date = calendar.date(day as i64).format("%a %-d %b").to_string();
            grid.row(cells(date, totals, totals.peak.map(|at| at_clock(calendar, at))));
        }
        grid.row(cells("all".to_owned(), &service.all, service.all.peak.map(|at| at_day(calendar, at))));
        text.push_str(&format!("\n{} ({})\n{}", service.title, service.id, grid.text()));
    }
    let all = &requirement.all;
    let when = all.peak.map_or_else(String::new, |at| format!(" at {}", at_day(calendar, at)));
    text.push_str(&format!(
        "\nAll services: {} contacts, {} head-hours, most heads {}{when}\n",
        number(all.volume, 1),
        number(all.head_hours, 1),
        grouped(all.peak_heads)
    ));
    if intervals {
        let mut grid = TextTable::new(&["service", "start", "contacts", "load", "desired", "floor"], 2);
        for row in interval_rows(case) {
            let (volume, load) = (number(row.volume, 2), number(row.load, 2));
            grid.row([row.service.to_owned(), row.start, volume, load, row.desired.to_string(), row.floor.to_string()]);
        }
        text.push_str(&format!("\n{}", grid.text()));
    }
    text
}

fn cells(name: String, totals: &Totals, when: Option<String>) -> [String; 6] {
    [
        name,
        number(totals.volume, 1),
        number(totals.load, 1),
        grouped(totals.peak_heads),
        when.unwrap_or_else(|| "-".to_owned()),
        number(totals.head_hours, 1),
    ]
}

fn at_clock(calendar: &Calendar, interval: usize) -> String {
    calendar.local(calendar.interval_start(interval)).format("%H:%M").to_string()
}

fn at_day(calendar: &Calendar, interval: usize) -> String {
    calendar.local(calendar.interval_start(interval)).format("%a %-d %b %H:%M").to_string()
}

/// For programs.
pub fn json(name: &str, title: &str, case: &Case, requirement: &RequirementFigures, intervals: bool) -> Value {
    let calendar = &case.model.calendar;
    let services = requirement.services.iter().map(|service| {
        let mut object = Object::new();
        object.insert("service".to_owned(), json!(service.id));
        object.insert("title".to_owned(), json!(service.title));
        fill(&mut object, calendar, &service.all);
        let days = service.days.iter().enumerate().map(|(day, totals)| {
            let mut of_day = Object::new();
            of_day.insert("date".to_owned(), json!(calendar.date(day as i64)));
            fill(&mut of_day, calendar, totals);
            of_day
        });
        object.insert("days".to_owned(), json!(days.collect::<Vec<_>>()));
        object
    });
    let services: Vec<Object> = services.collect();
    let mut object = Object::new();
    object.insert("name".to_owned(), json!(name));
    object.insert("title".to_owned(), json!(title));
    fill(&mut object, calendar, &requirement.all);
    object.insert("services".to_owned(), json!(services));
    if intervals {
        let rows = interval_rows(case).map(|row| {
            json!({
                "service": row.service, "start": row.start, "volume": fixed(row.volume, 6),
                "load": fixed(row.load, 6), "desired": row.desired, "floor": row.floor,
            })
        });
        object.insert("intervals".to_owned(), rows.collect());
    }
    Value::Object(object)
}

fn fill(object: &mut Object, calendar: &Calendar, totals: &Totals) {
    object.insert("volume".to_owned(), fixed(totals.volume, 6));
    object.insert("peak_heads".to_owned(), json!(totals.peak_heads));
    let peak = totals.peak.map(|interval| calendar.stamp(calendar.interval_start(interval)));
    object.insert("peak_at".to_owned(), json!(peak));
    object.insert("head_hours".to_owned(), fixed(totals.head_hours, 6));
    object.insert("mean_load".to_owned(), fixed(totals.load, 6));
}

/// Every open interval as CSV.
pub fn csv(case: &Case) -> String {
    let mut text = "service,start,volume,load,desired,floor\n".to_owned();
    for row in interval_rows(case) {
        let (volume, load) = (fixed(row.volume, 6), fixed(row.load, 6));
        text.push_str(&format!("{},{},{volume},{load},{},{}\n", row.service, row.start, row.desired, row.floor));
    }
    text
}

struct IntervalRow<'a> {
    service: &'a str,
    start: String,
    volume: f64,
    load: f64,
    desired: u32,
    floor: u32,
}

fn interval_rows(case: &Case) -> impl Iterator<Item = IntervalRow<'_>> {
    let calendar = &case.model.calendar;
    case.model.services.iter().zip(&case.requirements).flat_map(move |(service, need)| {
        (0..calendar.intervals()).filter(|&interval| service.open[interval]).map(move |interval| IntervalRow {
            service: &service.id,
            start: calendar.stamp(calendar.interval_start(interval)),
            volume: service.volume[interval],
            load: need.load[interval],
            desired: need.desired[interval],
            floor: need.minimum[interval],
        })
    })
}
