//! `equipoise import roster`

use super::super::args::ImportRosterArgs;
use super::super::destination::Destination;
use super::super::{Exit, output};
use super::load_one;
use crate::report::Figures;
use crate::report::folder;
use crate::run;
use crate::run::Planned;
use base::diagnostic::{Diagnostic, Diagnostics};
use files::exchange::roster;
use files::exchange::roster::Read;
use files::exchange::workbook::{ASSIGNMENTS, ROSTER};
use files::folder::{Heading, Kept, MANIFEST};
use files::roster::{Change, changes, place_of};
use mip::outcome::{Ending, Outcome, Verdict};
use planning::plan::{Breach, Ledger, LedgerEntry, StaffingPlan};
use std::path::Path;

/// Reads a roster and writes it as a plan, legal or not; what it breaks is told.
pub fn run(args: &ImportRosterArgs) -> Exit {
    let destination = match Destination::of(&args.out, MANIFEST) {
        Ok(destination) => destination,
        Err(problem) => return output::refuse(problem),
    };
    let read = base(&args.of).and_then(|base| Ok((roster::read(&args.file, &base.case.model)?, base)));
    let (read, base) = match read {
        Ok(read) => read,
        Err(problems) => return output::refuse(problems),
    };
    let heading = base.heading.clone();
    let told = told(&base, &read);
    let (planned, breaches) = planned(base, read);
    let files = folder::files(&heading, &Figures::of(&planned), &planned);
    if let Err(message) =
        files.map_err(|error| format!("equipoise: {error}")).and_then(|files| destination.write(&files))
    {
        output::message(&message);
        return Exit::Bug;
    }
    let folder = args.out.display();
    if !args.quiet {
        told.iter().for_each(|line| output::message(line));
        output::message(&format!("equipoise: the roster is in {folder}"));
    }
    if breaches.is_empty() {
        return Exit::Done;
    }
    let times = if breaches.len() == 1 { "once".to_owned() } else { format!("{} times", breaches.len()) };
    output::message(&format!("equipoise: it breaks rules, {times}; see `equipoise verify {folder}`"));
    if !args.quiet {
        breaches.iter().take(SHOWN).for_each(|breach| output::message(&format!("  {}", breach.sentence)));
        more(breaches.len()).iter().for_each(|line| output::message(line));
    }
    Exit::Broken
}

/// Changes, and breaches, that are told one by one.
const SHOWN: usize = 10;

fn more(all: usize) -> Option<String> {
    (all > SHOWN).then(|| format!("  ... and {} more", all - SHOWN))
}

/// What is new beside the plan that the roster is for, and what was taken from elsewhere than expected.
fn told(base: &Kept, read: &Read) -> Vec<String> {
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
    let changes = changes((model, &base.plan), (model, &after));
    told.push(match changes.len() {
        0 => "equipoise: nothing was changed".to_owned(),
        1 => "equipoise: one day was changed:".to_owned(),
        many => format!("equipoise: {many} days were changed:"),
    });
    let line = |change: &Change| format!("  {} on {}: {} -> {}", change.employee, change.date, change.was, change.is);
    told.extend(changes.iter().take(SHOWN).map(line));
    told.extend(more(changes.len()));
    told
}

/// What the roster answers: the case of a plan folder, or that of a model or scenario.
pub fn base(path: &Path) -> Result<Kept, Diagnostics> {
    let kept = if path.join(MANIFEST).exists() {
        files::folder::read(path)?
    } else {
        let loaded = load_one(&path.to_owned())?;
        let heading = Heading { name: loaded.name.clone(), title: loaded.title.clone() };
        let case = run::requirement(loaded.model)?;
        let plan = StaffingPlan {
            heads: case.model.teams.iter().map(|team| team.heads.most()).collect(),
            resources: case.model.resources.iter().map(|resource| resource.count.most()).collect(),
            ..StaffingPlan::default()
        };
        Kept { heading, outcome: unknown(), objective: 0.0, case, plan, ledger: Ledger::default(), contributions: None }
    };
    if kept.case.model.employees.is_empty() {
        let message = format!("{} names nobody who could have a roster", path.display());
        return Err(Diagnostic::error("no-roster", message, "give a model with employees, or its plan").into());
    }
    Ok(kept)
}

/// The base with another roster: people whom a workbook does not list keep their shifts.
pub fn with_roster(base: &Kept, read: &Read) -> StaffingPlan {
    let model = &base.case.model;
    let listed: Vec<(usize, u32)> = read.listed.iter().map(|&employee| place_of(model, employee)).collect();
    let kept = base.plan.people.iter().filter(|person| !listed.contains(&(person.team, person.number)));
    let mut people: Vec<_> = kept.chain(&read.people).cloned().collect();
    people.sort_by_key(|person| (person.team, person.number));
    StaffingPlan { people, ..base.plan.clone() }
}

fn planned(base: Kept, read: Read) -> (Planned, Vec<Breach>) {
    let plan = with_roster(&base, &read);
    let findings = run::judge(&base.case, &plan);
    let same = plan == base.plan;
    let Kept { case, outcome, .. } = base;
    let ledger = Ledger::of(findings.charges.into_iter().map(LedgerEntry::from));
    let outcome = if same { outcome } else { given(outcome, &ledger) };
    (Planned { case, plan, ledger, outcome, size: [0; 3], without: None }, findings.breaches)
}

/// What is still known: the bound is one of the case, whatever the roster.
fn given(before: Outcome, ledger: &Ledger) -> Outcome {
    let cost = ledger.total().major();
    let gap = (cost - before.bound) / cost.abs().max(0.01);
    Outcome { bound: before.bound, gap, ..unknown() }
}

fn unknown() -> Outcome {
    Outcome { verdict: Verdict::Feasible, ending: Ending::Given, bound: f64::NEG_INFINITY, gap: f64::INFINITY }
}
