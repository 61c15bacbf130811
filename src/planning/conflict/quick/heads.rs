//! Heads that must be there on a day, counted once.

use super::View;
use std::collections::BTreeSet;

/// So many different people at least must work on a day. A head of one cover may be a head of another that counts the same
/// shift, and nobody works two shifts on a date.
pub(super) fn needed(view: &View, day: u32) -> u64 {
    let mut counted: BTreeSet<usize> = BTreeSet::new();
    let mut heads = 0;
    for cover in view.case.model.covers.iter().filter(|cover| cover.day == day && cover.under.is_none()) {
        if cover.shifts.iter().all(|shift| !counted.contains(shift)) {
            counted.extend(&cover.shifts);
            heads += u64::from(cover.need);
        }
    }
    heads
}
