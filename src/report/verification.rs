//! Whether a plan keeps its rules and its ledger is right: every judge, without the solver.

use super::grid::wrapped;
use crate::report::grid::TextTable;
use base::limits::FINDINGS_SHOWN;
use base::money::{Money, grouped};
use files::folder::PlanFolder;
use files::folder::contributions::Step;
use files::text::json::fixed;
use files::text::number::{counted, number};
use planning::plan::{Breach, Findings, Ledger, LedgerEntry, Subject};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a check found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Verification {
    /// Rules that are broken.
    pub breaches: Vec<Breach>,
    /// What the plan costs, by its judges.
    pub ledger: Ledger,
    /// True if there is a ledger to compare with.
    pub booked: bool,
    /// Where that ledger says something else.
    pub differences: Vec<LedgerDifference>,
    /// What else does not agree, in sentences.
    pub claims: Vec<String>,
}

/// One place where the ledger and the judges differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LedgerDifference {
    /// Account of the ledger.
    pub account: String,
    /// Id of the rule.
    pub rule: String,
    /// About whom.
    pub subject: Subject,
    /// What `ledger.csv` says.
    pub booked: Money,
    /// What the judge charges.
    pub charged: Money,
}

impl Verification {
    /// Compares what judges found with what a folder says.
    pub fn of(kept: &PlanFolder, findings: Findings) -> Self {
        let found = Verification::of_typed(findings);
        let differences = differences(&kept.ledger, &found.ledger);
        let claims = claims(kept, &found.ledger, found.breaches.is_empty());
        Verification { booked: true, differences, claims, ..found }
    }

    /// What judges found in a plan that has no ledger.
    pub fn of_typed(findings: Findings) -> Self {
        let charges = findings.charges.into_iter().map(LedgerEntry::from);
        let (ledger, differences, claims) = (Ledger::of(charges), Vec::new(), Vec::new());
        Verification { breaches: findings.breaches, ledger, booked: false, differences, claims }
    }

    /// True if no rule is broken and the ledger agrees.
    pub fn passed(&self) -> bool {
        self.breaches.is_empty() && self.differences.is_empty() && self.claims.is_empty()
    }
}

fn differences(booked: &Ledger, charged: &Ledger) -> Vec<LedgerDifference> {
    let mut sums: BTreeMap<_, (Money, Money)> = BTreeMap::new();
    let key = |entry: &LedgerEntry| (entry.account.clone(), entry.rule.clone(), entry.subject.clone());
    for entry in &booked.entries {
        sums.entry(key(entry)).or_default().0 += entry.amount;
    }
    for entry in &charged.entries {
        sums.entry(key(entry)).or_default().1 += entry.amount;
    }
    let differ = sums.into_iter().filter(|(_, (booked, charged))| booked != charged);
    differ
        .map(|((account, rule, subject), (booked, charged))| LedgerDifference {
            account,
            rule,
            subject,
            booked,
            charged,
        })
        .collect()
}

/// What `plan.json` claims and the plan does not bear out.
fn claims(kept: &PlanFolder, ledger: &Ledger, legal: bool) -> Vec<String> {
    let total = ledger.total();
    let mut claims = Vec::new();
    if (kept.objective - total.major()).abs() * 100.0 >= HALF_A_CENT {
        claims.push(format!("plan.json says the plan costs {}, its judges say {total}", number(kept.objective, 2)));
    }
    if legal && (kept.outcome.bound - total.major()) * 100.0 >= 1.0 {
        let bound = number(kept.outcome.bound, 2);
        claims.push(format!("plan.json says no plan costs less than {bound}, yet this one costs {total}"));
    }
    claims.extend(contributions(kept.contributions.as_deref(), total));
    claims
}

/// Where `contributions.csv` does not lead, step by step, from the plan without levers to this one.
fn contributions(steps: Option<&[Step]>, total: Money) -> Vec<String> {
    let Some(steps) = steps else { return Vec::new() };
    let mut claims = Vec::new();
    for (row, pair) in steps.windows(2).enumerate() {
        let cost = pair[0].cost - pair[1].saves;
        if cost != pair[1].cost {
            let row = row + 3;
            claims.push(format!("contributions.csv row {row}: the plan costs {cost}, not {}", pair[1].cost));
        }
    }
    match steps.last() {
        Some(last) if last.cost == total => {}
        Some(last) => {
            claims.push(format!("contributions.csv ends at {}, the judges of the plan say {total}", last.cost));
        }
        None => claims.push("contributions.csv has no rows".to_owned()),
    }
    claims
}

const HALF_A_CENT: f64 = 0.5;

/// Breaches up to which each is told in full, where not all are asked for.
const FEW: usize = 12;
/// Of more, so many of each rule.
const OF_EACH: usize = 3;

/// For people. With `all` each breach is told in full, however many they are.
pub fn text(kept: &PlanFolder, verification: &Verification, all: bool) -> String {
    let mut text = format!("{}\n", kept.heading.title);
    let currency = &kept.case.model.currency;
    let breaches = &verification.breaches;
    if breaches.is_empty() {
        text.push_str("no rule is broken\n");
    } else {
        let plural = if breaches.len() == 1 { "breach" } else { "breaches" };
        text.push_str(&format!("{} {plural}:\n", grouped(breaches.len() as u64)));
    }
    text.push_str(&if all || breaches.len() <= FEW { in_full(breaches) } else { by_rule(breaches) });
    let mut grid = TextTable::new(&["account", currency], 1);
    for (name, amount) in verification.ledger.accounts() {
        grid.row([name, amount.to_string()]);
    }
    grid.row(["total".to_owned(), verification.ledger.total().to_string()]);
    text.push_str(&format!("\n{}", grid.text()));
    if verification.booked {
        text.push_str(&reconciliation(verification));
    }
    text
}

fn in_full(breaches: &[Breach]) -> String {
    let mut text = String::new();
    for breach in breaches.iter().take(FINDINGS_SHOWN) {
        let by = number(breach.amount, if breach.amount.fract() == 0.0 { 0 } else { 2 });
        let unit = counted(breach.amount, breach.unit);
        text.push_str(&format!("\n  {} ({}), by {by} {unit}\n", named(breach), breach.subject));
        text.push_str(&wrapped(&breach.sentence, 4));
    }
    if breaches.len() > FINDINGS_SHOWN {
        text.push_str(&format!("\n  ... and {} more\n", grouped((breaches.len() - FINDINGS_SHOWN) as u64)));
    }
    text
}

/// Rule by rule, each with its first breaches.
fn by_rule(breaches: &[Breach]) -> String {
    let mut groups: BTreeMap<String, Vec<&Breach>> = BTreeMap::new();
    for breach in breaches {
        groups.entry(named(breach)).or_default().push(breach);
    }
    let mut text = String::new();
    for (name, group) in groups {
        text.push_str(&format!("\n  {name}: {}\n", grouped(group.len() as u64)));
        let shown = if group.len() == OF_EACH + 1 { group.len() } else { OF_EACH.min(group.len()) };
        group[..shown].iter().for_each(|breach| text.push_str(&wrapped(&breach.sentence, 4)));
        if shown < group.len() {
            text.push_str(&format!("    ... and {} more (all with -v)\n", grouped((group.len() - shown) as u64)));
        }
    }
    text
}

/// The rule, and its name in the file where that is another.
fn named(breach: &Breach) -> String {
    match breach.policy.as_str() {
        policy if policy.is_empty() || policy == breach.rule => breach.rule.to_owned(),
        policy => format!("{} [{policy}]", breach.rule),
    }
}

fn reconciliation(verification: &Verification) -> String {
    if verification.differences.is_empty() && verification.claims.is_empty() {
        return "  the books agree\n".to_owned();
    }
    let mut text = "\nThe books do not agree:\n".to_owned();
    for claim in &verification.claims {
        text.push_str(&wrapped(claim, 2));
    }
    if !verification.differences.is_empty() {
        let mut grid = TextTable::new(&["account", "rule", "about", "ledger.csv", "the plan"], 3);
        for differ in verification.differences.iter().take(FINDINGS_SHOWN) {
            let (booked, charged) = (differ.booked.to_string(), differ.charged.to_string());
            grid.row([differ.account.clone(), differ.rule.clone(), differ.subject.to_string(), booked, charged]);
        }
        text.push_str(&grid.text());
    }
    text
}

/// For programs.
pub fn json(kept: &PlanFolder, verification: &Verification) -> Value {
    let breaches = verification.breaches.iter().map(|breach| {
        json!({
            "rule": breach.rule, "policy": breach.policy, "subject": breach.subject, "amount": fixed(breach.amount, 6),
            "unit": breach.unit, "sentence": breach.sentence,
        })
    });
    let differences = verification.differences.iter().map(|differ| {
        json!({
            "account": differ.account, "rule": differ.rule, "subject": differ.subject,
            "booked": differ.booked.major(), "charged": differ.charged.major(),
        })
    });
    json!({
        "name": kept.heading.name,
        "title": kept.heading.title,
        "passed": verification.passed(),
        "breaches": breaches.collect::<Value>(),
        "objective": verification.ledger.total().major(),
        "books": { "differences": differences.collect::<Value>(), "claims": verification.claims },
    })
}

/// Breaches for spreadsheets.
///
/// # Errors
/// They cannot be written as CSV; that is a bug.
pub fn csv(verification: &Verification) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["rule", "subject", "amount", "unit", "sentence"])?;
    for breach in &verification.breaches {
        let (subject, amount) = (breach.subject.to_string(), fixed(breach.amount, 6).to_string());
        writer.write_record([breach.rule, &subject, &amount, breach.unit, &breach.sentence])?;
    }
    let bytes = writer.into_inner().map_err(|refused| refused.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
