//! A smallest set of conflicting promises: leave one after another out, and keep out whatever the conflict survives
//! without (the deletion filter of Chinneck, "Feasibility and Infeasibility in Optimization", 2008).

use super::elastic;
use crate::mip::Written;
use crate::plan::Verdict;
use crate::problem::Case;
use crate::problem::balance::{About, Who};
use crate::solve::{Settings, solve};
use std::collections::BTreeSet;

/// The promises of a smallest conflict, by rule, subject and day; sorted.
pub(super) fn smallest(case: &Case, written: &Written<About>, settings: &Settings) -> Vec<(&'static str, About)> {
    let calendar = &case.model.calendar;
    let day_of_interval: Vec<u32> =
        (0..calendar.intervals()).map(|interval| calendar.day_of_interval(interval)).collect();
    let day = |row: usize| {
        let subject = written.stamps[row].subject;
        subject.day.or(subject.interval.map(|interval| day_of_interval[interval]))
    };
    let mut kept: BTreeSet<usize> = (0..written.stamps.len()).filter(|&row| written.stamps[row].promise).collect();
    // First whole promises, then their days: most are out after a few solves.
    let whole = |row: usize| (written.stamps[row].rule, written.stamps[row].subject.who, None);
    let daily = |row: usize| (written.stamps[row].rule, written.stamps[row].subject.who, day(row));
    filter(written, &mut kept, &whole, settings);
    filter(written, &mut kept, &daily, settings);
    let found: BTreeSet<(&'static str, About)> = kept
        .iter()
        .map(|&row| {
            let stamp = &written.stamps[row];
            (stamp.rule, About { who: stamp.subject.who, day: day(row), interval: None })
        })
        .collect();
    found.into_iter().collect()
}

type Group = (&'static str, Who, Option<u32>);

fn filter(written: &Written<About>, kept: &mut BTreeSet<usize>, group: &dyn Fn(usize) -> Group, settings: &Settings) {
    let groups: BTreeSet<Group> = kept.iter().map(|&row| group(row)).collect();
    for left_out in groups {
        if settings.interrupted() {
            return;
        }
        let fewer: BTreeSet<usize> = kept.iter().copied().filter(|&row| group(row) != left_out).collect();
        if conflicts(written, &fewer, settings) {
            *kept = fewer;
        }
    }
}

/// True if these promises cannot hold together with what gives the program its meaning.
fn conflicts(written: &Written<About>, kept: &BTreeSet<usize>, settings: &Settings) -> bool {
    let keep = |row: usize| !written.stamps[row].promise || kept.contains(&row);
    let program = elastic::without_cost(&written.program, &keep);
    matches!(solve(&program, settings), Ok(solved) if solved.verdict == Verdict::Infeasible)
}
