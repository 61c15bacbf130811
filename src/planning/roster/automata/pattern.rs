//! Patterns over days, found while a line is read.

use super::due;
use super::tabulated::TransitionFunction;
use crate::model::{Employee, PatternCell, Policy};
use rostering::Cell;

/// Follows every place at which a pattern may have begun. Bit `i` of the state: the last `i + 1` days are its first.
pub struct PatternAutomaton {
    /// By duty, then off: the cells that match it, as bits.
    matches: Vec<u64>,
    /// Cells that must match once those before them do; the rest is the condition.
    must: u64,
    /// The last cell, where the whole pattern is forbidden.
    complete: u64,
    /// The last cell.
    last: u64,
    /// By day: whether it counts.
    days: Vec<bool>,
    price: Option<f64>,
}

impl PatternAutomaton {
    /// A pattern that may not occur, or with `condition`, whose other cells must follow its first so many.
    /// Cells beyond the 63rd are not looked at.
    pub fn of(policy: &Policy, rules: &[usize], days: u32, condition: Option<u32>) -> Self {
        let cells = &policy.pattern[..policy.pattern.len().min(63)];
        let bits = |fits: &dyn Fn(&PatternCell) -> bool| {
            cells.iter().enumerate().filter(|(_, cell)| fits(cell)).fold(0, |bits, (place, _)| bits | 1 << place)
        };
        let duty = |rule: Option<usize>| bits(&|cell| fits(cell, rule));
        let all = (1u64 << cells.len()) - 1;
        PatternAutomaton {
            matches: rules.iter().map(|&rule| duty(Some(rule))).chain([duty(None)]).collect(),
            must: condition.map_or(0, |condition| all & !((1u64 << condition.min(63)) - 1)),
            complete: if condition.is_none() { (all + 1) >> 1 } else { 0 },
            last: (all + 1) >> 1,
            days: (0..days).map(|day| policy.days.contains(&day)).collect(),
            price: policy.price.map(|price| price.major()),
        }
    }

    /// The state before the first day.
    pub fn start(&self, employee: &Employee, policy: &Policy) -> u64 {
        let Some(history) = &employee.history else { return 0 };
        let length = policy.pattern.len().min(63) as i64;
        (-length..0).fold(0, |state, day| {
            let worked = history.iter().find(|past| past.day == day).map(|past| past.template);
            let matches = policy.pattern.iter().take(63).enumerate().filter(|(_, cell)| fits(cell, worked));
            self.shortened((state << 1 | 1) & matches.fold(0, |bits, (place, _)| bits | 1 << place))
        })
    }

    /// Without what is complete.
    fn shortened(&self, state: u64) -> u64 {
        state & !self.last
    }
}

/// Whether a day with a shift template, or without any, matches a cell.
pub fn fits(cell: &PatternCell, rule: Option<usize>) -> bool {
    match cell {
        PatternCell::Any => true,
        PatternCell::Off => rule.is_none(),
        PatternCell::On => rule.is_some(),
        PatternCell::Shift(rules) => rule.is_some_and(|rule| rules.contains(&rule)),
    }
}

impl TransitionFunction for PatternAutomaton {
    type State = u64;

    fn next(&self, state: u64, day: u32, cell: Cell) -> Option<(u64, f64)> {
        let matches = self.matches[cell.unwrap_or(self.matches.len() - 1)];
        let candidates = state << 1 | 1;
        let broken = candidates & !matches & self.must | candidates & matches & self.complete;
        let counts = if self.days[day as usize] { broken.count_ones() } else { 0 };
        due(self.price, counts).map(|due| (self.shortened(candidates & matches), due))
    }
}
