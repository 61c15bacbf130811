//! All rules write one program.

use super::about::About;
use super::choice::Choice;
use super::registry::{COLUMNS_OF_SHIFTS, LEVERS, OF_INTERVALS, RULES};
use crate::model::Case;
use crate::rule::Rule;
use crate::staffing::builder::Sheet;
use crate::staffing::slot_columns::Seat;
use mip::Written;

/// A finished program and the columns to read an answer from.
pub struct Balance {
    /// The program with its stamps and money.
    pub written: Written<About>,
    /// Its columns.
    pub sheet: Sheet,
}

/// Writes the balance of a case.
pub fn write(case: &Case) -> Balance {
    of(case, RULES, Sheet::default())
}

/// Writes the balance of a case whose people are known: slots are opened out of their seats. Where people have names only
/// what happens in intervals is written.
pub fn write_seated(case: &Case, seats: Vec<Seat>) -> Balance {
    let mut sheet = Sheet::default();
    sheet.book.seats = Some(seats);
    of(case, if case.model.employees.is_empty() { RULES } else { OF_INTERVALS }, sheet)
}

/// Writes the balance of a case with its levers, as far as they are not decided. The needs of the case are those of the
/// volumes around which the levers are free.
pub fn write_with(case: &Case, choice: &Choice) -> Balance {
    let (shifts, rest) = RULES.split_at(COLUMNS_OF_SHIFTS);
    let rules: Vec<&dyn Rule> = shifts.iter().chain(LEVERS).chain(rest).copied().collect();
    let mut sheet = Sheet::default();
    sheet.choice = choice.clone();
    of(case, &rules, sheet)
}

/// Writes only what happens in intervals, for people with names: heads on shifts, breaks, skills, promises.
pub fn write_intervals(case: &Case) -> Balance {
    of(case, OF_INTERVALS, Sheet::default())
}

fn of(case: &Case, rules: &[&dyn Rule], mut sheet: Sheet) -> Balance {
    for rule in rules {
        rule.emit(case, &mut sheet);
    }
    let written = sheet.take_draft().finish();
    Balance { written, sheet }
}
