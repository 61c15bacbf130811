//! The ledger is reconciled: what the program paid for is what the judges charge, rule by rule.

use crate::plan::{Charge, Findings, Ledger, LedgerEntry};
use base::money::Money;
use base::tolerance::CENT;
use std::collections::BTreeMap;

/// A rule whose cost differs between program and judge.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "the books do not close: {rule} on {account} for {who} is {program:.4} in the program and {judge} by its judge"
)]
#[non_exhaustive]
pub struct Imbalance {
    /// Id of the rule.
    pub rule: String,
    /// Account.
    pub account: String,
    /// Team, service or other subject.
    pub who: String,
    /// Major units in the program.
    pub program: f64,
    /// The judge's charge.
    pub judge: Money,
}

/// One amount that the program paid.
#[derive(Clone, Debug, PartialEq)]
pub struct PaidAmount {
    /// Id of the rule.
    pub rule: &'static str,
    /// Account.
    pub account: String,
    /// Team, service or other subject.
    pub who: String,
    /// Major units.
    pub amount: f64,
}

/// The ledger of a plan: the judges' charges, after each rule, account and subject was compared with what the program
/// paid. They may differ by the rounding of each line to whole minor units and by nothing else.
///
/// # Errors
/// The first difference.
pub fn reconcile(paid: &[PaidAmount], findings: &Findings) -> Result<Ledger, Imbalance> {
    type Key = (String, String, String);
    let mut program: BTreeMap<Key, (f64, usize)> = BTreeMap::new();
    for term in paid.iter().filter(|term| term.amount != 0.0) {
        let entry = program.entry((term.rule.to_owned(), term.account.clone(), term.who.clone())).or_default();
        *entry = (entry.0 + term.amount, entry.1 + 1);
    }
    let mut judge: BTreeMap<Key, (Money, usize)> = BTreeMap::new();
    for Charge { rule, account, subject, amount } in &findings.charges {
        let entry = judge.entry(((*rule).to_owned(), account.clone(), subject.who.clone())).or_default();
        *entry = (entry.0 + *amount, entry.1 + 1);
    }
    let keys: std::collections::BTreeSet<&Key> = program.keys().chain(judge.keys()).collect();
    for key in keys {
        let (amount, terms) = program.get(key).copied().unwrap_or_default();
        let (charged, lines) = judge.get(key).copied().unwrap_or_default();
        // Lines of less than half a minor unit are rounded away, so the program may have more of them.
        if (amount * 100.0 - charged.0 as f64).abs() > CENT * terms.max(lines).max(1) as f64 {
            let (rule, account, who) = key.clone();
            return Err(Imbalance { rule, account, who, program: amount, judge: charged });
        }
    }
    Ok(Ledger::of(findings.charges.iter().cloned().map(LedgerEntry::from)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Subject;

    fn charge(amount: i64) -> Findings {
        let mut findings = Findings::default();
        findings.charge("pay_wages", "wages.regular", Subject::of("day"), Money(amount));
        findings
    }

    fn paid(amount: f64) -> Vec<PaidAmount> {
        vec![PaidAmount { rule: "pay_wages", account: "wages.regular".to_owned(), who: "day".to_owned(), amount }]
    }

    #[test]
    fn a_cent_too_much_too_little_or_on_the_wrong_subject_is_found() {
        assert_eq!(reconcile(&paid(144.0), &charge(14_400)).map(|ledger| ledger.total()), Ok(Money(14_400)));
        assert!(reconcile(&paid(144.0), &charge(14_401)).is_err());
        assert!(reconcile(&paid(144.01), &charge(14_400)).is_err());
        assert!(reconcile(&[], &charge(14_400)).is_err());
        assert!(reconcile(&paid(144.0), &Findings::default()).is_err());
    }
}
