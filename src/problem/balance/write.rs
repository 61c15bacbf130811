//! All rules write one program.

use super::about::About;
use super::registry::RULES;
use super::sheet::Sheet;
use crate::mip::Written;
use crate::problem::case::Case;

/// A finished program and the columns to read an answer from.
pub struct Balance {
    /// The program with its stamps and money.
    pub written: Written<About>,
    /// Its columns.
    pub sheet: Sheet,
}

/// Writes the balance of a case.
pub fn write(case: &Case) -> Balance {
    let mut sheet = Sheet::default();
    for rule in RULES {
        rule.emit(case, &mut sheet);
    }
    let written = sheet.take_draft().finish();
    Balance { written, sheet }
}
