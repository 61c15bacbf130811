//! Why no plan can exist, in the planner's words: a set of rules that cannot hold together, none of which can be left
//! out, and the cheapest ways out with what the plan then costs.

mod elastic;
mod opened;
mod smallest;
mod ways_out;

use crate::base::money::Money;
use crate::base::tolerance::CONFLICT_GAP;
use crate::problem::Case;
use crate::problem::balance::{Who, registry};
use crate::solve::Settings;
use serde::Serialize;

/// Rules that conflict, and what would help.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Conflict {
    /// The rules, each with whom it is about. Without any one of them there would be no conflict among the rest.
    pub members: Vec<Member>,
    /// The cheapest ways out, cheapest first.
    pub ways_out: Vec<WayOut>,
}

/// One rule in conflict with the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Member {
    /// Id of the rule.
    pub rule: String,
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
    /// What the cheapest plan then costs by a true solve; `None` if that solve was stopped first.
    pub cost: Option<Money>,
}

/// One promise: a rule about somebody.
type Promise = (&'static str, Who);

/// Most ways out that are shown.
const WAYS_OUT: usize = 3;

/// Explains why a case has no plan.
///
/// The set is smallest in the sense that no part of it conflicts by itself; other sets may conflict too.
pub fn conflict(case: &Case, settings: &Settings) -> Conflict {
    let settings = Settings { gap: CONFLICT_GAP, time_limit: 20.0, watcher: None, ..settings.clone() };
    let written = &opened::opened(case);
    let rows = smallest::smallest(case, written, &settings);
    let mut members: Vec<Member> = rows
        .iter()
        .map(|(rule, about)| Member {
            rule: (*rule).to_owned(),
            subject: about.subject(&case.model).to_string(),
            sentence: registry::rule(rule).map_or_else(String::new, |rule| rule.card().title.to_owned()),
        })
        .collect();
    members.dedup();
    let mut promises: Vec<Promise> = rows.iter().map(|(rule, about)| (*rule, about.who)).collect();
    promises.sort_unstable();
    promises.dedup();
    let mut ways_out: Vec<WayOut> =
        promises.iter().filter_map(|&promise| ways_out::bend(case, written, promise, &settings)).collect();
    ways_out.sort_by_key(|way| (way.cost.is_none(), way.cost));
    ways_out.truncate(WAYS_OUT);
    Conflict { members, ways_out }
}
