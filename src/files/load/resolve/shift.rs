//! Which shifts may be worked, and whether they can be.

use super::calendar::INTERVALS;
use super::report::Report;
use crate::load::codes;
use crate::load::quantity::{WrittenClock, WrittenMinutes};
use crate::load::schema::ModelFile;
use crate::load::schema::shift::WrittenShift;
use planning::model::{BreakTemplate, ShiftTemplate};
use std::collections::BTreeSet;

/// All shift templates.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> Vec<ShiftTemplate> {
    let mut shifts = Vec::new();
    for (id, written) in &file.shift.entries {
        let rule = rule(id, written);
        if check_lengths(id, &rule, report) {
            check_end(id, &rule, report);
            check_breaks(id, &rule, report);
        }
        check_names(id, &rule, report);
        check_words(id, written, report);
        if INTERVALS.contains(&file.interval.0) {
            check_grid(id, &rule, file.interval.0, report);
        }
        shifts.push(rule);
    }
    shifts
}

/// What shifts may be called, and which is meant: their ids and their tags.
pub fn words(file: &ModelFile) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    for (index, (id, written)) in file.shift.entries.iter().enumerate() {
        let tags = written.tags.iter().map(|tag| tag.0.as_str()).filter(|tag| tag != id);
        words.extend(std::iter::once(id.as_str()).chain(tags).map(|word| (word, index)));
    }
    words
}

/// Words that stand for something else where shifts are named.
pub const RESERVED: [&str; 3] = ["off", "on", "any"];

fn rule(id: &str, written: &WrittenShift) -> ShiftTemplate {
    let breaks: Vec<BreakTemplate> = written
        .breaks
        .iter()
        .map(|rest| BreakTemplate {
            name: rest.name.0.clone(),
            length: rest.length.0,
            paid: rest.paid,
            begins: rest.begins.0.clone(),
        })
        .collect();
    let unpaid: u32 = breaks.iter().filter(|rest| !rest.paid).map(|rest| rest.length).sum();
    let starts = written.start.0.clone();
    let first = starts.first().copied().unwrap_or(0);
    ShiftTemplate {
        id: id.to_string(),
        title: written.title.as_ref().map_or(id.to_string(), |title| title.0.clone()),
        spans: written.paid.0.iter().map(|paid| paid + unpaid).collect(),
        // "06:00" behind a start at 22:00 is the morning after.
        end_by: written.end_by.map(|end| if end.0 <= first { end.0 + 1440 } else { end.0 }),
        starts,
        days: written.days.0.clone(),
        breaks,
        spacing: written.spacing.0,
    }
}

fn check_lengths(id: &str, rule: &ShiftTemplate, report: &mut Report<'_>) -> bool {
    let (shortest, longest) = (rule.spans[0], rule.spans[rule.spans.len() - 1]);
    if longest > 1440 {
        let message = format!("a shift of `{id}` lasts {} with its unpaid breaks", WrittenMinutes(longest));
        report.error(&["shift", id, "paid"], codes::SHIFT_TOO_LONG, message, "stay within 24h");
    }
    if rule.paid(shortest) == 0 {
        let message = format!("a shift of `{id}` has no paid time");
        report.error(&["shift", id, "paid"], codes::OUT_OF_RANGE, message, "write a duration above zero");
    }
    longest <= 1440 && rule.paid(shortest) > 0
}

/// Each start must leave time for at least one length.
fn check_end(id: &str, rule: &ShiftTemplate, report: &mut Report<'_>) {
    let Some(end) = rule.end_by else { return };
    let late: Vec<String> = rule
        .starts
        .iter()
        .filter(|start| **start + rule.spans[0] > end)
        .map(|start| WrittenClock(*start).to_string())
        .collect();
    if late.is_empty() {
        return;
    }
    let path = ["shift", id, "end_by"];
    let shown = WrittenClock(end % 1440);
    let shortest = WrittenMinutes(rule.spans[0]);
    if late.len() == rule.starts.len() {
        let message = format!("no shift of `{id}` ends by {shown}: the shortest lasts {shortest}");
        report.error(&path, codes::SHIFT_ENDS_TOO_LATE, message, "move `end_by`, or start earlier");
    } else {
        let message = format!("starts of `{id}` at {} cannot end by {shown} and are left out", late.join(", "));
        report.warning(&path, codes::SHIFT_ENDS_TOO_LATE, message, "move `end_by`, or end `start` earlier");
    }
}

/// For each length that may be worked there must be a way to take all breaks in order.
fn check_breaks(id: &str, rule: &ShiftTemplate, report: &mut Report<'_>) {
    let longest = rule.spans[rule.spans.len() - 1];
    for (number, rest) in rule.breaks.iter().enumerate() {
        let path = ["shift", id, "breaks", &number.to_string(), "begins"];
        if rest.length == 0 {
            let message = format!("the break `{}` of `{id}` takes no time", rest.name);
            report.error(&path[..4], codes::OUT_OF_RANGE, message, "write a length above zero");
        }
        let last = rest.begins[rest.begins.len() - 1];
        if last + rest.length > longest {
            let message = format!(
                "the break `{}` of `{id}` may begin at {} and then ends after the longest shift, {}",
                rest.name,
                WrittenMinutes(last),
                WrittenMinutes(longest)
            );
            report.error(&path, codes::BREAK_OUTSIDE_SHIFT, message, "let it begin earlier, or shorten it");
            return;
        }
    }
    for span in &rule.spans {
        if let Some(stuck) = first_impossible(rule, *span) {
            let number = stuck.to_string();
            let message = format!(
                "in a shift of {} of `{id}` the break `{}` cannot be taken after those before it",
                WrittenMinutes(*span),
                rule.breaks[stuck].name
            );
            let help = "widen `begins`, reduce `spacing`, or make the lengths a shift rule of their own";
            report.error(&["shift", id, "breaks", &number, "begins"], codes::IMPOSSIBLE_BREAKS, message, help);
            return;
        }
    }
}

/// The first break that finds no place when each is taken as early as possible.
fn first_impossible(rule: &ShiftTemplate, span: u32) -> Option<usize> {
    let mut earliest = 0;
    for (number, rest) in rule.breaks.iter().enumerate() {
        match rest.begins.iter().find(|begin| **begin >= earliest && **begin + rest.length <= span) {
            Some(begin) => earliest = begin + rest.length + rule.spacing,
            None => return Some(number),
        }
    }
    None
}

fn check_words(id: &str, written: &WrittenShift, report: &mut Report<'_>) {
    let mut words = std::iter::once(id).chain(written.tags.iter().map(|tag| tag.0.as_str()));
    if let Some(word) = words.find(|word| RESERVED.contains(word)) {
        let message = format!("`{word}` cannot be the name or a tag of a shift: it says something else in patterns");
        report.error(&["shift", id], codes::RESERVED_WORD, message, "choose another word");
    }
}

fn check_names(id: &str, rule: &ShiftTemplate, report: &mut Report<'_>) {
    let mut names = BTreeSet::new();
    for (number, rest) in rule.breaks.iter().enumerate() {
        if !names.insert(&rest.name) {
            let message = format!("`{id}` has two breaks named `{}`", rest.name);
            let path = ["shift", id, "breaks", &number.to_string()];
            report.error(&path, codes::DUPLICATE_ENTRY, message, "give each its own name");
        }
    }
}

/// Times beside the grid are allowed; heads then count for the part of an interval they are there.
fn check_grid(id: &str, rule: &ShiftTemplate, interval: u32, report: &mut Report<'_>) {
    let off = |values: &[u32]| values.iter().find(|value| !value.is_multiple_of(interval)).copied();
    let help = "use the grid, or a shorter `interval`; heads count for the part of an interval they are there";
    let mut warn = |path: &[&str], what: String| {
        let message = format!("{what} of `{id}` is not a whole number of {interval}-minute intervals");
        report.warning(path, codes::OFF_GRID, message, help);
    };
    if let Some(start) = off(&rule.starts) {
        warn(&["shift", id, "start"], format!("the start {}", WrittenClock(start)));
    }
    if let Some(span) = off(&rule.spans) {
        warn(&["shift", id, "paid"], format!("the length {}", WrittenMinutes(span)));
    }
    for (number, rest) in rule.breaks.iter().enumerate() {
        let number = number.to_string();
        if let Some(begin) = off(&rest.begins).or(off(&[rest.length])) {
            warn(&["shift", id, "breaks", &number], format!("{} of the break `{}`", WrittenMinutes(begin), rest.name));
        }
    }
}
