//! A smallest set of conflicting promises: leave one after another out, and keep out whatever the conflict survives
//! without (the deletion filter of Chinneck, "Feasibility and Infeasibility in Optimization", 2008).

use super::elastic;
use super::elastic::ProgramPromise;
use crate::model::Case;
use crate::staffing::{ModelEntity, RowSubject};
use mip::StampedProgram;
use mip::outcome::Verdict;
use mip::solver::{Settings, solve};
use std::collections::BTreeSet;

type PromiseGroup = (&'static str, ModelEntity, Option<u32>);

/// The promises of a smallest conflict, by rule, subject and day; sorted.
pub(super) fn irreducible_set(
    case: &Case,
    stamped: &StampedProgram<RowSubject>,
    settings: &Settings,
) -> Vec<(&'static str, RowSubject)> {
    let calendar = &case.model.calendar;
    let day_of_interval: Vec<u32> =
        (0..calendar.intervals()).map(|interval| calendar.day_of_interval(interval)).collect();
    let stamp = |kept: ProgramPromise| match kept {
        ProgramPromise::Row(row) => stamped.stamps[row],
        ProgramPromise::Bound(place) => stamped.elastic[place].0,
    };
    let day = |kept: ProgramPromise| {
        let subject = stamp(kept).subject;
        subject.day.or(subject.interval.map(|interval| day_of_interval[interval]))
    };
    let mut kept: BTreeSet<ProgramPromise> = (0..stamped.stamps.len())
        .filter(|&row| stamped.stamps[row].promise)
        .map(ProgramPromise::Row)
        .chain((0..stamped.elastic.len()).map(ProgramPromise::Bound))
        .collect();
    // Fractions of people are enough to find most conflicts, and far quicker.
    let whole = !conflicts(stamped, &kept, false, settings);
    // First whole promises, then their days: most are out after a few solves.
    deletion_filter(&mut kept, &|kept| (stamp(kept).rule, stamp(kept).subject.who, None), &|fewer| {
        conflicts(stamped, fewer, whole, settings)
    });
    deletion_filter(&mut kept, &|kept| (stamp(kept).rule, stamp(kept).subject.who, day(kept)), &|fewer| {
        conflicts(stamped, fewer, whole, settings)
    });
    let about = |kept: ProgramPromise| RowSubject { who: stamp(kept).subject.who, day: day(kept), interval: None };
    let found: BTreeSet<_> = kept.iter().map(|&kept| (stamp(kept).rule, about(kept))).collect();
    found.into_iter().collect()
}

fn deletion_filter(
    kept: &mut BTreeSet<ProgramPromise>,
    group: &dyn Fn(ProgramPromise) -> PromiseGroup,
    conflicts: &dyn Fn(&BTreeSet<ProgramPromise>) -> bool,
) {
    let groups: BTreeSet<PromiseGroup> = kept.iter().map(|&kept| group(kept)).collect();
    for left_out in groups {
        let fewer: BTreeSet<ProgramPromise> = kept.iter().copied().filter(|&kept| group(kept) != left_out).collect();
        if conflicts(&fewer) {
            *kept = fewer;
        }
    }
}

/// True if these promises cannot hold together with what gives the program its meaning.
fn conflicts(
    stamped: &StampedProgram<RowSubject>,
    kept: &BTreeSet<ProgramPromise>,
    whole: bool,
    settings: &Settings,
) -> bool {
    let program = elastic::feasibility_program(stamped, kept, whole);
    matches!(solve(&program, settings), Ok(solved) if solved.verdict == Verdict::Infeasible)
}
