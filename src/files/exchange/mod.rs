//! What other programs read and write: rosters and appointment books as workbooks, calendars, tables and JSON, there and
//! back; and instances of the public roster benchmark.

#[macro_use]
mod export;
mod chosen;
pub mod nrp;
pub mod roster;
mod roster_request;
pub mod slots;

pub use chosen::Chosen;
pub use export::{Export, ExportError, ExportTarget, Exported};
pub use roster_request::{RosterExport, RosterRequest, open_roster};

exports! {
    /// All ways to hand out a roster, in the order of the help.
    ROSTER_EXPORTS: RosterExport;
    workbook;
    table;
    calendars;
    json;
}
