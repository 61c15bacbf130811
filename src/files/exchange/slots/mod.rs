//! The appointment book for booking systems: a table, JSON, a workbook, calendars; and templates that people keep.

mod fit;
mod owner;
mod request;
pub mod scenario;
pub mod template;

pub use request::SlotExport;

exports! {
    /// All ways to hand out an appointment book, in the order of the help.
    SLOT_EXPORTS: SlotExport;
    table;
    json;
    workbook;
    calendars;
}
