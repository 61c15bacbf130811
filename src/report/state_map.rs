//! The state map: a line of cells for each service and day, in colours where there are any.

use super::svg::Picture;
use crate::report::grid::TextTable;
use crate::run::service_state::{Binding, BindingEvidence, ServiceState, ServiceStateCell};
use files::folder::table;
use files::text::number::{number, rounded};
use planning::model::Model;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All states, worst first.
const STATES: [ServiceState; 4] =
    [ServiceState::ExcessDemand, ServiceState::BeyondBest, ServiceState::Balanced, ServiceState::ExcessSupply];

/// What a state is called.
pub fn name(state: ServiceState) -> &'static str {
    match state {
        ServiceState::ExcessDemand => "excess demand",
        ServiceState::BeyondBest => "beyond best capacity",
        ServiceState::Balanced => "balanced",
        ServiceState::ExcessSupply => "excess supply",
    }
}

fn sign(state: ServiceState) -> (char, &'static str, &'static str) {
    match state {
        ServiceState::ExcessDemand => ('#', "41", "#d62728"),
        ServiceState::BeyondBest => ('+', "43", "#ffbf00"),
        ServiceState::Balanced => ('.', "42", "#2ca02c"),
        ServiceState::ExcessSupply => ('-', "44", "#4c78a8"),
    }
}

fn binds(cell: &ServiceStateCell) -> String {
    match cell.binds.as_ref().map(|(binding, _)| binding) {
        None => String::new(),
        Some(Binding::Time) => "time".to_owned(),
        Some(Binding::People(skill, teams)) => format!("people for {skill}: {}", teams.join(", ")),
        Some(Binding::Space(resource)) => format!("space: {resource}"),
        Some(Binding::Equipment(resource)) => format!("equipment: {resource}"),
    }
}

/// Where it is seen that something binds.
fn seen(cell: &ServiceStateCell) -> &'static str {
    match cell.binds {
        None => "",
        Some((_, BindingEvidence::Dual)) => "dual",
        Some((_, BindingEvidence::FullUse)) => "full use",
    }
}

/// For people: a picture, then how often each state is met and what binds.
pub fn text(title: &str, model: &Model, cells: &[ServiceStateCell], colours: bool) -> String {
    let legend: Vec<String> =
        STATES.iter().map(|&state| format!("{} {}", painted(state, colours), name(state))).collect();
    let mut text = format!("{title}\nState map: {}\n", legend.join("   "));
    for (index, service) in model.services.iter().enumerate() {
        text.push_str(&format!("\n{}\n", service.id));
        let mut days: BTreeMap<u32, BTreeMap<usize, ServiceState>> = BTreeMap::new();
        for cell in cells.iter().filter(|cell| cell.service == index) {
            days.entry(model.calendar.day_of_interval(cell.interval)).or_default().insert(cell.interval, cell.state);
        }
        for (day, states) in days {
            let (first, last) =
                (states.keys().next().copied().unwrap_or(0), states.keys().last().copied().unwrap_or(0));
            let line: String = (first..=last)
                .map(|interval| states.get(&interval).map_or(" ".to_owned(), |&state| painted(state, colours)))
                .collect();
            let clock = |interval: usize| model.calendar.local(model.calendar.interval_start(interval)).format("%H:%M");
            text.push_str(&format!(
                "  {} {} {line}\n",
                model.calendar.date(day.into()).format("%a %-d %b"),
                clock(first)
            ));
        }
    }
    let mut grid = TextTable::new(&["service", "state", "what binds", "seen in", "intervals", "a head is worth"], 4);
    for ((service, state, binds, seen), (count, worth)) in summary(cells) {
        let (service, state) = (model.services[service].id.clone(), name(state).to_owned());
        let cells = [service, state, binds, seen.to_owned(), count.to_string()];
        grid.row(cells.into_iter().chain([number(worth / count as f64, 2)]));
    }
    format!("{text}\n{}  worth: duals of the program with its whole numbers fixed, on average\n", grid.text())
}

fn painted(state: ServiceState, colours: bool) -> String {
    let (sign, colour, _) = sign(state);
    if colours { format!("\u{1b}[{colour}m{sign}\u{1b}[0m") } else { sign.to_string() }
}

/// Number of intervals and worth of a head in all, by service, state, what binds and where that is seen.
fn summary(cells: &[ServiceStateCell]) -> BTreeMap<(usize, ServiceState, String, &'static str), (usize, f64)> {
    let mut summary = BTreeMap::new();
    for cell in cells {
        let entry: &mut (usize, f64) = summary.entry((cell.service, cell.state, binds(cell), seen(cell))).or_default();
        *entry = (entry.0 + 1, entry.1 + cell.worth);
    }
    summary
}

/// For spreadsheets.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn csv(model: &Model, cells: &[ServiceStateCell]) -> Result<String, csv::Error> {
    let rows = cells.iter().map(|cell| {
        vec![
            model.services[cell.service].id.clone(),
            model.calendar.stamp(model.calendar.interval_start(cell.interval)),
            name(cell.state).to_owned(),
            rounded(cell.supply, 6).to_string(),
            cell.minimum.to_string(),
            cell.desired.to_string(),
            rounded(cell.worth, 6).to_string(),
            binds(cell),
            seen(cell).to_owned(),
        ]
    });
    let header = ["service", "start", "state", "heads", "floor", "desired", "worth", "binds", "seen"];
    Ok(String::from_utf8_lossy(&table(&header, rows)?).into_owned())
}

/// For programs.
pub fn json(model: &Model, cells: &[ServiceStateCell]) -> Value {
    let one = |cell: &ServiceStateCell| {
        json!({
            "service": model.services[cell.service].id,
            "start": model.calendar.stamp(model.calendar.interval_start(cell.interval)),
            "state": cell.state, "heads": rounded(cell.supply, 6), "floor": cell.minimum, "desired": cell.desired,
            "worth": rounded(cell.worth, 6), "binds": binds(cell), "seen": seen(cell),
        })
    };
    cells.iter().map(one).collect()
}

/// The picture: a block for each service, a line for each day, a column for each interval of the day.
pub fn svg(title: &str, model: &Model, cells: &[ServiceStateCell]) -> String {
    const LEFT: f64 = 120.0;
    const SIDE: f64 = 14.0;
    let a_day = 1440 / model.calendar.interval as usize;
    let lines = model.services.len() as f64 * (f64::from(model.calendar.days) + 1.5);
    let of_day = |interval: usize| interval % a_day;
    let used = || cells.iter().map(|cell| of_day(cell.interval));
    let (first, last) = (used().min().unwrap_or(0), used().max().unwrap_or(0));
    let mut picture = Picture::new(LEFT + (last - first + 2) as f64 * SIDE, 60.0 + lines * SIDE);
    picture.text((10.0, 18.0), "start", title);
    for (number, &state) in STATES.iter().enumerate() {
        let x = 10.0 + number as f64 * 140.0;
        picture.cell((x, 26.0), (SIDE - 2.0, SIDE - 2.0), sign(state).2, name(state));
        picture.text((x + SIDE + 2.0, 36.0), "start", name(state));
    }
    for (index, service) in model.services.iter().enumerate() {
        let top = 56.0 + index as f64 * (f64::from(model.calendar.days) + 1.5) * SIDE;
        picture.text((10.0, top + SIDE - 3.0), "start", &service.id);
        for cell in cells.iter().filter(|cell| cell.service == index) {
            let day = model.calendar.day_of_interval(cell.interval);
            let place = (LEFT + (of_day(cell.interval) - first) as f64 * SIDE, top + (f64::from(day) + 0.2) * SIDE);
            let stamp = model.calendar.stamp(model.calendar.interval_start(cell.interval));
            let told = format!(
                "{stamp}: {} ({} heads, {} aimed at) {}",
                name(cell.state),
                number(cell.supply, 1),
                cell.desired,
                binds(cell)
            );
            picture.cell(place, (SIDE - 1.0, SIDE - 1.0), sign(cell.state).2, told.trim_end());
        }
    }
    picture.finish()
}
