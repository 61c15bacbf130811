//! What each lever of a plan is worth.

use base::money::Money;

/// The plan without levers, and what each lever adds to those before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contributions {
    /// Cost of the plan without any lever.
    pub without: Money,
    /// For each lever in the model's order, by id: its id, and by how much the plan with it and all before it is cheaper
    /// (below zero: within the gap of the two plans) than the one with all before it alone.
    pub each: Vec<(String, Money)>,
    /// Cost of the plan with all of them.
    pub with: Money,
}
