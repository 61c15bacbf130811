//! The chain, stage by stage: the only place where all layers meet.

mod centre;
pub mod checked;
pub mod contributions;
mod duals;
pub mod explain;
pub mod frontier;
mod levers;
pub mod prices;
pub mod reoptimisation;
mod roster;
pub mod service_state;
mod slot_replanning;
pub mod warm_start;

pub use checked::{CheckRound, CheckSettings, Checked, MissedTarget, plan_checked};
pub use explain::explain;
pub use warm_start::{WarmStart, warm_start};

use base::diagnostic::Diagnostics;
use base::money::Money;
use files::load::SolveSettings;
use mip::StampedProgram;
use mip::outcome::{Ending, Outcome};
use mip::solver::{Deadline, Settings, Solved, solve_from};
use planning::conflict::{Conflict, conflict};
use planning::model::Case;
use planning::model::Model;
use planning::plan::{Findings, Ledger, StaffingPlan};
use planning::staffing;
use planning::staffing::decode::{assign_slots, decode};
use planning::staffing::{RowSubject, StaffingProgram};
use planning::verify;
use planning::verify::reconcile::PaidAmount;

/// A plan that passed its judges, with the case it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The question.
    pub case: Case,
    /// The answer.
    pub plan: StaffingPlan,
    /// What it costs, line by line.
    pub ledger: Ledger,
    /// How good it is known to be.
    pub outcome: Outcome,
    /// Columns, rows and matrix entries of the program.
    pub size: [usize; 3],
    /// What the plan without any lever costs, where levers were free and it was found.
    pub without: Option<Money>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Failure {
    /// The rules conflict; which ones, and what would help.
    #[error("no plan can exist")]
    Infeasible(Conflict),
    /// The search was stopped before it found a plan.
    #[error("stopped before a plan was found")]
    Stopped(Ending),
    /// A mistake of ours or of the solver's; nothing the user can mend.
    #[error("{0}")]
    Bug(String),
}

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

/// Plans at least cost. The plan passes every judge and its books close, or there is no plan.
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
        (true, _) if !case.model.levers.is_empty() => levers::plan(case, settings),
        (true, _) => plan_staffing(case, settings),
        (false, true) => roster::plan(case, settings, start),
        (false, false) => centre::plan(case, settings, start),
    }
}

fn plan_staffing(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    plan_staffing_from(case, settings, None).map(|(planned, _)| planned)
}

/// A balance that begins with the point of one that is alike; its own point beside it.
fn plan_staffing_from(case: Case, settings: &Settings, start: Option<&[f64]>) -> Result<(Planned, Vec<f64>), Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let balance = staffing::write_staffing(&case);
    let StaffingProgram { stamped, builder } = &balance;
    let solved = solve_from(&stamped.program, settings, start).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = &solved.point else {
        return Err(match solved.ending {
            Ending::Conflict => Failure::Infeasible(conflict(&case, stamped, settings)),
            ending => Failure::Stopped(ending),
        });
    };
    let mut plan = decode(&case, builder, stamped, point);
    if !builder.slots.columns.is_empty() && !assign_slots(&case, builder, stamped, point, &mut plan) {
        // What is left of the time, and a part of it in any case: without it there is no plan.
        let time_limit = deadline.left().max(settings.time_limit * SEATED);
        let rest = Settings { time_limit, ..settings.clone() };
        return slot_replanning::replan_slots(
            case,
            &rest,
            slot_replanning::UnassignedSlots { balance: &balance, point, solved: &solved, plan },
        );
    }
    let planned = reconciled(case, plan, stamped, point, &solved)?;
    Ok((planned, solved.point.unwrap_or_default()))
}

/// Share of the time that a book out of seats gets, whatever the first program took.
const SEATED: f64 = 0.25;

/// A plan that passes its judges and whose books close.
fn reconciled(
    case: Case,
    plan: StaffingPlan,
    stamped: &StampedProgram<RowSubject>,
    point: &[f64],
    solved: &Solved,
) -> Result<Planned, Failure> {
    let findings = verify::judge(&case, &plan);
    if let Some(breach) = findings.breaches.first() {
        return Err(Failure::Bug(format!("a plan broke {}: {}", breach.rule, breach.sentence)));
    }
    let paid: Vec<PaidAmount> = stamped
        .terms
        .iter()
        .map(|term| PaidAmount {
            rule: term.rule,
            account: term.account.clone(),
            who: term.subject.who.name(&case.model),
            amount: term.at(point),
        })
        .collect();
    let ledger = verify::reconcile(&paid, &findings).map_err(|error| Failure::Bug(error.to_string()))?;
    let cost = ledger.total().major();
    let bound = (solved.bound + stamped.constant).min(cost);
    let gap = (cost - bound) / cost.abs().max(0.01);
    let outcome = Outcome { verdict: solved.verdict, ending: solved.ending, bound, gap };
    let size = [stamped.program.columns.len(), stamped.program.rows.len(), stamped.program.entries()];
    Ok(Planned { case, plan, ledger, outcome, size, without: None })
}
