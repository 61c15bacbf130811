//! A smallest set of promises that cannot hold together: leave some out, and keep out whatever the conflict survives
//! without (the deletion filter of Chinneck, 2008), first many at a time, then one by one.

use super::possible::{Possible, possible};
use super::promise::{Promise, promises, with};
use crate::problem::Case;
use crate::problem::roster::write;
use crate::roster::given::legal_line;
use crate::solve::{Deadline, Settings};
use std::collections::BTreeSet;

/// Seconds for one question whether a roster exists.
const QUESTION_SECONDS: f64 = 4.0;

/// What was found.
pub(super) struct Smallest {
    /// The promises.
    pub promises: BTreeSet<Promise>,
    /// True if no part of them conflicts by itself, false if time ran out before that was known.
    pub smallest: bool,
}

/// A smallest conflict of a case for which there is no roster. `alone`: people who have no line even by themselves.
pub(super) fn smallest(case: &Case, alone: &[usize], settings: &Settings, deadline: &Deadline) -> Smallest {
    let all = promises(case);
    let mut filter = Filter { deadline, undecided: false };
    if let Some(&person) = alone.first() {
        let kept = all.into_iter().filter(|promise| promise.is_of(person)).collect();
        let conflicts =
            |kept: &BTreeSet<Promise>| Some(legal_line(&write(&with(case, kept)).problem, person).is_none());
        let promises = filter.run(kept, &conflicts);
        return Smallest { promises, smallest: !filter.undecided };
    }
    let conflicts = |kept: &BTreeSet<Promise>| {
        let settings = deadline.share(&Settings { time_limit: QUESTION_SECONDS, ..settings.clone() }, 1.0);
        let settings = Settings { time_limit: settings.time_limit.min(QUESTION_SECONDS), ..settings };
        match possible(&with(case, kept), &settings, None) {
            Ok(Possible::No(_)) => Some(true),
            Ok(Possible::Yes(_)) => Some(false),
            _ => None,
        }
    };
    let promises = filter.run(all, &conflicts);
    Smallest { promises, smallest: !filter.undecided }
}

struct Filter<'a> {
    deadline: &'a Deadline,
    undecided: bool,
}

impl Filter<'_> {
    /// `conflicts`: whether promises conflict; `None` if that is not known.
    fn run(
        &mut self,
        mut kept: BTreeSet<Promise>,
        conflicts: &dyn Fn(&BTreeSet<Promise>) -> Option<bool>,
    ) -> BTreeSet<Promise> {
        // Whole rules first: most are out after a few questions.
        let groups: BTreeSet<_> = kept.iter().map(|promise| promise.group()).collect();
        for group in groups {
            let fewer: BTreeSet<Promise> = kept.iter().copied().filter(|promise| promise.group() != group).collect();
            if fewer.len() < kept.len() && !self.deadline.passed() && conflicts(&fewer) == Some(true) {
                kept = fewer;
            }
        }
        let mut length = kept.len().div_ceil(2);
        while length > 0 {
            let order: Vec<Promise> = kept.iter().copied().collect();
            for out in order.chunks(length) {
                if self.deadline.passed() {
                    self.undecided = true;
                    return kept;
                }
                let fewer: BTreeSet<Promise> = kept.iter().copied().filter(|promise| !out.contains(promise)).collect();
                match conflicts(&fewer) {
                    Some(true) => kept = fewer,
                    None if length == 1 => self.undecided = true,
                    _ => {}
                }
            }
            length = if length == 1 { 0 } else { length.div_ceil(2) };
        }
        kept
    }
}
