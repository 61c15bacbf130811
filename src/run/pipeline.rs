//! The chain, stage by stage: a model's requirement, a plan at least cost, its judges.

use base::diagnostic::Diagnostics;
use files::load::SolveSettings;
use mip::solver::Settings;
use planning::model::{Case, Model};
use planning::plan::{Findings, StaffingPlan};
use planning::solve::{Failure, Planned, plan_roster, plan_staffing, plan_with_levers};
use planning::staged::plan_served_roster;
use planning::verify;

/// The settings that a file asks for in `[solve]`; where it says nothing, the usual ones.
pub fn settings(asked: SolveSettings) -> Settings {
    let usual = Settings::default();
    Settings {
        gap: asked.gap.unwrap_or(usual.gap),
        time_limit: asked.time_limit.unwrap_or(usual.time_limit),
        seed: asked.seed.unwrap_or(usual.seed),
        ..usual
    }
}

/// Works out what every service of a model needs.
///
/// # Errors
/// A promise that no number of heads can keep.
pub fn requirement(model: Model) -> Result<Case, Diagnostics> {
    planning::requirement::requirement(model)
}

/// Judges a plan by every rule of its kind, without the solver, whoever made it.
pub fn judge(case: &Case, plan: &StaffingPlan) -> Findings {
    match case.model.employees.is_empty() {
        true => verify::judge(case, plan),
        false => verify::judge_roster(case, plan),
    }
}

/// What can be seen to be impossible before anything is solved.
pub fn quick(case: &Case) -> Diagnostics {
    planning::conflict::quick::quick(case)
}

/// Plans at least cost. The plan passes every judge and its ledger is reconciled, or there is no plan.
///
/// # Errors
/// See [`Failure`].
pub fn plan(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    plan_from(case, settings, None)
}

/// The same, beginning with a roster that somebody gives; heads without names have none.
///
/// # Errors
/// See [`Failure`].
pub fn plan_from(case: Case, settings: &Settings, start: Option<&StaffingPlan>) -> Result<Planned, Failure> {
    match (case.model.employees.is_empty(), case.model.services.is_empty()) {
        (true, _) if !case.model.levers.is_empty() => plan_with_levers(case, settings),
        (true, _) => plan_staffing(case, settings),
        (false, true) => plan_roster(case, settings, start),
        (false, false) => plan_served_roster(case, settings, start),
    }
}
