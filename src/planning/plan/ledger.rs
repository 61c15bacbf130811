//! Every money term of a plan, by account, cause and date. Its sum is the objective.

use super::accounts;
use super::finding::Subject;
use base::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One entry: what a rule charges for a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// `wages.regular`, `price.shortage` and so on.
    pub account: String,
    /// Id of the rule that caused it.
    pub rule: String,
    /// About whom, on which date.
    pub subject: Subject,
    /// Whole minor units.
    pub amount: Money,
}

/// The lines of a plan, sorted, none of them zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Sorted by account, rule and subject.
    pub lines: Vec<Line>,
}

impl Ledger {
    /// A ledger of these lines; lines of zero are left out.
    pub fn of(lines: impl IntoIterator<Item = Line>) -> Self {
        let mut lines: Vec<Line> = lines.into_iter().filter(|line| line.amount != Money::ZERO).collect();
        lines.sort();
        Ledger { lines }
    }

    /// The objective.
    pub fn total(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// Money that leaves the till: all accounts but `price.*`.
    pub fn cash(&self) -> Money {
        self.total() - self.priced()
    }

    /// Service, wishes and fairness at their stated prices: accounts `price.*`.
    pub fn priced(&self) -> Money {
        self.lines.iter().filter(|line| accounts::is_priced(&line.account)).map(|line| line.amount).sum()
    }

    /// Sum of each account, by name.
    pub fn accounts(&self) -> BTreeMap<String, Money> {
        let mut accounts = BTreeMap::new();
        for line in &self.lines {
            *accounts.entry(line.account.clone()).or_insert(Money::ZERO) += line.amount;
        }
        accounts
    }
}
