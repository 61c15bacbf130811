//! Why no plan can exist, in the planner's words: a set of rules that cannot hold together, none of which can be left
//! out, and the cheapest ways out with what the plan then costs.

mod deletion_filter;
mod elastic;
pub mod quick;
pub mod roster;
mod ways_out;

use crate::model::Case;
use crate::staffing::{RowSubject, registry};
use base::money::Money;
use base::tolerance::CONFLICT_GAP;
use mip::StampedProgram;
use mip::solver::Settings;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use ways_out::RelaxedRule;

/// Rules that conflict, and what would help.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Conflict {
    /// The rules, each with whom it is about. Without any one of them there would be no conflict among the rest.
    pub members: Vec<Member>,
    /// The cheapest ways out, cheapest first.
    pub ways_out: Vec<WayOut>,
    /// False if time ran out before it was known that no member can be left out.
    pub smallest: bool,
    /// False if time ran out, so that a cheaper way out may exist that bends one promise, or one rule for all. Of heads
    /// without names all are looked at; a cost that is not exact says so itself.
    pub cheapest: bool,
}

/// One rule in conflict with the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Member {
    /// Id of the rule.
    pub rule: String,
    /// What it has in common with others that differ in person or date: the name of a rule in the file, or of a cover.
    pub group: String,
    /// About whom, on which date.
    pub subject: String,
    /// What it asks for.
    pub sentence: String,
}

/// One rule bent as little as possible, all others kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WayOut {
    /// What to change, in words.
    pub what: String,
    /// By how much, at least.
    pub amount: f64,
    /// Unit of the amount.
    pub unit: String,
    /// What a plan then costs, by a true solve to within two per cent of the cheapest.
    pub cost: Money,
    /// False if that solve found no plan in time: amount and cost are then those of fractions of people, and the real
    /// ones are at least as high.
    pub exact: bool,
    /// True if the search was cut short, so that the plan may be cheaper.
    pub cut_short: bool,
}

/// Most ways out that are shown.
const WAYS_OUT: usize = 3;

/// Seconds for which a way out is priced at most.
const WAY_OUT_SECONDS: f64 = 6.0;

/// Explains an infeasible program.
///
/// The set is smallest in the sense that no part of it conflicts by itself; other sets may conflict too.
pub fn conflict(case: &Case, stamped: &StampedProgram<RowSubject>, settings: &Settings) -> Conflict {
    let settings = Settings { gap: CONFLICT_GAP, time_limit: WAY_OUT_SECONDS, watcher: None, ..settings.clone() };
    let rows = deletion_filter::irreducible_set(case, stamped, &settings);
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
                fresh
                    .par_iter()
                    .filter_map(|&promise| ways_out::cheapest_relaxation(case, stamped, promise, &settings)),
            );
        }
    }
    ways_out.sort_by_key(|way| way.cost);
    ways_out.truncate(WAYS_OUT);
    Conflict { members, ways_out, smallest: true, cheapest: true }
}
