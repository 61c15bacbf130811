//! What may follow what: successions, patterns, rotations and starts that stay the same.

use super::*;
use PatternCell::{Any, Off, On, Shift};

pub fn cases(all: &mut Vec<Ward>) {
    both(all, five_days, "forbidden_succession", |policy| (policy.shifts, policy.others) = (vec![N], vec![E, L]));
    both(all, five_days, "forbidden_succession", |policy| {
        (policy.shifts, policy.others, policy.days) = (vec![L, N], vec![E], vec![0, 3]);
    });
    both(all, five_days, "steady_start", |policy| policy.per = Period::Days(3));
    both(all, five_days, "steady_start", |policy| (policy.at_most, policy.shifts) = (Some(500), vec![E, L]));
    both(all, spring, "steady_start", |policy| (policy.at_most, policy.per) = (Some(480), Period::Week));
    // In the night of the change half past two is half past three.
    let skipped = || spring().with(|model| model.shifts[L].starts = vec![150]);
    both(all, skipped, "steady_start", |policy| (policy.at_most, policy.per) = (Some(0), Period::Week));
    for cells in [vec![On, Off, On], vec![Shift(vec![N]), Off, Shift(vec![E, L])], vec![Off], vec![On, On, Any, Off]] {
        both(all, five_days, "forbidden_pattern", |policy| policy.pattern = cells.clone());
        both(all, five_days, "forbidden_pattern", |policy| {
            (policy.pattern, policy.days) = (cells.clone(), vec![0, 2, 3]);
        });
        for after in [None, Some(2)] {
            both(all, five_days, "required_pattern", |policy| {
                (policy.pattern, policy.after) = (cells.clone(), after);
            });
        }
    }
    both(all, five_days, "required_pattern", |policy| {
        (policy.pattern, policy.days) = (vec![Shift(vec![L]), On, Off, On], vec![1, 2, 4]);
    });
    both(all, five_days, "rotation", |policy| {
        (policy.pattern, policy.after) = (vec![On, Shift(vec![N]), Off, Any], Some(1));
        policy.days = vec![0, 1, 2, 4];
    });
}
