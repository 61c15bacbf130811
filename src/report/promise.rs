//! Whether promises are kept, over their own spans and averaged over contacts.

use super::cover::Cell;
use super::number::{percent, span};
use crate::model::{Kind, Measure, Model, Scope, Service, Target};
use crate::problem::balance::about::groups;

/// One target and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// `desired` or `adequate`.
    pub level: &'static str,
    /// `80 % in 20 s, day`.
    pub text: String,
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

/// Where a service stands between the least that is accepted and what is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The adequate target is missed in some span, or work misses its deadline.
    Below,
    /// Neither below nor desired.
    Within,
    /// The desired target is kept in every span.
    Desired,
    /// Nothing is promised.
    Unpromised,
}

impl Zone {
    /// For tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Below => "below adequate",
            Zone::Within => "within",
            Zone::Desired => "desired",
            Zone::Unpromised => "-",
        }
    }
}

/// The targets of a queue, desired first.
pub fn promises(model: &Model, service: &Service, cells: &[Cell]) -> Vec<Promise> {
    let Kind::Queue(terms) = &service.kind else { return Vec::new() };
    let targets = [("desired", terms.desired), ("adequate", terms.adequate)];
    let judged = |(level, target): (&'static str, Option<Target>)| Some(promise(model, level, &target?, cells));
    targets.into_iter().filter_map(judged).collect()
}

/// The zone that promises end in; deferrable work has `missed` contacts instead of targets.
pub fn zone(service: &Service, promises: &[Promise], missed: f64) -> Zone {
    let level = |name: &str| promises.iter().find(|promise| promise.level == name);
    match (&service.kind, level("adequate"), level("desired")) {
        (Kind::Deferrable(_), ..) if missed > FORGIVEN => Zone::Below,
        (Kind::Deferrable(_), ..) => Zone::Desired,
        (_, None, None) => Zone::Unpromised,
        (_, Some(adequate), _) if adequate.kept < adequate.spans => Zone::Below,
        (_, _, Some(desired)) if desired.kept == desired.spans => Zone::Desired,
        _ => Zone::Within,
    }
}

/// What a comparison with a promise forgives, as a part of the contacts: shares of heads are rounded to millionths.
const FORGIVEN: f64 = 0.0001;

fn promise(model: &Model, level: &'static str, target: &Target, cells: &[Cell]) -> Promise {
    let busy: Vec<Option<&Cell>> = {
        let mut by_interval = vec![None; model.calendar.intervals()];
        cells.iter().filter(|cell| cell.volume > 0.0).for_each(|cell| by_interval[cell.interval] = Some(cell));
        by_interval
    };
    let spans = groups(model, target.over, |interval| busy[interval].is_some());
    let of_span = |span: &[usize]| span.iter().filter_map(|&at| busy[at]).collect::<Vec<_>>();
    let kept = spans.iter().filter(|(_, span)| keeps(&target.measure, value(&target.measure, &of_span(span)))).count();
    let all: Vec<&Cell> = busy.iter().copied().flatten().collect();
    let reached = value(&target.measure, &all);
    let unit = match target.over {
        Scope::Interval => "intervals",
        Scope::Day => "days",
        Scope::Week => "weeks",
        Scope::Horizon => "plan",
    };
    Promise { level, text: text(target), unit, goal: target.measure.goal(), reached, spans: spans.len(), kept }
}

/// What a target measures over some intervals, averaged over contacts (workload: load over heads).
fn value(measure: &Measure, cells: &[&Cell]) -> f64 {
    let contacts: f64 = cells.iter().map(|cell| cell.volume).sum();
    let mean = |of: fn(&Cell) -> f64| cells.iter().map(|cell| cell.volume * of(cell)).sum::<f64>() / contacts;
    match measure {
        Measure::Answered { .. } => mean(|cell| cell.level.and_then(|level| level.answered).unwrap_or(f64::NAN)),
        Measure::Wait { .. } => mean(|cell| cell.level.map_or(f64::NAN, |level| level.wait)),
        Measure::Lost { .. } => mean(|cell| cell.level.map_or(f64::NAN, |level| level.lost)),
        Measure::Workload { .. } => {
            cells.iter().map(|cell| cell.load).sum::<f64>() / cells.iter().map(|cell| cell.supply).sum::<f64>()
        }
    }
}

fn keeps(measure: &Measure, value: f64) -> bool {
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

/// A value of a measure in words.
pub fn reached_text(service: &Service, promise: &Promise) -> String {
    let Kind::Queue(terms) = &service.kind else { return String::new() };
    let target = if promise.level == "desired" { terms.desired } else { terms.adequate };
    match target.map(|target| target.measure) {
        Some(Measure::Wait { .. }) => span(promise.reached),
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
