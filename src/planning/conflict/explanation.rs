//! What a conflict is explained by: the rules that cannot hold together, and the ways out.

use base::money::Money;
use serde::Serialize;

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
pub(super) const WAYS_OUT: usize = 3;
