//! Explains why no staffing plan exists: an irreducible set of promises, then the cheapest ways to bend one of them.

use super::deletion_filter::irreducible_set;
use super::explanation::{Conflict, Member, WAYS_OUT, WayOut};
use super::ways_out::{RelaxedRule, cheapest_relaxation};
use crate::model::Case;
use crate::staffing::{RowSubject, registry};
use base::tolerance::CONFLICT_GAP;
use mip::StampedProgram;
use mip::solver::Settings;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Seconds for which a way out is priced at most.
const WAY_OUT_SECONDS: f64 = 6.0;

/// Explains an infeasible program.
///
/// The set is smallest in the sense that no part of it conflicts by itself; other sets may conflict too.
pub fn conflict(case: &Case, stamped: &StampedProgram<RowSubject>, settings: &Settings) -> Conflict {
    let settings = Settings { gap: CONFLICT_GAP, time_limit: WAY_OUT_SECONDS, watcher: None, ..settings.clone() };
    let rows = irreducible_set(case, stamped, &settings);
    let mut members: Vec<Member> = rows
        .iter()
        .map(|(rule, about)| Member {
            rule: (*rule).to_owned(),
            group: (*rule).to_owned(),
            subject: about.subject(&case.model).to_string(),
            sentence: registry::rule(rule).map_or_else(String::new, |rule| rule.card.title.to_owned()),
        })
        .collect();
    members.dedup();
    // Bend what conflicts; then, where one subject is not enough, the rule for all; then every other promise.
    let conflicting = rows.iter().map(|&(rule, about)| RelaxedRule { rule, who: Some(about.who) });
    let for_all = rows.iter().map(|&(rule, _)| RelaxedRule { rule, who: None });
    let stamps =
        stamped.stamps.iter().filter(|stamp| stamp.promise).chain(stamped.elastic.iter().map(|(stamp, _)| stamp));
    let others = stamps.map(|stamp| RelaxedRule { rule: stamp.rule, who: Some(stamp.subject.who) });
    let mut ways_out: Vec<WayOut> = Vec::new();
    let mut tried: BTreeSet<RelaxedRule> = BTreeSet::new();
    for round in [conflicting.collect::<BTreeSet<_>>(), for_all.collect(), others.collect()] {
        if ways_out.len() < WAYS_OUT {
            let fresh: Vec<RelaxedRule> = round.into_iter().filter(|promise| tried.insert(*promise)).collect();
            ways_out.par_extend(
                fresh.par_iter().filter_map(|&promise| cheapest_relaxation(case, stamped, promise, &settings)),
            );
        }
    }
    ways_out.sort_by_key(|way| way.cost);
    ways_out.truncate(WAYS_OUT);
    Conflict { members, ways_out, smallest: true, cheapest: true }
}
