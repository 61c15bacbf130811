//! A roster of people who serve services, in three stages: heads of groups on shifts with a lower bound; lines for named people;
//! breaks, skills and slots.

use super::bound::headcount_bound;
use super::naming::{NamedLines, NamingStage};
use super::tuning::TUNING;
use crate::conflict::conflict;
use crate::model::Case;
use crate::plan::{Ledger, StaffingPlan};
use crate::roster::decode::plan_of;
use crate::roster::{RosterProgram, write_roster};
use crate::solve::roster::{given_lines, outcome, paid_for_lines, stopped};
use crate::solve::slot_replanning::reopened_program;
use crate::solve::{Failure, Planned};
use crate::staffing::decode::{assign_slots, decode_named};
use crate::staffing::rules::headcount;
use crate::staffing::{ModelEntity, RowSubject, StaffingProgram, write_intervals};
use crate::staged::skills::skills_program;
use crate::staged::{HeadcountProgram, headcount_program, interval_staffing};
use crate::verify;
use crate::verify::reconcile::PaidAmount;
use mip::outcome::Ending;
use mip::solver::{Deadline, Settings, solve};
use mip::{Program, Row};

/// Plans a case with employees and services.
///
/// # Errors
/// See [`Failure`].
pub fn plan_served_roster(case: Case, settings: &Settings, start: Option<&StaffingPlan>) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let rostering = write_roster(&case);
    let heads = headcount_program(&case, &rostering);
    let constant = heads.staffing_program.stamped.constant + rostering.stamped.constant;
    let staffing = interval_staffing(&case, &rostering, &heads);
    let first_stage = headcount_bound(&case, (&heads, staffing.is_some()), settings, &deadline)?;
    if first_stage.relaxed.point.is_none() && first_stage.relaxed.ending == Ending::Conflict {
        check_headcount(&case, settings)?;
    }
    let given = start.and_then(|plan| given_lines(&case, &rostering, plan));
    let (staffing, deadline) = (staffing.as_ref(), &deadline);
    let second_stage = NamingStage { case: &case, rostering: &rostering, heads: &heads, staffing, settings, deadline };
    let named = second_stage.name(&first_stage, given, constant)?;
    let (plan, ledger) = assign_skills(&case, &rostering, &heads, &named, &deadline.share(settings, 1.0))?;
    let outcome =
        outcome(&ledger, first_stage.relaxed.bound + heads.constant + constant, (stopped(settings), settings));
    let size = [heads.program.columns.len(), heads.program.rows.len(), heads.program.entries()];
    Ok(Planned { case, plan, ledger, outcome, size, without: None })
}

/// The third stage: breaks and work for the people of some lines, judged and reconciled.
fn assign_skills(
    case: &Case,
    rostering: &RosterProgram,
    heads: &HeadcountProgram,
    named: &NamedLines,
    settings: &Settings,
) -> Result<(StaffingPlan, Ledger), Failure> {
    let program = skills_program(&case.model, heads, &named.lines, named.begins.as_deref());
    // With breaks decided, what is left is a tiny program for each interval, which nothing should cut short.
    let seconds =
        if named.begins.is_some() { TUNING.enough_seconds } else { settings.time_limit.max(TUNING.least_seconds) };
    let quiet = Settings { watcher: None, time_limit: seconds, ..settings.clone() };
    let booked = !heads.staffing_program.builder.slots.columns.is_empty();
    // Slots may have to be planned a second time.
    let first = if booked { Settings { time_limit: quiet.time_limit / 2.0, ..quiet.clone() } } else { quiet.clone() };
    let mut point = solved(&program, &first)?;
    let people = plan_of(&case.model, &rostering.duties, &named.lines).people;
    let StaffingProgram { stamped, builder } = &heads.staffing_program;
    let mut plan = decode_named(case, builder, stamped, &point, people.clone());
    let again;
    let mut stamped = stamped;
    if booked && !assign_slots(case, builder, stamped, &point, &mut plan) {
        again = reopened_program(case, &heads.staffing_program, &point, &plan.people);
        stamped = &again.stamped;
        point = solved(&stamped.program, &quiet)?;
        plan = decode_named(case, &again.builder, stamped, &point, people);
        if !assign_slots(case, &again.builder, stamped, &point, &mut plan) {
            return Err(Failure::Bug("slots of a seat do not fit its people".to_owned()));
        }
    }
    let findings = verify::judge_roster(case, &plan);
    if let Some(breach) = findings.breaches.first() {
        return Err(Failure::Bug(format!("a roster broke {}: {}", breach.rule, breach.sentence)));
    }
    let mut paid = paid_for_lines(case, rostering, &named.lines)?;
    paid.extend(stamped.terms.iter().map(|term| PaidAmount {
        rule: term.rule,
        account: term.account.clone(),
        who: term.subject.who.name(&case.model),
        amount: term.at(&point),
    }));
    let ledger = verify::reconcile(&paid, &findings).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok((plan, ledger))
}

/// A point of a program whose shifts are decided.
fn solved(program: &Program, settings: &Settings) -> Result<Vec<f64>, Failure> {
    let solved = solve(program, settings).map_err(|error| Failure::Bug(error.to_string()))?;
    solved.point.ok_or(Failure::Stopped(solved.ending))
}

/// An error if not even heads without names, as many as there are people, could keep what is asked of intervals and of
/// appointments. People's own rules are told by their roster.
fn check_headcount(case: &Case, settings: &Settings) -> Result<(), Failure> {
    let quiet = Settings { watcher: None, ..settings.clone() };
    let StaffingProgram { mut stamped, builder } = write_intervals(case);
    for (team, group) in case.model.teams.iter().enumerate() {
        for day in 0..case.model.calendar.days {
            let starting = builder.shift_columns.iter().filter(|shift| (shift.team, shift.day) == (team, day));
            let starting: Vec<(u32, f64)> = starting.map(|shift| (stamped.column(shift.heads) as u32, 1.0)).collect();
            let most = Row { lower: f64::NEG_INFINITY, upper: f64::from(group.heads.most()) };
            stamped.promise(headcount::CARD.id, RowSubject::day(ModelEntity::Team(team), day), most, starting);
        }
    }
    let solved = solve(&stamped.program, &quiet).map_err(|error| Failure::Bug(error.to_string()))?;
    match solved.ending {
        Ending::Conflict => Err(Failure::Infeasible(conflict(case, &stamped, settings))),
        _ => Ok(()),
    }
}
