//! A point of a staffing program as a plan that passed its judges and whose ledger is reconciled.

use super::planned::{Failure, Planned};
use crate::model::Case;
use crate::plan::StaffingPlan;
use crate::staffing::RowSubject;
use crate::verify;
use crate::verify::reconcile::PaidAmount;
use mip::StampedProgram;
use mip::outcome::Outcome;
use mip::solver::Solved;

/// A plan that passes its judges and whose ledger is reconciled.
///
/// # Errors
/// A judge objects, or the ledger does not agree with the program: a bug.
pub(crate) fn reconciled(
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
