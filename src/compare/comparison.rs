//! The figures of all scenarios, row by row.

use super::inputs::{Differing, differing};
use super::scenario::Scenario;
use super::winners::{Winner, winners};
use crate::report::rows::{FigureRow, Style, rows};
use base::diagnostic::Diagnostic;
use std::collections::BTreeSet;

/// Scenarios side by side.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The scenarios, in the order given.
    pub scenarios: Vec<Scenario>,
    /// Index of the one that the others are measured against.
    pub baseline: usize,
    /// Inputs that differ.
    pub inputs: Vec<Differing>,
    /// Figures, in the order of reports.
    pub lines: Vec<Across>,
    /// Who is best at what.
    pub winners: Vec<Winner>,
}

/// One figure across all scenarios.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Across {
    /// Stable path.
    pub key: String,
    /// For people.
    pub label: String,
    /// How it is written.
    pub style: Style,
    /// The value of each scenario; not a number where there is none.
    pub values: Vec<f64>,
}

impl Comparison {
    /// What scenarios are called above columns: of the paths of a sweep only the last part, if that tells them apart.
    pub fn labels(&self) -> Vec<String> {
        let full = || self.scenarios.iter().map(|scenario| scenario.name.clone());
        let short: Vec<String> = full().map(|name| last_parts(&name)).collect();
        let distinct: BTreeSet<&String> = short.iter().collect();
        if distinct.len() == short.len() { short } else { full().collect() }
    }

    /// Puts scenarios side by side; `baseline` names one of them; see [`baseline_index`].
    ///
    /// # Errors
    /// There is no scenario of that name, or currencies differ.
    pub fn of(scenarios: Vec<Scenario>, baseline: Option<&str>) -> Result<Self, Diagnostic> {
        let baseline = baseline_index(scenarios.iter().map(|scenario| scenario.name.as_str()), baseline)?;
        let inputs = differing(&scenarios);
        let lines = lines(&scenarios);
        let winners = winners(&scenarios);
        Ok(Comparison { scenarios, baseline, inputs, lines, winners })
    }
}

/// The index of the baseline among names; if none is asked for, of the one named `baseline`, else the first.
///
/// # Errors
/// There is no such name.
pub fn baseline_index<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    asked: Option<&str>,
) -> Result<usize, Diagnostic> {
    let Some(asked) = asked else { return Ok(names.clone().position(|name| name == "baseline").unwrap_or(0)) };
    names.clone().position(|name| name == asked).ok_or_else(|| {
        let message = format!("there is no scenario \"{asked}\" to be the baseline");
        let known = names.collect::<Vec<_>>().join(", ");
        Diagnostic::error("unknown-baseline", message, format!("name one of: {known}"))
    })
}

/// The first currency that is not that of the first scenario.
///
/// # Errors
/// There is one.
pub fn one_currency<'a>(mut named: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), Diagnostic> {
    let Some((first, currency)) = named.next() else { return Ok(()) };
    match named.find(|(_, other)| *other != currency) {
        None => Ok(()),
        Some((name, other)) => {
            let message = format!("\"{first}\" counts in {currency}, \"{name}\" in {other}");
            Err(Diagnostic::error("currencies-differ", message, "compare scenarios of one currency"))
        }
    }
}

impl Across {
    /// The value of a scenario less that of the baseline.
    pub fn difference(&self, scenario: usize, baseline: usize) -> f64 {
        self.values[scenario] - self.values[baseline]
    }
}

/// `week[service.calls.volume=-10%]` as `week[volume=-10%]`.
fn last_parts(name: &str) -> String {
    let Some((file, swept)) = name.strip_suffix(']').and_then(|name| name.split_once('[')) else {
        return name.to_owned();
    };
    let last = |pair: &str| match pair.split_once('=') {
        Some((path, value)) => format!("{}={value}", path.rsplit('.').next().unwrap_or(path)),
        None => pair.to_owned(),
    };
    format!("{file}[{}]", swept.split(", ").map(last).collect::<Vec<_>>().join(", "))
}

fn lines(scenarios: &[Scenario]) -> Vec<Across> {
    let each: Vec<Option<Vec<FigureRow>>> = scenarios.iter().map(|scenario| scenario.figures().map(rows)).collect();
    let mut lines: Vec<Across> = Vec::new();
    for row in each.iter().flatten().flat_map(|rows| in_context(rows)) {
        let (before, row) = row;
        if lines.iter().all(|line| line.key != row.key) {
            let after = before.and_then(|before| lines.iter().position(|line| line.key == before.key));
            let values = each.iter().map(|rows| value(rows.as_deref(), &row.key)).collect();
            let line = Across { key: row.key.clone(), label: row.label.clone(), style: row.style, values };
            lines.insert(after.map_or(lines.len(), |after| after + 1), line);
        }
    }
    lines
}

/// Each row with the one before it.
fn in_context(rows: &[FigureRow]) -> impl Iterator<Item = (Option<&FigureRow>, &FigureRow)> {
    rows.iter().enumerate().map(|(index, row)| (index.checked_sub(1).map(|before| &rows[before]), row))
}

/// An account that a plan does not use holds nothing; other figures that it does not have are not numbers.
fn value(rows: Option<&[FigureRow]>, key: &str) -> f64 {
    let Some(rows) = rows else { return f64::NAN };
    let missing = if key.starts_with("cost.accounts.") { 0.0 } else { f64::NAN };
    rows.iter().find(|row| row.key == key).map_or(missing, |row| row.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_sweep_are_shortened_to_what_tells_them_apart() {
        assert_eq!(last_parts("week[service.calls.volume=-10%]"), "week[volume=-10%]");
        assert_eq!(last_parts("week[a.b=1, c.d=2]"), "week[b=1, d=2]");
        assert_eq!(last_parts("week"), "week");
    }

    #[test]
    fn a_baseline_is_one_of_the_scenarios() {
        let names = ["a", "b"];
        assert_eq!(baseline_index(names.into_iter(), None), Ok(0));
        assert_eq!(baseline_index(names.into_iter(), Some("b")), Ok(1));
        assert!(baseline_index(names.into_iter(), Some("c")).is_err());
        assert!(one_currency([("a", "EUR"), ("b", "CAD")].into_iter()).is_err());
    }
}
