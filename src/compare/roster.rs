//! Rosters side by side, one line a scenario.

use super::comparison::Comparison;
use super::scenario::Trouble;
use crate::report::TextTable;
use base::money::grouped;
use files::roster::{ModelRoster, RosterChange, changes};
use files::text::number::{number, percent};
use files::text::outcome;

/// Changes up to which each is told, where not all are asked for.
const FEW: usize = 20;

/// What a scenario's roster changes in that of the baseline; nothing where either has none.
pub(super) fn changes_of(comparison: &Comparison, index: usize) -> Vec<RosterChange> {
    let roster = |index: usize| {
        let planned = &comparison.scenarios[index].result.as_ref().ok()?.planned;
        (!planned.case.model.employees.is_empty())
            .then_some(ModelRoster { model: &planned.case.model, plan: &planned.plan })
    };
    roster(comparison.baseline).zip(roster(index)).map_or_else(Vec::new, |(before, after)| changes(before, after))
}

/// Who works what else than in the baseline.
pub(super) fn changed(comparison: &Comparison, all: bool) -> String {
    let mut text = String::new();
    for (index, label) in comparison.labels().into_iter().enumerate().filter(|(index, _)| *index != comparison.baseline)
    {
        let changes = changes_of(comparison, index);
        if changes.is_empty() {
            continue;
        }
        let days = if changes.len() == 1 { "day differs" } else { "days differ" };
        text.push_str(&format!("  {label}: {} {days}\n", grouped(changes.len() as u64)));
        if all || changes.len() <= FEW {
            let line = |change: &RosterChange| {
                format!("    {} on {}: {} -> {}\n", change.employee, change.date, change.was, change.is)
            };
            text.extend(changes.iter().map(line));
        }
    }
    if text.is_empty() { text } else { format!("\nWho works what else\n\n{text}") }
}

/// What matters most: cost, how far it may be from the best, heads and wishes.
pub(super) fn overview(comparison: &Comparison) -> String {
    let headings = ["scenario", "outcome", "cost", "cash", "priced", "gap", "paid h", "heads missing", "wishes unmet"];
    let mut grid = TextTable::new(&headings, 2);
    for (scenario, label) in comparison.scenarios.iter().zip(comparison.labels()) {
        let Some((figures, roster)) = scenario.figures().and_then(|figures| Some((figures, figures.roster.as_ref()?)))
        else {
            let trouble = scenario.result.as_ref().err().map_or("", Trouble::short);
            let dashes = std::iter::repeat_n("-", headings.len() - 2);
            grid.row([label.as_str(), trouble].into_iter().chain(dashes));
            continue;
        };
        grid.row([
            label,
            outcome::short(&figures.outcome),
            number(figures.cost.total.major(), 2),
            number(figures.cost.cash.major(), 2),
            number(figures.cost.priced.major(), 2),
            percent(figures.outcome.gap.max(0.0), 2),
            number(figures.paid_hours(), 1),
            grouped(roster.missing.into()),
            grouped(roster.unmet.into()),
        ]);
    }
    grid.text()
}
