//! Rosters side by side, one line a scenario.

use super::comparison::Comparison;
use super::scenario::Trouble;
use crate::base::money::grouped;
use crate::report::Grid;
use crate::report::number::{number, percent};
use crate::report::outcome;

/// What matters most: cost, how far it may be from the best, heads and wishes.
pub(super) fn overview(comparison: &Comparison) -> String {
    let headings = ["scenario", "outcome", "cost", "cash", "priced", "gap", "paid h", "heads missing", "wishes unmet"];
    let mut grid = Grid::new(&headings, 2);
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
