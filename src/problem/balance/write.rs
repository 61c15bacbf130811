//! All rules write one program.

use super::about::About;
use super::registry::{OF_INTERVALS, RULES};
use super::sheet::Sheet;
use crate::mip::Written;
use crate::problem::case::Case;
use crate::problem::rule::Rule;

/// A finished program and the columns to read an answer from.
pub struct Balance {
    /// The program with its stamps and money.
    pub written: Written<About>,
    /// Its columns.
    pub sheet: Sheet,
}

/// Writes the balance of a case.
pub fn write(case: &Case) -> Balance {
    of(case, RULES)
}

/// Writes only what happens in intervals, for people with names: heads on shifts, breaks, skills, promises.
pub fn write_intervals(case: &Case) -> Balance {
    of(case, OF_INTERVALS)
}

fn of(case: &Case, rules: &[&dyn Rule]) -> Balance {
    let mut sheet = Sheet::default();
    for rule in rules {
        rule.emit(case, &mut sheet);
    }
    let written = sheet.take_draft().finish();
    Balance { written, sheet }
}
