//! A smallest set of promises that cannot hold together: leave some out, and keep out whatever the conflict survives
//! without (the deletion filter of Chinneck, 2008): first whole rules and covers, half of them at a time, then workdays,
//! weekends and teams, weeks and people, and at last one by one.

use super::promise::{KINDS, RosterPromise, case_keeping, roster_promises};
use crate::conflict::roster::feasibility::{Feasibility, feasibility};
use crate::model::Case;
use crate::model::Model;
use crate::roster::write_roster;
use mip::solver::{Deadline, Settings};
use rostering::search::feasible_line::feasible_line;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds for one question whether a roster exists.
const QUESTION_SECONDS: f64 = 4.0;

/// What was found.
pub(super) struct ConflictSet {
    /// The promises.
    pub promises: BTreeSet<RosterPromise>,
    /// True if no part of them conflicts by itself, false if time ran out before that was known.
    pub smallest: bool,
}

/// A smallest conflict of a case for which there is no roster. `alone`: people who have no line even by themselves.
pub(super) fn smallest_conflict(case: &Case, alone: &[usize], settings: &Settings, deadline: &Deadline) -> ConflictSet {
    let all = roster_promises(case);
    let mut filter = DeletionFilter { model: &case.model, deadline, undecided: false };
    if let Some(&person) = alone.first() {
        let kept = all.into_iter().filter(|promise| promise.is_of(person)).collect();
        let conflicts = |kept: &BTreeSet<RosterPromise>| {
            Some(feasible_line(&write_roster(&case_keeping(case, kept)).problem, person).is_none())
        };
        let promises = filter.run(kept, &conflicts);
        return ConflictSet { promises, smallest: !filter.undecided };
    }
    let conflicts = |kept: &BTreeSet<RosterPromise>| {
        let settings = deadline.share(&Settings { time_limit: QUESTION_SECONDS, ..settings.clone() }, 1.0);
        let settings = Settings { time_limit: settings.time_limit.min(QUESTION_SECONDS), ..settings };
        match feasibility(&case_keeping(case, kept), &settings, None) {
            Ok(Feasibility::No(_)) => Some(true),
            Ok(Feasibility::Yes(_)) => Some(false),
            _ => None,
        }
    };
    let promises = filter.run(all, &conflicts);
    ConflictSet { promises, smallest: !filter.undecided }
}

type Promises = BTreeSet<RosterPromise>;

struct DeletionFilter<'a> {
    model: &'a Model,
    deadline: &'a Deadline,
    undecided: bool,
}

impl DeletionFilter<'_> {
    /// `conflicts`: whether promises conflict; `None` if that is not known.
    fn run(&mut self, mut kept: Promises, conflicts: &(dyn Fn(&Promises) -> Option<bool> + Sync)) -> Promises {
        for level in 0..KINDS {
            let mut groups: BTreeMap<(u8, usize, usize), Promises> = BTreeMap::new();
            for &promise in &kept {
                groups.entry(promise.kinds(self.model)[level]).or_default().insert(promise);
            }
            self.halve(&mut kept, groups.into_values().collect(), conflicts, false);
        }
        let singles = kept.iter().map(|&promise| Promises::from([promise])).collect();
        self.halve(&mut kept, singles, conflicts, true);
        kept
    }

    /// Leaves groups out, half of them at a time, then fewer. `last`: what is not known after this never will be.
    fn halve(
        &mut self,
        kept: &mut Promises,
        mut groups: Vec<Promises>,
        conflicts: &(dyn Fn(&Promises) -> Option<bool> + Sync),
        last: bool,
    ) {
        let mut length = if groups.len() > 1 { groups.len().div_ceil(2) } else { groups.len() };
        while length > 0 {
            let mut place = 0;
            while place < groups.len() {
                if self.deadline.passed() {
                    self.undecided = true;
                    return;
                }
                // Two questions at a time: each of two neighbours by itself.
                let ends = [place, place + length, place + 2 * length].map(|end| end.min(groups.len()));
                let without = |from: usize, to: usize| -> Promises {
                    let out = |promise: &RosterPromise| groups[from..to].iter().any(|group| group.contains(promise));
                    kept.iter().copied().filter(|promise| !out(promise)).collect()
                };
                let (first, second) = (without(ends[0], ends[1]), without(ends[1], ends[2]));
                let ask = |fewer: &Promises| if fewer.len() < kept.len() { conflicts(fewer) } else { Some(false) };
                let answers = rayon::join(|| ask(&first), || ask(&second));
                match answers {
                    (Some(true), _) => {
                        *kept = first;
                        groups.drain(ends[0]..ends[1]);
                    }
                    (_, Some(true)) => {
                        *kept = second;
                        groups.drain(ends[1]..ends[2]);
                        place = ends[1];
                    }
                    (one, other) => {
                        self.undecided |= last && length == 1 && (one.is_none() || other.is_none());
                        place = ends[2];
                    }
                }
            }
            length = if length == 1 { 0 } else { length.div_ceil(2) };
        }
    }
}
