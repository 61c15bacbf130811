//! Output as productivity counts it: contacts served, each weighted by the quality that was reached.

use super::promise::value;
use crate::report::cover::ServiceInterval;
use planning::model::{Measure, Model, Target};
use planning::staffing::row_subject::averaging_spans;

/// Contacts of a queue that are served, weighted: in each span of the desired target by how much of what it promises is
/// reached, at most one. Without a desired target every contact served counts in full.
pub fn weighted(model: &Model, desired: Option<Target>, cells: &[ServiceInterval]) -> f64 {
    let served = |cell: &ServiceInterval| cell.volume * (1.0 - cell.level.map_or(0.0, |level| level.lost));
    let Some(target) = desired else { return cells.iter().map(served).sum() };
    let mut by_interval: Vec<Option<&ServiceInterval>> = vec![None; model.calendar.intervals()];
    cells.iter().filter(|cell| cell.volume > 0.0).for_each(|cell| by_interval[cell.interval] = Some(cell));
    let spans = averaging_spans(model, target.over, |interval| by_interval[interval].is_some());
    let of_span = |span: &Vec<usize>| {
        let cells: Vec<&ServiceInterval> = span.iter().filter_map(|&at| by_interval[at]).collect();
        quality(&target.measure, value(&target.measure, &cells)) * cells.iter().map(|cell| served(cell)).sum::<f64>()
    };
    spans.iter().map(|(_, span)| of_span(span)).sum()
}

/// The part of a promise that a value reaches, from 0 to 1.
pub fn quality(measure: &Measure, value: f64) -> f64 {
    let part = match *measure {
        Measure::Answered { share, .. } => value / share,
        Measure::Wait { at_most } => at_most / value,
        Measure::Lost { at_most } if at_most < 1.0 => (1.0 - value) / (1.0 - at_most),
        Measure::Lost { .. } => 1.0,
        Measure::Workload { ratio } => ratio / value,
    };
    // Nobody waits, or nobody works: nothing is missing.
    if part.is_nan() { 1.0 } else { part.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_promise_counts_as_a_part() {
        let answered = Measure::Answered { share: 0.8, within: 1.0 };
        assert_eq!([0.4, 0.8, 1.0].map(|value| quality(&answered, value)), [0.5, 1.0, 1.0]);
        let wait = Measure::Wait { at_most: 2.0 };
        assert_eq!([0.0, 2.0, 8.0, f64::INFINITY].map(|value| quality(&wait, value)), [1.0, 1.0, 0.25, 0.0]);
        assert_eq!(quality(&Measure::Lost { at_most: 0.2 }, 0.6), 0.5);
        assert_eq!(quality(&Measure::Workload { ratio: 0.8 }, 1.6), 0.5);
    }
}
