//! Why no roster can exist: rules, people and dates that cannot hold together, and the cheapest ways out.

mod limits;
mod possible;
mod promise;
mod smallest;
mod ways_out;

pub use possible::{Possible, possible};

use super::{Conflict, WAYS_OUT, WayOut};
use crate::base::tolerance::CONFLICT_GAP;
use crate::problem::Case;
use crate::solve::{Deadline, Settings};
use promise::{Promise, promises};
use rayon::prelude::*;

/// Seconds for the search of a small conflict.
const FILTER_SECONDS: f64 = 20.0;
/// Seconds for which a way out is priced at most.
const WAY_OUT_SECONDS: f64 = 3.0;
/// Most promises that are bent one after the other.
const MOST_BENT: usize = 24;

/// Explains a case without a roster. `alone`: people who have no line even by themselves.
pub fn roster_conflict(case: &Case, alone: &[usize], settings: &Settings) -> Conflict {
    let settings = Settings { gap: CONFLICT_GAP, watcher: None, ..settings.clone() };
    let deadline = Deadline::after(FILTER_SECONDS.min(settings.time_limit));
    let found = smallest::smallest(case, alone, &settings, &deadline);
    let members = found.promises.iter().map(|promise| promise.member(&case.model)).collect();
    let all = promises(case);
    let price = Settings { time_limit: WAY_OUT_SECONDS.min(settings.time_limit), ..settings };
    let mut ways_out: Vec<WayOut> = Vec::new();
    let few: Vec<Promise> = found.promises.iter().copied().take(MOST_BENT).collect();
    ways_out.par_extend(few.par_iter().filter_map(|&promise| ways_out::bend(case, &all, promise, &price)));
    ways_out.sort_by(|left, right| left.cost.cmp(&right.cost).then_with(|| left.what.cmp(&right.what)));
    ways_out.truncate(WAYS_OUT);
    Conflict { members, ways_out, smallest: found.smallest }
}
