//! Explains why no roster exists: a smallest set of promises, then the cheapest ways to bend one, or all of a rule or cover.

use super::deletion_filter::{ConflictSet, smallest_conflict};
use super::promise::roster_promises;
use super::ways_out::{RelaxedPromises, cheapest_relaxation};
use crate::conflict::explanation::{Conflict, WAYS_OUT, WayOut};
use crate::model::Case;
use base::tolerance::CONFLICT_GAP;
use mip::solver::{Deadline, Settings};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Seconds for the search of a small conflict, and for all ways out together; each at most half of the time that was allowed.
const FILTER_SECONDS: f64 = 30.0;
const WAYS_OUT_SECONDS: f64 = 40.0;
/// Seconds for which a way out is looked at first, and for which one that is among the cheapest is looked at again.
const LOOK_SECONDS: f64 = 3.0;
const PRICE_SECONDS: f64 = 10.0;
/// Most promises that are bent one after the other.
const MOST_BENT: usize = 24;

/// Explains a case without a roster. `alone`: people who have no line even by themselves.
pub fn roster_conflict(case: &Case, alone: &[usize], settings: &Settings) -> Conflict {
    let settings = Settings { gap: CONFLICT_GAP, watcher: None, ..settings.clone() };
    let deadline = Deadline::after(FILTER_SECONDS.min(settings.time_limit / 2.0));
    let found = smallest_conflict(case, alone, &settings, &deadline);
    let members = found.promises.iter().map(|promise| promise.member(&case.model)).collect();
    let (ways_out, cheapest) = ways_out(case, &found, &settings);
    Conflict { members, ways_out, smallest: found.smallest, cheapest }
}

/// The cheapest ways out, and whether no cheaper one is left among those that bend one promise of the conflict, or one rule or
/// cover of it as a whole.
fn ways_out(case: &Case, found: &ConflictSet, settings: &Settings) -> (Vec<WayOut>, bool) {
    let clock = Deadline::after(WAYS_OUT_SECONDS.min(settings.time_limit));
    let all = roster_promises(case);
    let singles: Vec<RelaxedPromises> =
        found.promises.iter().map(|&promise| RelaxedPromises(BTreeSet::from([promise]))).collect();
    let groups: BTreeSet<RelaxedPromises> = found
        .promises
        .iter()
        .map(|&promise| RelaxedPromises::alike(&all, promise, &case.model))
        .filter(|bent| bent.0.len() > 1)
        .collect();
    // One promise alone helps only where few conflict; a rule or cover as a whole helps more often, and costs no less.
    let few = found.smallest || singles.len() <= MOST_BENT;
    let singles: Vec<RelaxedPromises> = if few { singles } else { Vec::new() };
    let mut complete = few && singles.len() <= MOST_BENT;
    let mut ways: Vec<(RelaxedPromises, WayOut)> = Vec::new();
    for round in [singles, groups.into_iter().collect()] {
        let look = |bent: &RelaxedPromises| {
            let seconds = LOOK_SECONDS.min(clock.left());
            let settings = Settings { time_limit: seconds, ..settings.clone() };
            Some((bent.clone(), cheapest_relaxation(case, &all, bent, &settings)?))
        };
        // A rule as a whole need not be bent where it is enough to bend it for one.
        let enough = |bent: &RelaxedPromises| ways.iter().any(|(single, _)| single.0.is_subset(&bent.0));
        let round: Vec<RelaxedPromises> = round.into_iter().filter(|bent| !enough(bent)).take(MOST_BENT).collect();
        let seen: Vec<Option<(RelaxedPromises, WayOut)>> =
            round.par_iter().map(|bent| if clock.passed() { None } else { look(bent) }).collect();
        complete &= !clock.passed();
        ways.extend(seen.into_iter().flatten());
    }
    sort(&mut ways);
    // Those that might be among the cheapest are looked at longer.
    let again: Vec<(RelaxedPromises, WayOut)> = ways
        .par_iter()
        .take(WAYS_OUT + 1)
        .map(|(bent, way)| {
            let seconds = PRICE_SECONDS.min(clock.left());
            let settings = Settings { time_limit: seconds, ..settings.clone() };
            let better = if way.cut_short && seconds > LOOK_SECONDS {
                cheapest_relaxation(case, &all, bent, &settings)
            } else {
                None
            };
            let better = better.filter(|better| (better.cut_short, better.cost) < (way.cut_short, way.cost));
            (bent.clone(), better.unwrap_or_else(|| way.clone()))
        })
        .collect();
    ways.splice(..again.len(), again);
    sort(&mut ways);
    complete &= ways.iter().all(|(_, way)| !way.cut_short);
    (ways.into_iter().map(|(_, way)| way).take(WAYS_OUT).collect(), complete)
}

fn sort(ways: &mut [(RelaxedPromises, WayOut)]) {
    ways.sort_by(|(_, left), (_, right)| left.cost.cmp(&right.cost).then_with(|| left.what.cmp(&right.what)));
}
