//! The staffing program of a case, written by all its rules.

use super::registry::of_intervals;
use super::rules::RULES;
use crate::levers::LEVERS;
use crate::model::Case;
use crate::rule::Registered;
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::lever_decisions::LeverDecisions;
use crate::staffing::row_subject::RowSubject;
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::PresenceGroup;
use mip::StampedProgram;

/// A finished program and the columns to read an answer from.
pub struct StaffingProgram {
    /// The program with its stamps and money.
    pub stamped: StampedProgram<RowSubject>,
    /// Its columns.
    pub builder: StaffingBuilder,
}

/// Writes the staffing program of a case.
pub fn write_staffing(case: &Case) -> StaffingProgram {
    write_rules(case, RULES, StaffingBuilder::default())
}

/// Writes the program of a case whose people are known: slots are opened by presence groups. Where people have names only
/// what happens in intervals is written.
pub fn write_with_presence(case: &Case, presence_groups: Vec<PresenceGroup>) -> StaffingProgram {
    let mut builder = StaffingBuilder::default();
    builder.slots.presence_groups = Some(presence_groups);
    match case.model.employees.is_empty() {
        true => write_rules(case, RULES, builder),
        false => write_rules(case, of_intervals(), builder),
    }
}

/// Writes the staffing program of a case with its levers, as far as they are not decided. The needs of the case are those of the
/// volumes around which the levers are free.
pub fn write_with_levers(case: &Case, choice: &LeverDecisions) -> StaffingProgram {
    let (shifts, others): (Vec<_>, Vec<_>) = RULES.iter().partition(|registered| registered.rule.writes_shifts());
    let rules = shifts.into_iter().chain(LEVERS).chain(others);
    let mut builder = StaffingBuilder::default();
    builder.lever_decisions = choice.clone();
    write_rules(case, rules, builder)
}

/// Writes only what happens in intervals, for people with names: heads on shifts, breaks, skills, promises.
pub fn write_intervals(case: &Case) -> StaffingProgram {
    write_rules(case, of_intervals(), StaffingBuilder::default())
}

fn write_rules(
    case: &Case,
    rules: impl IntoIterator<Item = &'static Registered<dyn StaffingRule>>,
    mut builder: StaffingBuilder,
) -> StaffingProgram {
    for registered in rules {
        registered.rule.emit(case, &mut builder);
    }
    let stamped = builder.take_program().finish();
    StaffingProgram { stamped, builder }
}
