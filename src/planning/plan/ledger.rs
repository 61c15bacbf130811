//! Every money term of a plan, by account, cause and date. Its sum is the objective.

use super::accounts;
use super::finding::{Charge, Subject};
use base::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One entry: what a rule charges for a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// `wages.regular`, `price.shortage` and so on.
    pub account: String,
    /// Id of the rule that caused it.
    pub rule: String,
    /// About whom, on which date.
    pub subject: Subject,
    /// Whole minor units.
    pub amount: Money,
}

/// The entries of a plan, sorted, none of them zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Sorted by account, rule and subject.
    #[serde(rename = "lines")]
    pub entries: Vec<LedgerEntry>,
}

impl From<Charge> for LedgerEntry {
    fn from(charge: Charge) -> LedgerEntry {
        LedgerEntry {
            account: charge.account,
            rule: charge.rule.to_owned(),
            subject: charge.subject,
            amount: charge.amount,
        }
    }
}

impl Ledger {
    /// A ledger of these entries; entries of zero are left out.
    pub fn of(entries: impl IntoIterator<Item = LedgerEntry>) -> Self {
        let mut entries: Vec<LedgerEntry> = entries.into_iter().filter(|entry| entry.amount != Money::ZERO).collect();
        entries.sort();
        Ledger { entries }
    }

    /// The objective.
    pub fn total(&self) -> Money {
        self.entries.iter().map(|entry| entry.amount).sum()
    }

    /// Money that leaves the till: all accounts but `price.*`.
    pub fn cash(&self) -> Money {
        self.total() - self.priced()
    }

    /// Service, wishes and fairness at their stated prices: accounts `price.*`.
    pub fn priced(&self) -> Money {
        self.entries.iter().filter(|entry| accounts::is_priced(&entry.account)).map(|entry| entry.amount).sum()
    }

    /// Sum of each account, by name.
    pub fn accounts(&self) -> BTreeMap<String, Money> {
        let mut accounts = BTreeMap::new();
        for entry in &self.entries {
            *accounts.entry(entry.account.clone()).or_insert(Money::ZERO) += entry.amount;
        }
        accounts
    }
}
