//! Slots of people who are known: where shifts or breaks would cut a slot, the book is opened again out of their seats.

use super::{Failure, Planned, closed};
use mip::outcome::{Ending, Verdict};
use mip::solver::{Settings, Solved, solve_from};
use planning::model::Case;
use planning::plan::{Person, StaffingPlan};
use planning::staffing;
use planning::staffing::Balance;
use planning::staffing::decode::{deal_slots, decode, seats};

/// A balance whose slots cannot be dealt to its people.
pub struct Cut<'a> {
    /// The program.
    pub balance: &'a Balance,
    /// Its point.
    pub point: &'a [f64],
    /// How it was solved.
    pub solved: &'a Solved,
    /// Its people.
    pub plan: StaffingPlan,
}

/// The program of a book out of the seats of people who are known, whose shifts and breaks a point of another has decided.
pub fn reopened(case: &Case, before: &Balance, point: &[f64], people: &[Person]) -> Balance {
    let Balance { mut written, sheet } = staffing::write_seated(case, seats(case, people));
    let value = |variable| point[before.written.column(variable)].round();
    let before = &before.sheet;
    let mut fix = |variable, value: f64| {
        let column = written.column(variable);
        let column = &mut written.program.columns[column];
        (column.lower, column.upper) = (value, value);
    };
    // Rules write the columns of shifts in the same order, so that each stands beside its own.
    sheet.works.iter().zip(&before.works).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    sheet.rests.iter().zip(&before.rests).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    sheet.patterns.iter().zip(&before.patterns).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    sheet.allotted.iter().zip(&before.allotted).for_each(|((_, new), (_, old))| fix(*new, value(*old)));
    sheet.heads.iter().zip(&before.heads).for_each(|(new, old)| fix(*new, value(*old)));
    Balance { written, sheet }
}

/// The same people with a book that fits them. The bound stays that of the balance: whatever fits people fits heads.
///
/// # Errors
/// See [`Failure`].
pub fn seated(case: Case, settings: &Settings, cut: Cut<'_>) -> Result<(Planned, Vec<f64>), Failure> {
    let Balance { written, sheet } = reopened(&case, cut.balance, cut.point, &cut.plan.people);
    let mut solved = solve_from(&written.program, settings, None).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = solved.point.take() else {
        return Err(match solved.ending {
            Ending::Conflict => Failure::Bug("people who serve no slot have no book".to_owned()),
            ending => Failure::Stopped(ending),
        });
    };
    let mut plan = decode(&case, &sheet, &written, &point);
    if !deal_slots(&case, &sheet, &written, &point, &mut plan) {
        return Err(Failure::Bug("slots of a seat do not fit its people".to_owned()));
    }
    let bound = cut.solved.bound + cut.balance.written.constant - written.constant;
    let cost: f64 = written.terms.iter().map(|term| term.at(&point)).sum::<f64>() - written.constant;
    let near = cost - bound <= settings.gap * cost.abs().max(1.0);
    solved.bound = bound;
    if solved.ending < Ending::TimeLimit {
        solved.ending = if near { Ending::WithinGap } else { Ending::NoProgress };
    }
    solved.verdict = if near { Verdict::Optimal } else { Verdict::Feasible };
    let planned = closed(case, plan, &written, &point, &solved)?;
    Ok((planned, point))
}
