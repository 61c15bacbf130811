//! A roster that somebody typed or changed, and the plan, model or scenario that it answers.

use super::load_one::load_one;
use crate::run;
use base::diagnostic::{Diagnostic, Diagnostics};
use files::exchange::roster::TypedRoster;
use files::folder::{Heading, MANIFEST, PlanFolder};
use files::roster::place_of;
use mip::outcome::{Ending, Outcome, Verdict};
use planning::plan::{Ledger, StaffingPlan};
use std::path::Path;

/// What a roster answers: the case of a plan folder, or that of a model or scenario.
///
/// # Errors
/// Everything that is wrong with the files, or nobody has a name.
pub fn answered_plan(path: &Path) -> Result<PlanFolder, Diagnostics> {
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
        PlanFolder {
            heading,
            outcome: unknown_outcome(),
            objective: 0.0,
            case,
            plan,
            ledger: Ledger::default(),
            contributions: None,
        }
    };
    if kept.case.model.employees.is_empty() {
        let message = format!("{} names nobody who could have a roster", path.display());
        return Err(Diagnostic::error("no-roster", message, "give a model with employees, or its plan").into());
    }
    Ok(kept)
}

/// The base with another roster: people whom a workbook does not list keep their shifts.
pub fn with_roster(base: &PlanFolder, typed: &TypedRoster) -> StaffingPlan {
    let model = &base.case.model;
    let listed: Vec<(usize, u32)> = typed.listed.iter().map(|&employee| place_of(model, employee)).collect();
    let kept = base.plan.people.iter().filter(|person| !listed.contains(&(person.team, person.number)));
    let mut people: Vec<_> = kept.chain(&typed.people).cloned().collect();
    people.sort_by_key(|person| (person.team, person.number));
    StaffingPlan { people, ..base.plan.clone() }
}

/// The outcome of a roster of which nothing is known.
pub fn unknown_outcome() -> Outcome {
    Outcome { verdict: Verdict::Feasible, ending: Ending::Given, bound: f64::NEG_INFINITY, gap: f64::INFINITY }
}
