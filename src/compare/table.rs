//! A comparison on a screen.

use super::comparison::Comparison;
use super::roster;
use super::scenario::{Scenario, Trouble};
use crate::report::{TextTable, conflict};
use crate::run::Failure;
use files::text::number::{number, percent, signed};
use files::text::outcome;

/// Most scenarios that stand side by side; more of them are listed one below the other.
const SIDE_BY_SIDE: usize = 4;
/// Most differing inputs shown; all of them are written to files.
const INPUTS: usize = 30;

/// The text; `all` shows every input that differs and all figures also of many scenarios.
pub fn text(comparison: &Comparison, all: bool) -> String {
    let mut text = heading(comparison);
    text.push_str(&inputs(comparison, if all { usize::MAX } else { INPUTS }));
    text.push_str(&overview(comparison));
    if comparison.scenarios.len() <= SIDE_BY_SIDE {
        text.push_str(&columns(comparison, &(0..comparison.scenarios.len()).collect::<Vec<_>>()));
    } else if all {
        let indices: Vec<usize> = (0..comparison.scenarios.len()).collect();
        indices.chunks(SIDE_BY_SIDE).for_each(|chunk| text.push_str(&columns(comparison, chunk)));
    }
    text.push_str(&differences(comparison));
    text.push_str(&roster::changed(comparison, all));
    text.push_str(&winners(comparison));
    text.push_str(&troubles(&comparison.scenarios));
    text
}

fn heading(comparison: &Comparison) -> String {
    let mut grid = TextTable::new(&["scenario", "what it is"], 2);
    let labels = comparison.labels();
    for (index, scenario) in comparison.scenarios.iter().enumerate() {
        let mark = if index == comparison.baseline { " (baseline)" } else { "" };
        grid.row([format!("{}{mark}", labels[index]), scenario.title.clone()]);
    }
    grid.text()
}

fn names(comparison: &Comparison, first: &str, indices: &[usize]) -> Vec<String> {
    let labels = comparison.labels();
    let names = indices.iter().map(|&index| labels[index].clone());
    std::iter::once(first.to_owned()).chain(names).collect()
}

fn grid(headings: &[String]) -> TextTable {
    TextTable::new(&headings.iter().map(String::as_str).collect::<Vec<_>>(), 1)
}

fn inputs(comparison: &Comparison, most: usize) -> String {
    if comparison.scenarios.iter().all(|scenario| scenario.inputs.is_empty()) {
        return String::new();
    }
    if comparison.inputs.is_empty() {
        return "\n  no input differs\n".to_owned();
    }
    let mut text = "\nWhat differs in the inputs\n\n".to_owned();
    if comparison.scenarios.len() <= SIDE_BY_SIDE {
        let indices: Vec<usize> = (0..comparison.scenarios.len()).collect();
        let mut grid = grid(&names(comparison, "input", &indices));
        for input in comparison.inputs.iter().take(most) {
            let texts = input.texts.iter().map(|text| text.clone().unwrap_or_else(|| "-".to_owned()));
            grid.row(std::iter::once(input.path.clone()).chain(texts));
        }
        text.push_str(&grid.text());
    } else {
        let mut grid = TextTable::new(&["scenario", "input", "baseline", "here"], 4);
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let labels = comparison.labels();
        let pairs = (0..labels.len()).flat_map(|index| comparison.inputs.iter().map(move |input| (index, input)));
        let changed = pairs.filter(|(index, input)| input.texts[*index] != input.texts[comparison.baseline]);
        for (index, input) in changed.take(most) {
            let (base, here) = (shown(&input.texts[comparison.baseline]), shown(&input.texts[index]));
            grid.row([labels[index].clone(), input.path.clone(), base, here]);
        }
        text.push_str(&grid.text());
    }
    if comparison.inputs.len() > most {
        text.push_str(&format!(
            "  ... {} differ in all (shown with -v and in compare.json)\n",
            comparison.inputs.len()
        ));
    }
    text
}

/// One line a scenario: what matters most.
fn overview(comparison: &Comparison) -> String {
    let currency = comparison.scenarios.first().map_or("", |scenario| scenario.currency.as_str());
    let plans = || comparison.scenarios.iter().filter_map(Scenario::figures);
    if plans().any(|figures| figures.roster.is_some()) && plans().all(|figures| figures.services.is_empty()) {
        return format!("\nAt a glance ({currency})\n\n{}", roster::overview(comparison));
    }
    let headings = ["scenario", "outcome", "cost", "cash", "priced", "paid h", "in time", "busy", "missing h"];
    let mut grid = TextTable::new(&headings, 2);
    for (scenario, label) in comparison.scenarios.iter().zip(comparison.labels()) {
        let Some(figures) = scenario.figures() else {
            let trouble = scenario.result.as_ref().err().map_or("", Trouble::short);
            let dashes = std::iter::repeat_n("-", headings.len() - 2);
            grid.row([label.as_str(), trouble].into_iter().chain(dashes));
            continue;
        };
        let (busy, present) = figures.services.iter().fold((0.0, 0.0), |(busy, present), service| {
            (busy + service.occupancy * service.supply_hours, present + service.supply_hours)
        });
        grid.row([
            label,
            outcome::short(&figures.outcome),
            number(figures.cost.total.major(), 0),
            number(figures.cost.cash.major(), 0),
            number(figures.cost.priced.major(), 0),
            number(figures.paid_hours(), 1),
            percent(figures.in_time() / figures.volume(), 1),
            percent(busy / present, 1),
            number(figures.shortage_hours(), 1),
        ]);
    }
    format!("\nAt a glance ({currency}; in time: contacts answered or done within their target)\n\n{}", grid.text())
}

fn columns(comparison: &Comparison, indices: &[usize]) -> String {
    if comparison.lines.is_empty() {
        return String::new();
    }
    let mut grid = grid(&names(comparison, "figure", indices));
    for line in &comparison.lines {
        let values = indices.iter().map(|&index| line.style.text(line.values[index]));
        grid.row(std::iter::once(line.label.clone()).chain(values));
    }
    format!("\n{}", grid.text())
}

fn differences(comparison: &Comparison) -> String {
    let base = comparison.baseline;
    let others: Vec<usize> = (0..comparison.scenarios.len())
        .filter(|&index| index != base && comparison.scenarios[index].figures().is_some())
        .collect();
    if others.is_empty() || comparison.scenarios[base].figures().is_none() {
        return String::new();
    }
    let mut text = format!("\nDifference to {}\n\n", comparison.scenarios[base].name);
    if others.len() >= SIDE_BY_SIDE {
        let headings = ["scenario", "cost", "cash", "priced", "paid h", "missing h", "in time"];
        let mut grid = TextTable::new(&headings, 1);
        let (own, labels) = (comparison.scenarios[base].figures(), comparison.labels());
        for index in others {
            let (Some(figures), Some(base)) = (comparison.scenarios[index].figures(), own) else { continue };
            let in_time = figures.in_time() / figures.volume() - base.in_time() / base.volume();
            grid.row([
                labels[index].clone(),
                signed(figures.cost.total.major() - base.cost.total.major(), 2),
                signed(figures.cost.cash.major() - base.cost.cash.major(), 2),
                signed(figures.cost.priced.major() - base.cost.priced.major(), 2),
                signed(figures.paid_hours() - base.paid_hours(), 1),
                signed(figures.shortage_hours() - base.shortage_hours(), 1),
                format!("{} pp", signed(in_time * 100.0, 1)),
            ]);
        }
        text.push_str(&grid.text());
        return text;
    }
    let mut grid = grid(&names(comparison, "figure", &others));
    for line in &comparison.lines {
        let differences: Vec<String> =
            others.iter().map(|&index| line.style.difference(line.difference(index, base))).collect();
        let nothing = |text: &String| text.chars().all(|c| matches!(c, '0' | '.' | '-' | ' ' | '%' | 'p' | 's'));
        if !differences.iter().all(nothing) {
            grid.row(std::iter::once(line.label.clone()).chain(differences));
        }
    }
    if grid.is_empty() {
        return text + "  none\n";
    }
    text + &grid.text()
}

fn winners(comparison: &Comparison) -> String {
    if comparison.winners.is_empty() {
        return String::new();
    }
    let mut grid = TextTable::new(&["best at", "scenario"], 2);
    for winner in &comparison.winners {
        let mut names = match winner.best.len() == comparison.scenarios.len() {
            true => "all the same".to_owned(),
            false => winner.best.join(", "),
        };
        if !winner.open.is_empty() {
            names.push_str(&format!(" (not ruled out: {})", winner.open.join(", ")));
        }
        grid.row([winner.title.to_owned(), names]);
    }
    format!("\n{}", grid.text())
}

fn troubles(scenarios: &[Scenario]) -> String {
    let failed = scenarios.iter().any(|scenario| scenario.result.is_err());
    let mut text = if failed { "\n".to_owned() } else { String::new() };
    for scenario in scenarios {
        match &scenario.result {
            Ok(_) => {}
            Err(Trouble::Failure(Failure::Infeasible(found))) => {
                text.push_str(&format!("{}: {}", scenario.name, conflict::text(found, &scenario.currency)));
            }
            Err(Trouble::Failure(failure)) => text.push_str(&format!("{}: {failure}\n", scenario.name)),
            Err(Trouble::Input(diagnostics)) => text.push_str(&format!("{}: {diagnostics}\n", scenario.name)),
        }
    }
    text
}
