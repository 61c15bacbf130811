//! Whether promises are kept, over their own spans and averaged over contacts.

use crate::report::cover::ServiceInterval;
use base::tolerance::FORGIVEN_SHARE as FORGIVEN;
use files::text::number::{percent, span};
use planning::model::{Measure, Model, Scope, Target};
use planning::staffing::row_subject::averaging_spans;

/// One target and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseFigures {
    /// `desired` or `adequate`.
    pub level: &'static str,
    /// `80 % in 20 s, day`.
    pub text: String,
    /// What is promised.
    pub measure: Measure,
    /// The value promised.
    pub goal: f64,
    /// The value reached over the horizon, averaged over contacts.
    pub reached: f64,
    /// What the spans are called: intervals, days, weeks or plan.
    pub unit: &'static str,
    /// Spans with contacts.
    pub spans: usize,
    /// Spans in which the target is kept.
    pub kept: usize,
}

/// Targets of a queue or class, desired first, each over the cells that it sees.
pub fn promises(model: &Model, targets: [Option<Target>; 2], cells: &[Vec<ServiceInterval>; 2]) -> Vec<PromiseFigures> {
    let levels = ["desired", "adequate"].into_iter().zip(targets).zip(cells);
    levels.filter_map(|((level, target), cells)| Some(promise(model, level, &target?, cells))).collect()
}

fn promise(model: &Model, level: &'static str, target: &Target, cells: &[ServiceInterval]) -> PromiseFigures {
    let busy: Vec<Option<&ServiceInterval>> = {
        let mut by_interval = vec![None; model.calendar.intervals()];
        cells.iter().filter(|cell| cell.volume > 0.0).for_each(|cell| by_interval[cell.interval] = Some(cell));
        by_interval
    };
    let spans = averaging_spans(model, target.over, |interval| busy[interval].is_some());
    let of_span = |span: &[usize]| span.iter().filter_map(|&at| busy[at]).collect::<Vec<_>>();
    let kept = spans.iter().filter(|(_, span)| keeps(&target.measure, value(&target.measure, &of_span(span)))).count();
    let all: Vec<&ServiceInterval> = busy.iter().copied().flatten().collect();
    let reached = value(&target.measure, &all);
    let (unit, measure) = (spans_name(target.over), target.measure);
    PromiseFigures {
        level,
        text: text(target),
        unit,
        measure,
        goal: target.measure.goal(),
        reached,
        spans: spans.len(),
        kept,
    }
}

/// What a target measures over some intervals, averaged over contacts (workload: load over heads).
pub fn value(measure: &Measure, cells: &[&ServiceInterval]) -> f64 {
    let contacts: f64 = cells.iter().map(|cell| cell.volume).sum();
    let mean =
        |of: fn(&ServiceInterval) -> f64| cells.iter().map(|cell| cell.volume * of(cell)).sum::<f64>() / contacts;
    match measure {
        Measure::Answered { .. } => mean(|cell| cell.level.and_then(|level| level.answered).unwrap_or(f64::NAN)),
        Measure::Wait { .. } => mean(|cell| cell.level.map_or(f64::NAN, |level| level.wait)),
        Measure::Lost { .. } => mean(|cell| cell.level.map_or(f64::NAN, |level| level.lost)),
        Measure::Workload { .. } => {
            cells.iter().map(|cell| cell.load).sum::<f64>() / cells.iter().map(|cell| cell.supply).sum::<f64>()
        }
    }
}

/// Whether a value keeps a promise, but for rounding.
pub fn keeps(measure: &Measure, value: f64) -> bool {
    match measure {
        Measure::Answered { share, .. } => value >= share - FORGIVEN,
        other => value <= other.goal() + FORGIVEN,
    }
}

/// The target in words.
pub fn text(target: &Target) -> String {
    let over = match target.over {
        Scope::Interval => "interval",
        Scope::Day => "day",
        Scope::Week => "week",
        Scope::Horizon => "plan",
    };
    match target.measure {
        Measure::Answered { share, within } => format!("{} in {}, {over}", short_percent(share), span(within)),
        Measure::Wait { at_most } => format!("wait {}, {over}", span(at_most)),
        Measure::Lost { at_most } => format!("{} lost, {over}", short_percent(at_most)),
        Measure::Workload { ratio } => format!("workload {}, {over}", short_percent(ratio)),
    }
}

/// What spans of a length are called.
pub fn spans_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Interval => "intervals",
        Scope::Day => "days",
        Scope::Week => "weeks",
        Scope::Horizon => "plan",
    }
}

/// What was reached of a promise, in words.
pub fn reached_text(promise: &PromiseFigures) -> String {
    match promise.measure {
        Measure::Wait { .. } => span(promise.reached),
        _ => percent(promise.reached, 1),
    }
}

/// Without a fraction where there is none.
fn short_percent(share: f64) -> String {
    let whole = (share * 100.0 - (share * 100.0).round()).abs() < FORGIVEN;
    percent(share, if whole { 0 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_said_in_words() {
        let answered = Measure::Answered { share: 0.8, within: 1.0 / 3.0 };
        let target = Target { measure: answered, over: Scope::Day, price: None };
        assert_eq!(text(&target), "80 % in 20 s, day");
        let lost = Target { measure: Measure::Lost { at_most: 0.025 }, over: Scope::Week, price: None };
        assert_eq!(text(&lost), "2.5 % lost, week");
    }

    #[test]
    fn a_rounding_does_not_break_a_promise() {
        let answered = Measure::Answered { share: 0.8, within: 0.0 };
        assert!(keeps(&answered, 0.799_99));
        assert!(!keeps(&answered, 0.799));
        assert!(!keeps(&Measure::Wait { at_most: 0.5 }, f64::INFINITY));
    }
}
