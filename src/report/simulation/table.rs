//! A simulated plan on one screen: what the roster really reaches, beside what the formulas promised.

use super::super::grid::wrapped;
use super::super::plan_table::period;
use super::figures::ServicePlayed;
use super::formulas::Formula;
use crate::report::grid::TextTable;
use crate::report::simulation::figures::{PlanPlayed, PlayedSpan};
use crate::report::simulation::promise::PromiseKept;
use base::money::grouped;
use files::text::number::{number, percent, span};
use planning::model::{Calendar, Measure};
use simulation::Estimate;

/// Worst intervals named for each service.
const WORST: usize = 4;

/// The simulation of the plan called `title`; with `all` every interval is shown.
pub fn text(title: &str, played: &PlanPlayed, calendar: &Calendar, all: bool) -> String {
    let confidence = percent(played.effort.confidence, 0);
    let mut text = format!("{title}\n{}\n", period(calendar));
    text.push_str(&wrapped(
        &format!(
            "Played {} times, {} events; each figure with its interval of {confidence} confidence{}\n",
            grouped(u64::from(played.replications)),
            grouped(played.events),
            if played.sure { "" } else { ", some wider than asked for: allow more with --replications" }
        ),
        0,
    ));
    for service in &played.services {
        text.push_str(&format!("\n{} ({})\n", service.title, service.id));
        text.push_str(&levels(service, calendar, &service.days, day));
        text.push_str(&formulas(service, calendar));
        service.promises.iter().for_each(|kept| text.push_str(&promise(kept)));
        text.push_str(&worst(service, calendar, if all { usize::MAX } else { WORST }));
    }
    text.push_str(&teams(played));
    text
}

pub(super) fn day(calendar: &Calendar, index: usize) -> String {
    calendar.date(index as i64).format("%a %-d %b").to_string()
}

pub(super) fn moment(calendar: &Calendar, interval: usize) -> String {
    calendar.local(calendar.interval_start(interval)).format("%a %-d %b %H:%M").to_string()
}

/// `80.1 % ± 0.4`.
pub(super) fn share(found: Estimate) -> String {
    if found.mean.is_nan() {
        return "-".to_owned();
    }
    let half = if found.half.is_finite() { format!(" ± {}", number(found.half * 100.0, 1)) } else { String::new() };
    format!("{}{half}", percent(found.mean, 1))
}

/// `12 s ± 1`; in minutes where it is long.
pub(super) fn time(found: Estimate) -> String {
    if found.mean.is_nan() {
        return "-".to_owned();
    }
    let half = if !found.half.is_finite() {
        String::new()
    } else if found.mean < 2.0 {
        format!(" ± {}", number(found.half * 60.0, 1))
    } else {
        format!(" ± {}", number(found.half, 1))
    };
    format!("{}{half}", span(found.mean))
}

fn levels(
    service: &ServicePlayed,
    calendar: &Calendar,
    spans: &[PlayedSpan],
    name: fn(&Calendar, usize) -> String,
) -> String {
    let headings: &[&str] = match service.deferrable {
        true => &["", "contacts", "in time", "too late", "waiting at the end"],
        false => &["", "contacts", "in time", "mean wait", "95 % wait at most", "hung up"],
    };
    let mut grid = TextTable::new(headings, 1);
    for (label, of) in spans.iter().map(|of| (name(calendar, of.index), of)).chain([("all".to_owned(), &service.all)]) {
        let contacts = number(of.contacts, 1);
        if service.deferrable {
            grid.row([label, contacts, share(of.in_time), number(of.late, 1), number(of.backlog.mean, 1)]);
        } else {
            let in_time = if service.within.is_some() { share(of.in_time) } else { "-".to_owned() };
            grid.row([label, contacts, in_time, time(of.wait), time(of.wait_95), share(of.lost)]);
        }
    }
    grid.text()
}

/// The formulas beside the simulation: share in time, and mean wait.
fn formulas(service: &ServicePlayed, calendar: &Calendar) -> String {
    let with = service.within.is_some();
    let what = if with { "answered in time" } else { "mean wait" };
    let mut grid = TextTable::new(&[what, "Erlang C", "Erlang A", "carried load", "simulated", "gap"], 1);
    for (label, of) in
        service.days.iter().map(|of| (day(calendar, of.index), of)).chain([("all".to_owned(), &service.all)])
    {
        let Some(formulas) = of.formulas else { continue };
        let cell = |formula: &Formula| if with { percent(formula.in_time, 1) } else { span(formula.wait) };
        // The formula that the plan was made with.
        let believed = formulas.erlang_a.unwrap_or(formulas.erlang_c);
        let gap = match with {
            true => format!("{} pp", files::text::number::signed((of.in_time.mean - believed.in_time) * 100.0, 1)),
            false => format!("{} s", files::text::number::signed((of.wait.mean - believed.wait) * 60.0, 0)),
        };
        grid.row([
            label,
            cell(&formulas.erlang_c),
            formulas.erlang_a.as_ref().map_or("-".to_owned(), cell),
            cell(&formulas.carried),
            if with { percent(of.in_time.mean, 1) } else { span(of.wait.mean) },
            gap,
        ]);
    }
    if grid.is_empty() { String::new() } else { format!("\n{}", grid.text()) }
}

fn promise(kept: &PromiseKept) -> String {
    let [yes, no, perhaps] = kept.spans;
    let of = yes + no + perhaps;
    let unit = match kept.target.over {
        planning::model::Scope::Interval => "intervals",
        planning::model::Scope::Day => "days",
        planning::model::Scope::Week => "weeks",
        planning::model::Scope::Horizon => "plan",
    };
    let sentence = format!(
        "{} target ({}): surely kept in {yes} of {of} {unit}, surely missed in {no}, too close to tell in {perhaps}; over the \
         plan {}",
        kept.level,
        kept.text,
        match kept.target.measure {
            Measure::Wait { .. } => time(kept.all),
            _ => share(kept.all),
        }
    );
    wrapped(&sentence, 2)
}

/// The intervals in which most contacts miss the promise, the worst first.
pub fn worst_of(service: &ServicePlayed) -> Vec<&PlayedSpan> {
    let Some(measure) = service.promises.first().map(|kept| kept.target.measure) else { return Vec::new() };
    let missed = |of: &PlayedSpan| match measure {
        Measure::Answered { share, .. } => (share - of.in_time.mean) * of.contacts,
        Measure::Wait { at_most } => (of.wait.mean - at_most) * of.contacts,
        Measure::Lost { at_most } => (of.lost.mean - at_most) * of.contacts,
        Measure::Workload { .. } => f64::NAN,
    };
    let mut worst: Vec<&PlayedSpan> = service.intervals.iter().filter(|of| missed(of) > 0.0).collect();
    worst.sort_by(|left, right| missed(right).total_cmp(&missed(left)).then(left.index.cmp(&right.index)));
    worst
}

fn worst(service: &ServicePlayed, calendar: &Calendar, most: usize) -> String {
    let worst = worst_of(service);
    if worst.is_empty() {
        return String::new();
    }
    let mut grid = TextTable::new(&["worst intervals", "contacts", "heads", "in time", "mean wait", "hung up"], 1);
    for of in worst.into_iter().take(most) {
        let in_time = if service.within.is_some() { share(of.in_time) } else { "-".to_owned() };
        let (contacts, heads) = (number(of.contacts, 1), number(of.heads, 1));
        grid.row([moment(calendar, of.index), contacts, heads, in_time, time(of.wait), share(of.lost)]);
    }
    format!("\n{}", grid.text())
}

fn teams(played: &PlanPlayed) -> String {
    let mut grid = TextTable::new(&["team", "hours on the floor", "serving", "overtime caused (h)"], 1);
    for team in &played.teams {
        let overtime = &team.all.overtime;
        let half =
            if overtime.half.is_finite() { format!(" ± {}", number(overtime.half / 60.0, 1)) } else { String::new() };
        let hours = number(team.all.hours, 1);
        grid.row([team.id.clone(), hours, share(team.all.occupancy), number(overtime.mean / 60.0, 1) + &half]);
    }
    format!("\n{}", grid.text())
}
