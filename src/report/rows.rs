//! The figures of a plan as flat rows, the same for every plan: for CSV files and for columns side by side.

use super::figures::Figures;
use super::promise::spans_name;
use super::slots::SlotFigures;
use crate::report::roster_summary::RosterFigures;
use files::text::number::{number, percent, rounded, signed, span};
use planning::plan::accounts;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Major units of the currency.
    Money,
    /// A number with so many digits.
    Number(usize),
    /// A share of one.
    Share,
    /// Minutes.
    Minutes,
}

impl Style {
    /// For people.
    pub fn text(self, value: f64) -> String {
        match self {
            Style::Money => number(value, 2),
            Style::Number(digits) => number(value, digits),
            Style::Share => percent(value, 1),
            Style::Minutes if value.is_nan() => "-".to_owned(),
            Style::Minutes => span(value),
        }
    }

    /// A difference, for people; shares differ by percentage points.
    pub fn difference(self, value: f64) -> String {
        match self {
            Style::Money => signed(value, 2),
            Style::Number(digits) => signed(value, digits),
            Style::Share if value.is_nan() => "-".to_owned(),
            Style::Share => format!("{} pp", signed(value * 100.0, 1)),
            Style::Minutes if value.is_nan() => "-".to_owned(),
            Style::Minutes => format!("{} s", signed(value * 60.0, 0)),
        }
    }

    /// For programs: enough digits, no noise.
    pub fn plain(self, value: f64) -> Option<f64> {
        let digits = if self == Style::Money { 2 } else { 6 };
        value.is_finite().then(|| rounded(value, digits))
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FigureRow {
    /// Stable path, such as `cost.accounts.wages.regular` or `services.calls.answered`.
    pub key: String,
    /// For people.
    pub label: String,
    /// The value; not a number where it does not apply.
    pub value: f64,
    /// How it is written.
    pub style: Style,
}

fn row(key: impl Into<String>, label: impl Into<String>, value: f64, style: Style) -> FigureRow {
    FigureRow { key: key.into(), label: label.into(), value, style }
}

/// All rows of a plan, in the order of reports.
pub fn rows(figures: &Figures) -> Vec<FigureRow> {
    let mut rows = Vec::new();
    money(figures, &mut rows);
    rows.push(row("paid_hours", "paid hours", figures.paid_hours(), Style::Number(1)));
    rows.push(row("peak_heads", "people at the peak", figures.peak.heads, Style::Number(1)));
    for team in &figures.teams {
        let key = format!("teams.{}.heads", team.id);
        rows.push(row(key, format!("heads {}", team.id), f64::from(team.heads), Style::Number(0)));
    }
    for (id, count) in &figures.resources {
        rows.push(row(format!("resources.{id}"), format!("number of {id}"), f64::from(*count), Style::Number(0)));
    }
    rows.push(row("different_shifts", "different shifts", figures.shifts.len() as f64, Style::Number(0)));
    if let Some(roster) = &figures.roster {
        people(roster, &mut rows);
        if figures.services.is_empty() {
            return rows;
        }
    }
    services(figures, &mut rows);
    if let Some(slots) = &figures.slots {
        appointments(slots, &mut rows);
    }
    let (hour, cash) = (figures.weighted_per_paid_hour(), figures.weighted_per_cash());
    rows.push(row("productivity.weighted_per_paid_hour", "served by quality per paid hour", hour, Style::Number(3)));
    let label = format!("served by quality per 100 {}", figures.currency);
    rows.push(row("productivity.weighted_per_100_cash", label, cash * 100.0, Style::Number(3)));
    let (hour, cash) = (figures.in_time_per_paid_hour(), figures.in_time_per_cash());
    rows.push(row("productivity.per_paid_hour", "in time per paid hour", hour, Style::Number(3)));
    let label = format!("in time per 100 {}", figures.currency);
    rows.push(row("productivity.per_100_cash", label, cash * 100.0, Style::Number(3)));
    rows
}

fn money(figures: &Figures, rows: &mut Vec<FigureRow>) {
    rows.push(row("objective", "cost", figures.cost.total.major(), Style::Money));
    rows.push(row("cost.cash", "cash", figures.cost.cash.major(), Style::Money));
    let accounts =
        |priced: bool| figures.cost.accounts.iter().filter(move |(name, _)| accounts::is_priced(name) == priced);
    for (name, amount) in accounts(false) {
        rows.push(row(format!("cost.accounts.{name}"), format!("  {name}"), amount.major(), Style::Money));
    }
    rows.push(row("cost.priced", "priced service", figures.cost.priced.major(), Style::Money));
    for (name, amount) in accounts(true) {
        rows.push(row(format!("cost.accounts.{name}"), format!("  {name}"), amount.major(), Style::Money));
    }
}

fn people(roster: &RosterFigures, rows: &mut Vec<FigureRow>) {
    let counts = [
        ("shifts", "shifts", roster.shifts),
        ("heads_missing", "heads missing", roster.missing),
        ("heads_too_many", "heads too many", roster.surplus),
        ("wishes_unmet", "wishes not fulfilled", roster.unmet),
    ];
    for (key, label, count) in counts {
        rows.push(row(format!("roster.{key}"), label, f64::from(count), Style::Number(0)));
    }
    for (rule, amount) in &roster.rules {
        rows.push(row(format!("roster.rules.{rule}"), format!("  {rule}"), amount.major(), Style::Money));
    }
}

fn appointments(slots: &SlotFigures, rows: &mut Vec<FigureRow>) {
    for of in &slots.types {
        let mut add = |key: &str, label: &str, value: f64, style: Style| {
            rows.push(row(format!("slots.{}.{key}", of.id), format!("{} {label}", of.id), value, style));
        };
        add("slots", "slots", f64::from(of.slots), Style::Number(0));
        add("second_places", "second places", f64::from(of.extra), Style::Number(0));
        add("visits", "visits", of.visits, Style::Number(1));
        add("no_shows", "no-shows", of.no_shows, Style::Number(1));
        for class in &of.classes {
            let key = |what: &str| format!("{}.{what}", class.id);
            let label = |what: &str| format!("{} {what}", class.id);
            let in_time = class.in_time.unwrap_or(f64::NAN);
            add(&key("in_time"), &label("seen in time"), in_time, Style::Share);
            add(&key("delay"), &label("mean days"), class.delay, Style::Number(2));
            add(&key("waiting"), &label("waiting at the end"), class.waiting, Style::Number(1));
        }
    }
    rows.push(row("slots.peak_to_mean", "load, peak to mean", slots.level.ratio(), Style::Number(3)));
}

fn services(figures: &Figures, rows: &mut Vec<FigureRow>) {
    let known = |value: Option<f64>| value.unwrap_or(f64::NAN);
    for service in &figures.services {
        let mut add = |key: &str, label: &str, value: f64, style: Style| {
            let key = format!("services.{}.{key}", service.id);
            rows.push(row(key, format!("{} {label}", service.id), value, style));
        };
        add("volume", "contacts", service.volume, Style::Number(1));
        if service.deferrable {
            add("missed", "past the deadline", service.missed, Style::Number(1));
        } else {
            if let Some(within) = service.within {
                add("answered", &format!("answered in {}", span(within)), known(service.answered), Style::Share);
            }
            add("wait", "mean wait", known(service.wait), Style::Minutes);
            add("lost", "abandoned", known(service.lost), Style::Share);
        }
        for class in &service.classes {
            if let Some(within) = class.within {
                let label = format!("{}: answered in {}", class.id, span(within));
                add(&format!("classes.{}.answered", class.id), &label, known(class.answered), Style::Share);
            }
            add(&format!("classes.{}.wait", class.id), &format!("{}: mean wait", class.id), class.wait, Style::Minutes);
            add(&format!("classes.{}.lost", class.id), &format!("{}: abandoned", class.id), class.lost, Style::Share);
        }
        for zones in service.shown_zones() {
            let over = spans_name(zones.scope);
            let counts = [("below", zones.below), ("within", zones.within), ("desired", zones.above)];
            for (zone, count) in counts {
                add(&format!("zones.{over}.{zone}"), &format!("{over} {zone}"), count as f64, Style::Number(0));
            }
        }
        add("occupancy", "occupancy", service.occupancy, Style::Share);
        add("shortage_hours", "missing head-hours", service.shortage_hours, Style::Number(2));
    }
}

/// The rows of one plan as CSV with the columns `figure` and `value`; what does not apply is empty.
pub fn csv(figures: &Figures) -> String {
    let mut text = "figure,value\n".to_owned();
    for row in rows(figures) {
        let value = row.style.plain(row.value).map_or_else(String::new, |value| value.to_string());
        text.push_str(&format!("{},{value}\n", row.key));
    }
    text
}
