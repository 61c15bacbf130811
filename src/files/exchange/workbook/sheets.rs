//! Names of the worksheets.

/// A row for each person, a column for each day.
pub const ROSTER: &str = "Roster";
/// A row for each assignment.
pub const ASSIGNMENTS: &str = "Assignments";
/// A row for each ledger entry.
pub const LEDGER: &str = "Ledger";
/// Hidden: the roster as it was exported, which tells what was edited.
pub const ORIGINAL: &str = "Original";
