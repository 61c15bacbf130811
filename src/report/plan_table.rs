//! A plan on one screen.

use super::figures::Figures;
use super::levers;
use super::promise::spans_name;
use super::service::shown;
use super::slots;
use super::tight::{Tight, tight};
use super::zone::{Zone, Zones};
use crate::report::grid::TextTable;
use crate::report::promise::PromiseFigures;
use crate::report::roster_table;
use base::money::grouped;
use files::text::number::{clock, number, percent, span};
use files::text::outcome;
use planning::model::Calendar;

/// The plan called `title`. With `all`, every different shift and more of the tight intervals are shown.
pub fn text(title: &str, figures: &Figures, calendar: &Calendar, all: bool) -> String {
    let said = outcome::sentence(&figures.outcome, figures.cost.total, &figures.currency);
    let mut text = format!("{title}\n{}\n", period(calendar));
    text.push_str(&format!("{} {}: {said}\n\n", figures.cost.total, figures.currency));
    text.push_str(&cost(figures));
    text.push('\n');
    text.push_str(&staff(figures));
    text.push('\n');
    if !figures.services.is_empty() {
        text.push_str(&services(figures));
        text.push_str(&notes(figures));
        text.push('\n');
        text.push_str(&zones(figures, all));
        text.push('\n');
    }
    if let Some(slots) = &figures.slots {
        text.push_str(&slots::table::text(slots));
        text.push('\n');
    }
    if !figures.levers.is_empty() {
        text.push_str(&levers::text(&figures.levers, &figures.currency));
        if let (Some(without), None) = (figures.without_levers, &figures.contributions) {
            text.push_str(&format!("  {}\n", levers::saved(without, figures.cost.total)));
        }
        text.push('\n');
    }
    if let Some(found) = &figures.contributions {
        text.push_str(&levers::contributions(found, &figures.currency));
        text.push('\n');
    }
    if let Some(roster) = &figures.roster {
        return text + &roster_table::text(roster, calendar, &figures.currency, all);
    }
    text.push_str(&shifts(figures, calendar, if all { usize::MAX } else { SHIFTS }));
    text.push_str(&tight_places(figures, calendar, if all { 20 } else { TIGHT }));
    text
}

const SHIFTS: usize = 15;
const TIGHT: usize = 4;

/// `Mon 4 May 2026 to Sun 10 May 2026, 7 days of 15-minute intervals`.
pub fn period(calendar: &Calendar) -> String {
    let day = |day: i64| calendar.date(day).format("%a %-d %b %Y");
    let (days, plural) = (calendar.days, if calendar.days == 1 { "" } else { "s" });
    let last = i64::from(days) - 1;
    format!("{} to {}, {days} day{plural} of {}-minute intervals", day(0), day(last), calendar.interval)
}

fn cost(figures: &Figures) -> String {
    let mut grid = TextTable::new(&["account", &figures.currency], 1);
    for (name, amount) in &figures.cost.accounts {
        grid.row([name.clone(), amount.to_string()]);
    }
    let (cash, priced) = (figures.cost.cash, figures.cost.priced);
    grid.row(["total", &figures.cost.total.to_string()]);
    format!("{}  of which cash {cash}, service at its price {priced}\n", grid.text())
}

fn staff(figures: &Figures) -> String {
    let mut grid = TextTable::new(&["team", "heads", "at work", "shifts", "paid hours"], 1);
    let count = |count: usize| grouped(count as u64);
    for team in &figures.teams {
        let hours = number(team.paid_minutes as f64 / 60.0, 1);
        grid.row([team.id.clone(), grouped(team.heads.into()), count(team.used), count(team.shifts), hours]);
    }
    let sum = |of: fn(&super::staff::TeamFigures) -> usize| count(figures.teams.iter().map(of).sum());
    let heads: u64 = figures.teams.iter().map(|team| u64::from(team.heads)).sum();
    let hours = number(figures.paid_hours(), 1);
    grid.row(["total".to_owned(), grouped(heads), sum(|team| team.used), sum(|team| team.shifts), hours]);
    let mut text = grid.text();
    for (id, count) in &figures.resources {
        text.push_str(&format!("  {id}: {}\n", grouped((*count).into())));
    }
    let most = number(figures.peak.heads, 1);
    text.push_str(&format!("  most people on the floor: {most} at {}\n", figures.peak_when));
    text
}

fn services(figures: &Figures) -> String {
    let headings = ["service", "target", "contacts", "reached", "wait", "lost", "busy", "missing h", "zone"];
    let mut grid = TextTable::new(&headings, 2);
    for service in figures.services.iter().filter(|service| !service.booked) {
        let (target, reached) = service.headline.clone().unwrap_or(("-".to_owned(), "-".to_owned()));
        grid.row([
            service.id.clone(),
            target,
            number(service.volume, 0),
            reached,
            service.wait.map_or("-".to_owned(), span),
            service.lost.map_or("-".to_owned(), |lost| percent(lost, 1)),
            percent(service.occupancy, 1),
            number(service.shortage_hours, 1),
            zone(service.zone, &service.promises),
        ]);
        for class in &service.classes {
            let (target, reached) = class.headline.clone().unwrap_or(("-".to_owned(), "-".to_owned()));
            grid.row([
                format!("  {}", class.id),
                target,
                number(class.volume, 0),
                reached,
                span(class.wait),
                percent(class.lost, 1),
                String::new(),
                String::new(),
                zone(class.zone, &class.promises),
            ]);
        }
    }
    grid.text()
}

/// The zone of tolerance in a word or two, with the number of spans below it.
fn zone(zone: Zone, promises: &[PromiseFigures]) -> String {
    let adequate = promises.iter().find(|promise| promise.level == "adequate" && promise.kept < promise.spans);
    match (zone, adequate) {
        (Zone::Below, Some(adequate)) => format!("below in {}", adequate.spans - adequate.kept),
        (Zone::Below, None) => "below".to_owned(),
        (zone, _) => zone.name().to_owned(),
    }
}

/// The zone of tolerance span by span; with `all` over every length of span.
fn zones(figures: &Figures, all: bool) -> String {
    let mut grid = TextTable::new(&["zone of tolerance", "over", "below adequate", "within", "as desired"], 2);
    let mut add = |of: String, zones: &[Zones], promises: &[PromiseFigures]| {
        let shown: Vec<&Zones> = if all { zones.iter().collect() } else { shown(zones, promises).collect() };
        for zones in shown {
            let counts = [zones.below, zones.within, zones.above].map(|count| grouped(count as u64));
            grid.row([of.clone(), spans_name(zones.scope).to_owned()].into_iter().chain(counts));
        }
    };
    for service in &figures.services {
        add(service.id.clone(), &service.zones, &service.promises);
        for class in &service.classes {
            add(format!("{}: {}", service.id, class.id), &class.zones, &class.promises);
        }
    }
    if grid.is_empty() { String::new() } else { grid.text() }
}

/// Targets that do not hold in every span, and what the service figures are.
fn notes(figures: &Figures) -> String {
    let mut text = String::new();
    for service in &figures.services {
        let own = service.promises.iter().map(|promise| (service.id.clone(), promise));
        let of_classes = service
            .classes
            .iter()
            .flat_map(|class| class.promises.iter().map(|promise| (format!("{}: {}", service.id, class.id), promise)));
        for (of, promise) in own.chain(of_classes).filter(|(_, promise)| promise.kept < promise.spans) {
            let (kept, spans) = (grouped(promise.kept as u64), grouped(promise.spans as u64));
            text.push_str(&format!(
                "  {of}: {} target ({}) kept in {kept} of {spans} {}\n",
                promise.level, promise.text, promise.unit
            ));
        }
    }
    let currency = &figures.currency;
    let mut productivity = |what: &str, hour: f64, cash: f64| {
        let (hour, cash) = (number(hour, 2), number(cash * 100.0, 2));
        text.push_str(&format!("  {what}: {hour} a paid hour, {cash} for 100 {currency}\n"));
    };
    let (hour, cash) = (figures.weighted_per_paid_hour(), figures.weighted_per_cash());
    productivity("contacts served, weighted by the quality reached", hour, cash);
    productivity("contacts in time", figures.in_time_per_paid_hour(), figures.in_time_per_cash());
    text + "  expected values, steady state\n"
}

fn shifts(figures: &Figures, calendar: &Calendar, most: usize) -> String {
    if figures.shifts.is_empty() {
        return "  nobody works\n".to_owned();
    }
    let shown = figures.shifts.iter().take(most);
    let times =
        |shift: &super::shifts::ShiftFigures| format!("{}-{}", clock(shift.start), clock(shift.start + shift.span));
    let mut text = if calendar.days <= 7 {
        let days = (0..calendar.days).map(|day| calendar.date(day.into()).format("%a %-d").to_string());
        let headings: Vec<String> = ["shift".to_owned(), "from-to".to_owned()].into_iter().chain(days).collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let mut grid = TextTable::new(&headings, 2);
        for shift in shown {
            let heads =
                shift.heads.iter().map(|&heads| if heads == 0 { "·".to_owned() } else { grouped(heads.into()) });
            grid.row([shift.shift.clone(), times(shift)].into_iter().chain(heads));
        }
        grid.text()
    } else {
        let mut grid = TextTable::new(&["shift", "from-to", "days used", "fewest", "most", "all days"], 2);
        for shift in shown {
            let used = shift.heads.iter().filter(|&&heads| heads > 0);
            let least = used.clone().min().copied().unwrap_or(0);
            let (most, all) = (shift.heads.iter().max().copied().unwrap_or(0), shift.heads.iter().sum::<u32>());
            let numbers = [used.count() as u32, least, most, all].map(|count| grouped(count.into()));
            grid.row([shift.shift.clone(), times(shift)].into_iter().chain(numbers));
        }
        grid.text()
    };
    if figures.shifts.len() > most {
        let hidden = figures.shifts.len() - most;
        text.push_str(&format!("  ... and {hidden} more different shifts (all with -v, and in shifts.csv)\n"));
    }
    text
}

fn tight_places(figures: &Figures, calendar: &Calendar, most: usize) -> String {
    let places = tight(&figures.services, most);
    if places.is_empty() {
        return String::new();
    }
    let mut grid = TextTable::new(&["tightest", "when", "needs", "has", "missing", "in time", "busy"], 2);
    for Tight { service, cell } in places {
        let level = cell.level;
        grid.row([
            figures.services[service].id.clone(),
            calendar.local(calendar.interval_start(cell.interval)).format("%a %-d %b %H:%M").to_string(),
            number(f64::from(cell.floor), 0),
            number(cell.supply, 1),
            number(cell.shortage, 1),
            level.and_then(|level| level.answered).map_or("-".to_owned(), |share| percent(share, 1)),
            level.map_or("-".to_owned(), |level| percent(level.occupancy, 1)),
        ]);
    }
    format!("\n{}", grid.text())
}
