//! `equipoise import roster`

use crate::cli::destination::Destination;
use crate::cli::typed_roster::{answered_plan, unknown_outcome, with_roster};
use crate::cli::{VerbResult, Exit, output};
use crate::report::Figures;
use crate::report::folder;
use crate::run;
use crate::run::Planned;
use clap::Args;
use files::exchange::roster;
use files::exchange::roster::TypedRoster;
use files::exchange::workbook::{ASSIGNMENTS, ROSTER};
use files::folder::{PlanFolder, MANIFEST};
use files::roster::{ModelRoster, RosterChange, changes};
use mip::outcome::Outcome;
use planning::plan::{Breach, Ledger, LedgerEntry};
use std::path::PathBuf;

/// A roster that was changed or typed by hand becomes the folder of a plan
#[derive(Debug, Args)]
pub struct ImportRosterArgs {
    /// A workbook (.xlsx) or a table (.csv) in our columns
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder of the plan that it changes, or the model or scenario that it answers
    #[arg(long = "for", value_name = "FILE")]
    pub of: PathBuf,
    /// Write the plan to this folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

impl ImportRosterArgs {
    /// Reads a roster and writes it as a plan, legal or not; what it breaks is told.
    pub fn run(&self) -> VerbResult {
        let destination = Destination::of(&self.out, MANIFEST)?;
        let base = answered_plan(&self.of)?;
        let read = roster::read(&self.file, &base.case.model)?;
        let heading = base.heading.clone();
        let told = told(&base, &read);
        let (planned, breaches) = planned(base, read);
        let files = folder::files(&heading, &Figures::of(&planned), &planned)?;
        let folder = self.out.display();
        if !self.quiet {
            told.iter().for_each(|line| output::message(line));
        }
        let written = destination.write(&files, "the roster is", self.quiet);
        if breaches.is_empty() {
            return Ok(written);
        }
        let times = if breaches.len() == 1 { "once".to_owned() } else { format!("{} times", breaches.len()) };
        output::message(&format!("equipoise: it breaks rules, {times}; see `equipoise verify {folder}`"));
        if !self.quiet {
            breaches.iter().take(SHOWN).for_each(|breach| output::message(&format!("  {}", breach.sentence)));
            more(breaches.len()).iter().for_each(|line| output::message(line));
        }
        Ok(Exit::Broken)
    }
}

/// Changes, and breaches, that are told one by one.
const SHOWN: usize = 10;

fn more(all: usize) -> Option<String> {
    (all > SHOWN).then(|| format!("  ... and {} more", all - SHOWN))
}

/// What is new beside the plan that the roster is for, and what was taken from elsewhere than expected.
fn told(base: &PlanFolder, read: &TypedRoster) -> Vec<String> {
    let model = &base.case.model;
    let mut told: Vec<String> = Vec::new();
    for &employee in &read.without_row {
        let id = &model.employees[employee].id;
        told.push(format!(
            "equipoise: {id} has no row on the sheet {ROSTER} any more; the rows on the sheet {ASSIGNMENTS} count"
        ));
    }
    // A model has no roster yet that could be changed.
    if base.plan.people.is_empty() {
        return told;
    }
    let after = with_roster(base, read);
    let changes = changes(ModelRoster { model, plan: &base.plan }, ModelRoster { model, plan: &after });
    told.push(match changes.len() {
        0 => "equipoise: nothing was changed".to_owned(),
        1 => "equipoise: one day was changed:".to_owned(),
        many => format!("equipoise: {many} days were changed:"),
    });
    let line = |change: &RosterChange| format!("  {} on {}: {} -> {}", change.employee, change.date, change.was, change.is);
    told.extend(changes.iter().take(SHOWN).map(line));
    told.extend(more(changes.len()));
    told
}

fn planned(base: PlanFolder, read: TypedRoster) -> (Planned, Vec<Breach>) {
    let plan = with_roster(&base, &read);
    let findings = run::judge(&base.case, &plan);
    let same = plan == base.plan;
    let PlanFolder { case, outcome, .. } = base;
    let ledger = Ledger::of(findings.charges.into_iter().map(LedgerEntry::from));
    let outcome = if same { outcome } else { given(outcome, &ledger) };
    (Planned { case, plan, ledger, outcome, size: [0; 3], without: None }, findings.breaches)
}

/// What is still known: the bound is one of the case, whatever the roster.
fn given(before: Outcome, ledger: &Ledger) -> Outcome {
    let cost = ledger.total().major();
    let gap = (cost - before.bound) / cost.abs().max(0.01);
    Outcome { bound: before.bound, gap, ..unknown_outcome() }
}
